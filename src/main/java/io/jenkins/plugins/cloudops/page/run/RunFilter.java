package io.jenkins.plugins.cloudops.page.run;

import io.jenkins.plugins.cloudops.page.ListQuery;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Which runs somebody asks for, by the parameters of the request. An asterisk stands for any characters in {@code stack},
 * {@code workspace}, {@code name} and {@code job}; several statuses and operations are divided by commas; a job is also
 * meant by a folder that it is in.
 */
@Restricted(NoExternalUse.class)
public final class RunFilter {

    static final String[] NAMES = {"status", "operation", "stack", "workspace", "name", "job", "build", "trace", "id"};

    private final ListQuery query;
    private final Set<String> statuses;
    private final Set<String> operations;
    private final Glob stack;
    private final Glob workspace;
    private final Glob name;
    private final Glob job;
    private final String trace;
    private final String id;

    RunFilter(ListQuery query) {
        this.query = query;
        statuses = words("status");
        operations = words("operation");
        stack = glob(query.filter("stack"));
        workspace = glob(query.filter("workspace"));
        name = glob(query.filter("name"));
        job = glob(query.filter("job").replaceAll("/+$", ""));
        trace = query.filter("trace").toLowerCase(Locale.ROOT);
        id = query.filter("id");
    }

    private Set<String> words(String parameter) {
        return Stream.of(query.filter(parameter).split(",")).map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    /** Null for any. */
    private static Glob glob(String text) {
        return text.isEmpty() ? null : new Glob(text);
    }

    /** Whether it may be about a job. */
    boolean hasJob(String fullName) {
        if (matches(job, fullName)) {
            return true;
        }
        int slash = fullName.lastIndexOf('/');
        return slash > 0 && hasJob(fullName.substring(0, slash));
    }

    /** Whether a line of a list can be one that matches: quick, and not wrong when it says no. */
    boolean mayHave(String line) {
        return line.contains(trace) && line.contains(id) && mayHave(stack, line) && mayHave(workspace, line) && mayHave(name, line);
    }

    boolean matches(StoredRun run) {
        return (statuses.isEmpty() || statuses.contains(run.status().word()))
                && (operations.isEmpty() || operations.contains(run.operation()))
                && matches(stack, run.subject().stack())
                && matches(workspace, run.subject().workspace())
                && matches(name, run.subject().name())
                && (trace.isEmpty() || trace.equals(run.trace()))
                && (id.isEmpty() || id.equals(run.id()))
                && (query.filter("build").isEmpty() || query.filter("build").equals(String.valueOf(run.build())));
    }

    private static boolean mayHave(Glob glob, String line) {
        return glob == null || glob.mayBeIn(line);
    }

    private static boolean matches(Glob glob, String text) {
        return glob == null || glob.matches(text);
    }

    public boolean isSet() {
        return query.isFiltered();
    }

    public String getStatus() {
        return query.filter("status");
    }

    public String getOperation() {
        return query.filter("operation");
    }

    public String getStack() {
        return query.filter("stack");
    }

    public String getWorkspace() {
        return query.filter("workspace");
    }

    public String getJob() {
        return query.filter("job");
    }

    public String getTrace() {
        return query.filter("trace");
    }

    /** All that can be chosen. */
    public List<String> getStatuses() {
        return Stream.of(StoredRun.Status.values()).map(StoredRun.Status::word).toList();
    }

    /** All that can be chosen. */
    public List<String> getOperations() {
        return List.of("plan", "apply", "destroy", "check", "output", "unlock", "recover", "sync");
    }
}
