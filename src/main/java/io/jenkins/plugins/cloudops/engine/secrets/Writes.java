package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be written, collected before any of it is: objects for as few calls of kubectl as their number and size allow, and
 * files. Nothing is in place before {@link #commit}.
 */
final class Writes implements AutoCloseable {

    /** Objects of one call: so few that a call ends in its time, and kubectl sends no more at once. */
    private static final int MOST_OBJECTS = 250;
    private static final long MOST_BYTES = 4 << 20;

    private final Path run;
    private final SyncRequest request;
    private final SyncKeys keys;
    private final String traceId;
    private final ValueFiles values;
    private final String moment;
    private final Map<String, Manifest> open = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<Integer, SecretFile> files = new LinkedHashMap<>();
    private final Map<Integer, Path> places = new HashMap<>();
    private final Map<Integer, Map<String, String>> marks = new HashMap<>();
    private final String round;

    Writes(Path run, SyncRequest request, SyncKeys keys, Path current, String traceId, ValueFiles values) throws IOException {
        this.run = run;
        this.request = request;
        this.keys = keys;
        this.traceId = traceId;
        this.values = values;
        this.moment = String.valueOf(Instant.now().toEpochMilli());
        int number = 1;
        while (Files.exists(run.resolve("call-" + number + "-000000.code"))) {
            number++;
        }
        this.round = "call-" + number + "-";
    }

    ValueFiles values() {
        return values;
    }

    boolean isDry() {
        return request.dryRun();
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    /**
     * @param resourceVersion that the Secret has; null for one that is not there
     * @return the name of the call
     */
    String secret(int target, Desired secret, String resourceVersion, Map<String, String> notes, Map<String, byte[]> data)
            throws IOException {
        Map<String, String> all = new TreeMap<>(notes);
        if (!traceId.isEmpty()) {
            all.put(Manifest.TRACE, traceId);
        }
        String verb = resourceVersion == null ? "create" : "update";
        manifest(target, verb).secret(secret.name(), resourceVersion == null ? "" : resourceVersion, all, data);
        return names.get(target + verb);
    }

    /** @return the name of the call */
    String prune(int target, String name) throws IOException {
        manifest(target, "delete").name(name);
        return names.get(target + "delete");
    }

    /** @return the name of the call */
    String refresh(int target, ExternalSecrets.One one, Map<String, String> notes) throws IOException {
        Map<String, String> all = new TreeMap<>(notes);
        if (!traceId.isEmpty()) {
            all.put(Manifest.TRACE, traceId);
        }
        manifest(target, "update").refresh(one, all, moment);
        return names.get(target + "update");
    }

    /** Notes what has to be ready in the end, beside the state that it has now. */
    void awaited(int target, long seconds, Map<String, ExternalSecrets.One> secrets) throws IOException {
        StringBuilder list = new StringBuilder();
        secrets.forEach((name, one) -> list.append(name).append('|').append(one.state().replace(' ', '|')).append('\n'));
        OwnFile.write(run.resolve("wait-" + target + ".seconds"), seconds + "\n");
        OwnFile.write(run.resolve("wait-" + target + ".list"), list.toString());
    }

    private Manifest manifest(int target, String verb) throws IOException {
        Manifest manifest = open.get(target + verb);
        if (manifest != null && manifest.objects() < MOST_OBJECTS && manifest.bytes() < MOST_BYTES) {
            return manifest;
        }
        if (manifest != null) {
            manifest.close();
        }
        String name = round + String.format("%06d", calls.size());
        calls.add(calls.size() % SyncScripts.LANES + " " + name + " " + target + " " + verb);
        names.put(target + verb, name);
        manifest = new Manifest(run.resolve(name + ".in"), request.targets().get(target).namespace());
        open.put(target + verb, manifest);
        return manifest;
    }

    /** A file to fill. */
    SecretFile file(int target, Path place) throws IOException {
        SecretFile content = new SecretFile(request.targets().get(target), run.resolve("file-" + target));
        files.put(target, content);
        places.put(target, place);
        return content;
    }

    /**
     * Notes what the file has in the end.
     *
     * @param changes whether that is something else than before
     */
    void file(int target, boolean changes, Map<String, String> versions) throws IOException {
        if (changes) {
            marks.put(target, versions);
        } else {
            files.remove(target).close();
        }
    }

    /** Puts the files in place, and the calls for the next stage. */
    List<SyncEntry> commit(List<SyncEntry> entries) throws IOException {
        for (Manifest manifest : open.values()) {
            manifest.close();
        }
        open.clear();
        OwnFile.write(run.resolve(SyncScripts.CALLS), String.join("\n", calls) + (calls.isEmpty() ? "" : "\n"));
        List<SyncEntry> result = new ArrayList<>(entries);
        for (Map.Entry<Integer, SecretFile> file : files.entrySet()) {
            int target = file.getKey();
            long began = System.nanoTime();
            Path place = places.get(target);
            String problem = "";
            try {
                file.getValue().commit(place);
                new FileMark(FileMark.print(place, keys.of(target)), marks.get(target)).write(place);
            } catch (IOException e) {
                // One target that fails does not keep the others from it. The message names a path.
                problem = Messages.Writes_file(request.targets().get(target).label(), reason(e));
            }
            long took = (System.nanoTime() - began) / 1_000_000;
            for (int i = 0; i < result.size(); i++) {
                SyncEntry entry = result.get(i);
                if (entry.target() == target && entry.action().writes()) {
                    result.set(i, problem.isEmpty() ? entry.took(took) : entry.now(SyncAction.FAILED, problem));
                }
            }
        }
        return result;
    }

    /** What the system says, without where: the sentence begins with that. */
    private static String reason(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return Messages.Writes_denied();
        }
        if (problem instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return problem instanceof FileSystemException ? problem.getClass().getSimpleName() : problem.toString();
    }

    /** Writes the calls anew for what is to be tried again. */
    List<SyncEntry> again(List<SyncEntry> entries, Difference difference) throws IOException {
        List<SyncEntry> result = new ArrayList<>();
        for (SyncEntry entry : entries) {
            result.add(entry.call().isEmpty() ? entry : entry.by(again(entry, difference)));
        }
        return commit(result);
    }

    private String again(SyncEntry entry, Difference difference) throws IOException {
        return difference.call(this, entry);
    }

    @Override
    public void close() throws IOException {
        for (Manifest manifest : open.values()) {
            manifest.close();
        }
        for (SecretFile file : files.values()) {
            file.close();
        }
    }
}
