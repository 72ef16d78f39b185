package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is done between the stages of a sync, on the agent, with the files of its run directory: values come and go there and
 * nowhere else. Each method can be called again after a crash; it does the same again.
 */
public final class SyncWork {

    /** Where the values of outputs are, in the run directory; as the CLI prints them. */
    public static final String OUTPUTS = "outputs.json";

    private final Path run;
    private final SyncRequest request;
    private final SyncKeys keys;
    private final Path current;
    private final String traceId;
    private final Redactor redactor;
    private final ValueFiles values;

    /**
     * @param run the run directory
     * @param current to which paths of files are relative
     * @param traceId of the build, or empty
     * @param redactor takes credentials out of what CLIs say
     */
    public SyncWork(Path run, SyncRequest request, SyncKeys keys, Path current, String traceId, Redactor redactor) {
        this.run = run;
        this.request = request;
        this.keys = keys;
        this.current = current;
        this.traceId = traceId;
        this.redactor = redactor;
        this.values = new ValueFiles(run);
    }

    /** Puts the values of credentials in place, before anything runs. */
    public void give(String id, byte[] value, boolean binary) throws IOException {
        SecretValue given = new SecretValue(value, binary);
        values.put(id, version(id, given), given);
    }

    private String version(String name, SecretValue value) {
        // The source has no versions: what tells one value from another is derived from it with a key of this Jenkins.
        return keys.ofSource().of(name, "version", value.bytes()).substring(0, 12);
    }

    /** After {@code look}: which values are needed, if any. */
    public SyncResult looked() throws IOException {
        try {
            List<SourceSecret> secrets = source();
            Difference difference = difference(secrets);
            List<SourceSecret> missing = missing(difference.needed());
            if (!missing.isEmpty()) {
                AwsCalls calls = new AwsCalls(request.source());
                askFor(calls.inBatches() && calls.listsAll() ? askForMany(calls, missing) : missing, calls.inBatches());
            }
            return SyncResult.next(missing.isEmpty() ? SyncResult.PLAN : SyncScripts.FETCH, difference.newFiles());
        } catch (SecretsProblem problem) {
            return SyncResult.not(problem);
        }
    }

    private List<SourceSecret> missing(List<SourceSecret> needed) {
        return needed.stream().filter(secret -> !values.has(secret.id())).toList();
    }

    private List<SourceSecret> source() throws IOException {
        if (Files.exists(run.resolve(SyncScripts.MISSING))) {
            Set<String> tools = new TreeSet<>(Files.readAllLines(run.resolve(SyncScripts.MISSING)));
            throw SecretsProblem.setting(Messages.SyncWork_noTool(String.join(", ", tools)));
        }
        SecretSource source = request.source();
        List<SourceSecret> secrets = switch (source.kind()) {
            case AWS -> listing().secrets();
            case OUTPUTS -> new OutputsListing(source, values, this::version).read(run.resolve(OUTPUTS));
            case CREDENTIALS -> {
                List<SourceSecret> given = new ArrayList<>();
                for (String id : source.names()) {
                    given.add(new SourceSecret(id, id, values.version(id)));
                }
                yield given;
            }
        };
        if (secrets.isEmpty()) {
            throw SecretsProblem.setting(Messages.SyncWork_nothing(source.label()));
        }
        return secrets;
    }

    private AwsListing listing() throws IOException {
        AwsListing listing = new AwsListing(request.source());
        try (DirectoryStream<Path> inputs = Files.newDirectoryStream(run, "listed-*.in")) {
            for (Path input : inputs) {
                Call call = new Call(run, name(input));
                if (!call.succeeded()) {
                    throw CliProblem.of(Messages.SyncWork_listing(request.source().label()), call.error(), redactor);
                }
                listing.read(call.output());
            }
        }
        return listing;
    }

    private Difference difference(List<SourceSecret> secrets) throws IOException {
        return new Difference(request, keys, secrets, run, current, redactor);
    }

    /** Asks by prefixes, and returns what has to be asked for by id. */
    private List<SourceSecret> askForMany(AwsCalls calls, List<SourceSecret> secrets) throws IOException {
        Set<String> others = new TreeSet<>(listing().names());
        secrets.forEach(secret -> others.remove(secret.name()));
        NamePrefixes prefixes = new NamePrefixes(request.source().prefix(), secrets, others);
        int number = 0;
        for (List<String> group : prefixes.groups()) {
            String name = "many-" + number % SyncScripts.LANES + "-" + String.format("%06d", number++);
            OwnFile.write(run.resolve(name + ".in"), calls.many(group));
        }
        return prefixes.rest();
    }

    /** In the order of the targets' names, so that what goes together comes together. */
    private void askFor(List<SourceSecret> secrets, boolean batches) throws IOException {
        AwsCalls calls = new AwsCalls(request.source());
        int size = batches ? AwsCalls.BATCH : 1;
        for (int from = 0, number = 0; from < secrets.size(); from += size, number++) {
            List<SourceSecret> some = secrets.subList(from, Math.min(secrets.size(), from + size));
            String name = (batches ? "fetch-" : "one-") + number % SyncScripts.LANES + "-" + String.format("%06d", number);
            OwnFile.write(run.resolve(name + ".in"), batches ? AwsCalls.batch(some) : calls.one(some.get(0)));
        }
    }

    /** After {@code fetch}: the values. */
    public SyncResult fetched() throws IOException {
        try {
            List<SourceSecret> needed = difference(source()).needed();
            Set<String> ids = new HashSet<>();
            needed.forEach(secret -> ids.add(secret.id()));
            AwsAnswers answers = new AwsAnswers(values, ids);
            List<SecretsProblem> problems = new ArrayList<>();
            boolean unknownBatch = false;
            for (Path input : inputs("{many,fetch,one}-*.in")) {
                Call call = new Call(run, name(input));
                boolean one = name(input).startsWith("one-");
                boolean many = name(input).startsWith("many-");
                if (call.succeeded() && one) {
                    answers.readOne(call.output());
                } else if (call.succeeded() && many) {
                    answers.readMany(call.output());
                } else if (call.succeeded()) {
                    answers.readBatch(call.output());
                } else if (!one && call.saysInvalidChoice()) {
                    unknownBatch = true;
                } else {
                    SecretsProblem problem = CliProblem.of(Messages.SyncWork_reading(request.source().label()), call.error(), redactor);
                    // One secret can spoil a filter, and one that is asked for by its id says why.
                    if (!many || problem.kind() != SecretsProblem.Kind.CONFIGURATION) {
                        problems.add(problem);
                    }
                }
            }
            problems.addAll(answers.problems());
            if (!problems.isEmpty()) {
                throw first(problems);
            }
            List<SourceSecret> missing = missing(needed);
            return missing.isEmpty() ? SyncResult.next(SyncResult.PLAN) : again(missing, unknownBatch);
        } catch (SecretsProblem problem) {
            return SyncResult.not(problem);
        }
    }

    /** By id what no filter gave; one by one where the AWS CLI is of before the end of 2023 and does not know batches. */
    private SyncResult again(List<SourceSecret> missing, boolean unknownBatch) throws IOException {
        boolean byFilter = !inputs("many-*.in").isEmpty();
        if (!unknownBatch && !byFilter) {
            throw SecretsProblem.setting(Messages.SyncWork_notGiven(request.source().label(), Visible.of(missing.get(0).name())));
        }
        for (Path input : inputs("{many,fetch}-*.in")) {
            Files.delete(input);
            Files.deleteIfExists(new Call(run, name(input)).output());
            Files.deleteIfExists(run.resolve(name(input) + ".code"));
        }
        askFor(missing, !unknownBatch);
        return SyncResult.next(SyncScripts.FETCH);
    }

    /** Of several problems the one that no second attempt helps with, with how many more there are. */
    private static SecretsProblem first(List<SecretsProblem> problems) {
        SecretsProblem worst = problems.stream()
                .filter(problem -> problem.kind() != SecretsProblem.Kind.THROTTLED && problem.kind() != SecretsProblem.Kind.NETWORK)
                .findFirst().orElse(problems.get(0));
        return problems.size() == 1 ? worst
                : new SecretsProblem(worst.kind(), Messages.SyncWork_more(worst.getMessage(), problems.size() - 1));
    }

    /** When all values are there: what is to be written. Files are written here; nothing of it in a dry run. */
    public SyncResult plan() throws IOException {
        try (Writes writes = new Writes(run, request, keys, current, traceId, values)) {
            List<SyncEntry> entries = difference(source()).entries(writes);
            if (request.dryRun()) {
                return end(entries);
            }
            entries = writes.commit(entries);
            new SyncEntries(run).write(entries);
            return writes.hasCalls() ? SyncResult.next(SyncScripts.WRITE) : end(entries);
        } catch (SecretsProblem problem) {
            return SyncResult.not(problem);
        }
    }

    /**
     * After {@code write}: what became of each secret.
     *
     * @param last whether what failed is not tried again
     */
    public SyncResult wrote(boolean last) throws IOException {
        SyncEntries planned = new SyncEntries(run);
        Outcomes outcomes = new Outcomes(run, this::redactor);
        List<SyncEntry> entries = outcomes.of(planned.read(), last);
        if (outcomes.retry() != null) {
            try (Writes writes = new Writes(run, request, keys, current, traceId, values)) {
                entries = writes.again(entries, difference(source()));
            }
            planned.write(entries);
            return SyncResult.not(outcomes.retry());
        }
        planned.write(entries);
        boolean waits = false;
        for (int target = 0; target < request.targets().size(); target++) {
            waits |= Files.exists(run.resolve("wait-" + target + ".list"));
        }
        return waits ? SyncResult.next(SyncScripts.WAIT) : end(entries);
    }

    /** Knows what the calls of some entries were given, whatever a CLI may say about it. */
    private Redactor redactor(List<SyncEntry> entries) throws IOException {
        SensitiveValues known = new SensitiveValues();
        Map<String, String> ids = new HashMap<>();
        source().forEach(secret -> ids.put(secret.name(), secret.id()));
        for (SyncEntry entry : entries) {
            for (String name : entry.source().split("\n")) {
                String id = ids.get(name);
                if (id != null && values.has(id)) {
                    SecretValue value = values.get(id);
                    value.keys().values().forEach(bytes -> known.addBound(new String(bytes, StandardCharsets.UTF_8)));
                    known.addBound(new String(value.bytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text -> redactor.redact(known.redact(text));
    }

    /** After {@code wait}: whether the operator has done its part. */
    public SyncResult waited() throws IOException {
        List<SyncEntry> entries = new Refreshed(run, request, redactor).of(new SyncEntries(run).read());
        return end(entries);
    }

    /** Removes a file with secrets that a sync has made, and what says so; any other stays. */
    public static void remove(Path file) throws IOException {
        if (FileMark.of(file) != null) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(FileMark.beside(file, ""));
        }
    }

    private SyncResult end(List<SyncEntry> entries) throws IOException {
        SyncReport.of(request, entries).write(run);
        return SyncResult.next(SyncResult.END);
    }

    private List<Path> inputs(String glob) throws IOException {
        Set<Path> found = new TreeSet<>();
        try (DirectoryStream<Path> inputs = Files.newDirectoryStream(run, glob)) {
            inputs.forEach(found::add);
        }
        return new ArrayList<>(found);
    }

    private static String name(Path input) {
        String file = String.valueOf(input.getFileName());
        return file.substring(0, file.length() - ".in".length());
    }
}
