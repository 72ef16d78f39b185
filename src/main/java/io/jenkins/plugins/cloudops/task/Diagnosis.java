package io.jenkins.plugins.cloudops.task;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/**
 * What a failed build offers to whoever has to understand it, read from its trace: what failed, why in a word and in a
 * sentence, what usually helps, with what it was done, and the commands that do the same again. Values of secrets are not in
 * a trace, so they are not here either.
 *
 * @param build as people know it
 * @param url of the build; empty if Jenkins does not know its own
 * @param traceId 32 hexadecimal digits
 * @param result {@code FAILURE}, or {@code RUNNING} before there is one
 * @param commit which was checked out; empty if nobody knows
 * @param failures the operations that failed, the earliest first
 * @param incidents what was broken on purpose meanwhile
 */
public record Diagnosis(String build, String url, String traceId, String result, String commit, List<Failure> failures,
        List<Incident> incidents) {

    private static final String OPERATION = "terraform ";
    private static final String EXECUTABLE = "process.executable.name";
    private static final String EXIT_CODE = "process.exit.code";
    private static final int LEVELS = 4;
    /** So many resources are named of one operation. */
    private static final int MOST_RESOURCES = 20;

    /**
     * One operation that failed.
     *
     * @param operation such as {@code terraform apply}, or {@code step terraformApply} if its settings were refused
     * @param command of the CLI that failed, without its options: {@code terraform init}; empty if it was none
     * @param kind why, in a word: see {@link KindHelp}
     * @param sentence why, redacted
     * @param help what usually helps
     * @param facts exit code of the command, stack, workspace, tool, providers, plan, state, lock: what is known, by the names of docs/observability.md
     * @param resources those that failed, at most 20
     * @param reproduce commands of a shell that do the same by hand, in the directory of the repository; can be empty
     */
    public record Failure(String operation, String command, String kind, String sentence, String help, Map<String, String> facts,
            List<Resource> resources, List<String> reproduce) {
    }

    /** A resource on which an operation failed. */
    public record Resource(String address, String action, String sentence) {
    }

    /** Something that was broken on purpose while the build went on. */
    public record Incident(String scenario, String target, String environment) {
    }

    /** Of a build that has a trace. */
    public static Diagnosis of(Run<?, ?> build, BuildTrace trace) throws IOException {
        List<SpanRecord> operations = new ArrayList<>();
        List<Incident> incidents = new ArrayList<>();
        Map<String, String> parents = new LinkedHashMap<>();
        List<SpanRecord> resources = new ArrayList<>();
        List<SpanRecord> commands = new ArrayList<>();
        String[] commit = {""};
        trace.read(span -> {
            parents.put(span.spanId(), span.parentSpanId());
            commit[0] = commit[0].isEmpty() ? span.text("vcs.ref.head.revision") : commit[0];
            if (span.failed() && !span.text("cloudops.resource.address").isEmpty()) {
                resources.add(span);
            } else if (span.failed() && !span.text(EXECUTABLE).isEmpty()) {
                commands.add(span);
            } else if (isOperation(span)) {
                operations.add(span);
            } else if (!span.text("cloudops.incident.scenario").isEmpty()) {
                incidents.add(new Incident(span.text("cloudops.incident.scenario"), span.text("cloudops.incident.target"),
                        span.text("deployment.environment.name")));
            }
        });
        operations.sort((one, other) -> Long.compare(one.start(), other.start()));
        return new Diagnosis(build.getFullDisplayName(), url(build), trace.traceId(), result(build), commit[0],
                operations.stream().map(operation -> failure(operation, below(operation, commands, parents), below(operation, resources, parents))).toList(),
                incidents.stream().distinct().toList());
    }

    /** One that ran, or a step that was refused before. */
    private static boolean isOperation(SpanRecord span) {
        return span.failed() && !span.text("cicd.pipeline.task.run.id").isEmpty() && (!span.text("cicd.worker.name").isEmpty()
                || span.name().startsWith("step ") && !span.name().equals("step build") && !KindHelp.of(span.text(SpanRecord.ERROR_TYPE)).isEmpty());
    }

    /** Of a build without a trace, of which nothing more is known than how it ended. */
    static Diagnosis none(Run<?, ?> build) {
        return new Diagnosis(build.getFullDisplayName(), url(build), "", result(build), "", List.of(), List.of());
    }

    /** By its number: what a build itself says is as it was asked for, {@code lastBuild} perhaps. */
    private static String url(Run<?, ?> build) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? "" : root + build.getParent().getUrl() + build.getNumber() + "/";
    }

    private static String result(Run<?, ?> build) {
        Result result = build.getResult();
        return result == null ? "RUNNING" : result.toString();
    }

    private static List<SpanRecord> below(SpanRecord operation, List<SpanRecord> spans, Map<String, String> parents) {
        return spans.stream().filter(span -> isWithin(operation.spanId(), span.parentSpanId(), parents)).toList();
    }

    /** A resource is below a command, that is below a stage, and that is below the operation. */
    private static boolean isWithin(String operation, String spanId, Map<String, String> parents) {
        String at = spanId;
        for (int levels = 0; at != null && levels < LEVELS; levels++) {
            if (at.equals(operation)) {
                return true;
            }
            at = parents.get(at);
        }
        return false;
    }

    private static Failure failure(SpanRecord operation, List<SpanRecord> commands, List<SpanRecord> resources) {
        String kind = operation.text(SpanRecord.ERROR_TYPE);
        Map<String, String> facts = new LinkedHashMap<>();
        operation.attributes().forEach((name, value) -> {
            if ((name.startsWith("cloudops.") || name.startsWith("vcs.") || name.equals("cicd.worker.name")) && !value.toString().isEmpty()) {
                facts.put(name, value instanceof List<?> list ? String.join(", ", list.stream().map(String::valueOf).toList()) : value.toString());
            }
        });
        // What failed before was tried again, or did not matter.
        SpanRecord command = commands.stream().filter(span -> span.text(SpanRecord.ERROR_TYPE).equals(kind))
                .reduce((earlier, later) -> later).orElse(null);
        if (command != null && !command.text(EXIT_CODE).isEmpty()) {
            facts.put(EXIT_CODE, command.text(EXIT_CODE));
        }
        return new Failure(operation.name(), command == null ? "" : words(command), kind, operation.description(), KindHelp.of(kind), facts,
                resources.stream().limit(MOST_RESOURCES).map(resource -> new Resource(resource.text("cloudops.resource.address"),
                        resource.text("cloudops.resource.action"), resource.description())).toList(),
                reproduce(operation));
    }

    private static String words(SpanRecord command) {
        return (command.text(EXECUTABLE) + ' ' + command.text("cloudops.command")).strip();
    }

    /** With credentials of one's own, and without changing anything: an apply begins with a plan. */
    private static List<String> reproduce(SpanRecord operation) {
        String stack = operation.text("cloudops.stack");
        String command = switch (operation.name().replaceFirst("^" + OPERATION, "")) {
            case "plan", "apply" -> "plan";
            case "destroy" -> "plan -destroy";
            case "output" -> "output";
            case "check" -> "validate";
            default -> "";
        };
        if (command.isEmpty()) {
            return List.of();
        }
        String cli = operation.text("cloudops.tool").contains("tofu") ? "tofu" : "terraform";
        List<String> commands = new ArrayList<>();
        String commit = operation.text("vcs.ref.head.revision");
        if (!commit.isEmpty()) {
            commands.add("git checkout " + ShellWords.quote(commit));
        }
        if (!stack.isEmpty() && !stack.equals(".")) {
            commands.add("cd " + ShellWords.quote(stack));
        }
        commands.add(cli + " init -input=false");
        String workspace = operation.text("cloudops.workspace");
        if (!workspace.isEmpty() && !workspace.equals("default")) {
            commands.add("export TF_WORKSPACE=" + ShellWords.quote(workspace));
        }
        commands.add(cli + " " + command + (command.startsWith("plan") ? " -input=false" : ""));
        return commands;
    }
}
