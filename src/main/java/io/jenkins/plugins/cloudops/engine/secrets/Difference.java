package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to happen at which target, found from the names and versions at the source and from fingerprints of what the targets
 * have. Where both say that nothing changed, no value is asked for.
 */
final class Difference {

    private final SyncRequest request;
    private final Map<String, SourceSecret> secrets = new LinkedHashMap<>();
    private final List<TargetState> targets = new ArrayList<>();

    /**
     * @param secrets at the source
     * @param current to which paths of files are relative
     * @throws SecretsProblem if what is asked for does not fit, or a target could not be read
     */
    Difference(SyncRequest request, SyncKeys keys, List<SourceSecret> secrets, Path run, Path current, Redactor redactor)
            throws IOException {
        this.request = request;
        secrets.forEach(secret -> this.secrets.put(secret.name(), secret));
        Set<String> unknown = new LinkedHashSet<>(request.map().sources());
        unknown.removeAll(this.secrets.keySet());
        if (!unknown.isEmpty()) {
            throw SecretsProblem.setting(Messages.Difference_notAtSource(Visible.of(String.join(", ", unknown)),
                    request.source().label(), Visible.of(String.join(", ", this.secrets.keySet()))));
        }
        requireDifferentFiles(current);
        for (int target = 0; target < request.targets().size(); target++) {
            SecretTarget to = request.targets().get(target);
            List<Desired> desired = desired(to);
            targets.add(switch (to.kind()) {
                case KUBERNETES -> new KubernetesState(request, keys, target, desired, this.secrets.keySet(),
                        read(run, target, to, redactor));
                case EXTERNAL -> new ExternalState(to, target, desired, read(run, target, to, redactor));
                default -> new FileState(request, to, target, desired, current.resolve(to.path()), keys.of(target));
            });
        }
    }

    /** Only here is it known which file a path names. */
    private void requireDifferentFiles(Path current) {
        Set<Path> files = new HashSet<>();
        for (SecretTarget to : request.targets()) {
            if (to.kind().isFile() && !files.add(current.resolve(to.path()).normalize())) {
                throw SecretsProblem.setting(Messages.SyncRequest_sameTarget(Visible.of(to.label())));
            }
        }
    }

    private static Path read(Path run, int target, SecretTarget to, Redactor redactor) throws IOException {
        Call call = new Call(run, "target-" + target);
        if (!call.succeeded()) {
            throw CliProblem.of(Messages.Difference_reading(to.label()), call.error(), redactor);
        }
        return call.output();
    }

    private List<Desired> desired(SecretTarget to) {
        Map<String, Desired> desired = new TreeMap<>();
        Map<String, String> unnamed = new LinkedHashMap<>();
        for (SourceSecret secret : secrets.values()) {
            if (!request.map().takes(secret.name())) {
                continue;
            }
            KeyMap.Entry entry = request.map().of(secret.name());
            String name = name(to, secret, entry);
            Desired there = desired.get(name);
            if (there != null && (entry.name().isEmpty() || unnamed.containsKey(name))) {
                throw SecretsProblem.setting(Messages.Difference_sameName(Visible.of(there.sources()), Visible.of(secret.name()),
                        Visible.of(name)));
            }
            if (entry.name().isEmpty()) {
                unnamed.put(name, secret.name());
            }
            if (to.kind() == SecretTarget.Kind.KUBERNETES) {
                entry.keys().values().forEach(key -> KubernetesState.requireKey(secret.name(), key));
            }
            desired.computeIfAbsent(name, Desired::new).add(secret, entry.keys());
        }
        requireDifferentKeys(desired.values());
        return new ArrayList<>(desired.values());
    }

    private static void requireDifferentKeys(Iterable<Desired> all) {
        for (Desired secret : all) {
            Map<String, String> from = new LinkedHashMap<>();
            secret.parts().forEach(part -> part.keys().values().forEach(key -> {
                String other = from.put(key, part.secret().name());
                if (other != null) {
                    throw SecretsProblem.setting(Messages.Desired_twice(Visible.of(other), Visible.of(part.secret().name()),
                            Visible.of(key), Visible.of(secret.name())));
                }
            }));
        }
    }

    private String name(SecretTarget to, SourceSecret secret, KeyMap.Entry entry) {
        String prefix = request.source().prefix();
        if (to.kind().isFile()) {
            return entry.name().isEmpty() ? TargetNames.shortName(secret.name(), prefix) : entry.name();
        }
        if (entry.name().isEmpty()) {
            return TargetNames.kubernetesName(secret.name(), prefix);
        }
        if (!TargetNames.isKubernetesName(entry.name())) {
            throw SecretsProblem.setting(Messages.Difference_name(Visible.of(entry.name()), Visible.of(secret.name())));
        }
        return entry.name();
    }

    /** Secrets of the source whose values are needed, those that go together beside each other. */
    List<SourceSecret> needed() throws IOException {
        Map<String, SourceSecret> needed = new LinkedHashMap<>();
        for (TargetState target : targets) {
            for (Desired secret : target.needed()) {
                secret.parts().forEach(part -> needed.put(part.secret().id(), part.secret()));
            }
        }
        return new ArrayList<>(needed.values());
    }

    /** Files that will be made, and are not to stay. */
    List<String> newFiles() throws IOException {
        List<String> files = new ArrayList<>();
        for (TargetState target : targets) {
            files.addAll(request.dryRun() ? List.of() : target.newFiles());
        }
        return files;
    }

    /**
     * What becomes of each secret; called when all values are there.
     *
     * @param writes takes what is to be written
     * @throws SecretsProblem if a value does not fit, or too much would be removed
     */
    List<SyncEntry> entries(Writes writes) throws IOException {
        List<SyncEntry> entries = new ArrayList<>();
        List<SecretsProblem> problems = new ArrayList<>();
        for (TargetState target : targets) {
            target.entries(writes, entries, problems);
        }
        if (!problems.isEmpty()) {
            throw problems.size() == 1 ? problems.get(0)
                    : SecretsProblem.setting(Messages.SyncWork_more(problems.get(0).getMessage(), problems.size() - 1));
        }
        requireFewPrunes(entries);
        for (int i = 0; i < entries.size() && !request.dryRun(); i++) {
            SyncEntry entry = entries.get(i);
            if (entry.action() == SyncAction.PRUNE && !request.targets().get(entry.target()).kind().isFile()) {
                entries.set(i, entry.by(writes.prune(entry.target(), entry.name())));
            }
        }
        return entries;
    }

    private void requireFewPrunes(List<SyncEntry> entries) {
        for (int target = 0; target < targets.size(); target++) {
            int number = target;
            if (request.targets().get(target).kind().isFile()) {
                // A file is made anew with what there is.
                continue;
            }
            List<String> gone = entries.stream().filter(entry -> entry.target() == number && entry.action() == SyncAction.PRUNE)
                    .map(SyncEntry::name).toList();
            boolean stays = entries.stream().anyMatch(entry -> entry.target() == number && entry.action() != SyncAction.PRUNE
                    && entry.action() != SyncAction.CONFLICT);
            String label = request.targets().get(target).label();
            if (gone.size() > request.pruneLimit()) {
                throw SecretsProblem.setting(Messages.Difference_pruneLimit(label, gone.size(), request.pruneLimit(),
                        Visible.of(String.join(", ", gone))));
            }
            if (!gone.isEmpty() && !stays) {
                throw SecretsProblem.setting(Messages.Difference_pruneAll(label, gone.size()));
            }
        }
    }

    /**
     * Takes a secret to be written once more, whatever was changed meanwhile.
     *
     * @return the name of the call
     */
    String call(Writes writes, SyncEntry entry) throws IOException {
        return targets.get(entry.target()).call(writes, entry);
    }
}
