package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Secrets of a namespace beside what they are to be. */
final class KubernetesState implements TargetState {

    private final SyncRequest request;
    private final int target;
    private final List<Desired> desired;
    private final Set<String> atSource;
    private final Map<String, Existing> existing;
    private final Fingerprint fingerprint;
    private final String scope;

    /**
     * @param atSource names of all secrets there
     * @param read what {@code kubectl get secrets} has printed
     */
    KubernetesState(SyncRequest request, SyncKeys keys, int target, List<Desired> desired, Set<String> atSource, Path read)
            throws IOException {
        this.request = request;
        this.target = target;
        this.desired = desired;
        this.atSource = atSource;
        this.fingerprint = keys.of(target);
        this.scope = keys.scope(request.source());
        Set<String> names = new HashSet<>();
        desired.forEach(secret -> names.add(secret.name()));
        this.existing = Existing.read(read, names::contains, fingerprint);
    }

    static void requireKey(String source, String key) {
        if (!TargetNames.isKubernetesKey(key)) {
            throw SecretsProblem.setting(Messages.KubernetesState_key(Visible.of(source), Visible.of(key)));
        }
    }

    @Override
    public List<Desired> desired() {
        return desired;
    }

    @Override
    public List<Desired> needed() {
        List<Desired> needed = new ArrayList<>();
        for (Desired secret : desired) {
            if (conflict(secret).isEmpty() && !isUnchanged(secret)) {
                needed.add(secret);
            }
        }
        return needed;
    }

    private String conflict(Desired secret) {
        Existing there = existing.get(secret.name());
        if (there == null) {
            return "";
        }
        if (there.external()) {
            return Messages.KubernetesState_external();
        }
        return there.labelled() || request.adopt() ? "" : Messages.KubernetesState_notOurs();
    }

    /** Without any value: the source has the version that we wrote, and what we wrote is there. */
    private boolean isUnchanged(Desired secret) {
        Existing there = existing.get(secret.name());
        return there != null && secret.isVersioned() && isOf(there, secret, secret.versions()) && there.isAsWritten(fingerprint);
    }

    private boolean isOf(Existing there, Desired secret, String versions) {
        return there.labelled() && there.scope().equals(scope) && there.sources().equals(secret.sources())
                && there.versions().equals(versions) && there.mapping().equals(Manifest.digest(secret.mapping()));
    }

    @Override
    public void entries(Writes writes, List<SyncEntry> into, List<SecretsProblem> problems) throws IOException {
        for (Desired secret : desired) {
            String conflict = conflict(secret);
            if (!conflict.isEmpty()) {
                into.add(entry(secret, secret.versions(), SyncAction.CONFLICT, conflict));
            } else if (isUnchanged(secret)) {
                into.add(entry(secret, secret.versions(), SyncAction.UNCHANGED, ""));
            } else {
                try {
                    into.add(compared(secret, writes));
                } catch (SecretsProblem problem) {
                    problems.add(problem);
                }
            }
        }
        orphans(into);
    }

    @Override
    public String call(Writes writes, SyncEntry entry) throws IOException {
        if (entry.action() == SyncAction.PRUNE) {
            return writes.prune(target, entry.name());
        }
        Desired secret = desired.stream().filter(one -> one.name().equals(entry.name())).findFirst().orElseThrow();
        Map<String, byte[]> data = secret.data(writes.values(), SecretValue.ONLY);
        // What a call that was cut off may have written already has another version by now.
        return writes.secret(target, secret, entry.action() == SyncAction.CREATE ? null : "",
                notes(secret, entry.version(), data, print(secret, data)), data);
    }

    private String print(Desired secret, Map<String, byte[]> data) {
        Map<String, String> prints = new HashMap<>();
        data.forEach((key, bytes) -> prints.put(key, fingerprint.of(secret.name(), key, bytes)));
        return fingerprint.of(secret.name(), prints, prints.keySet());
    }

    private SyncEntry compared(Desired secret, Writes writes) throws IOException {
        Map<String, byte[]> data = secret.data(writes.values(), SecretValue.ONLY);
        data.keySet().forEach(key -> requireKey(secret.sources(), key));
        Existing there = existing.get(secret.name());
        String versions = secret.versions(writes.values());
        String print = print(secret, data);
        if (there != null && isOf(there, secret, versions) && there.print().equals(print) && there.isAsWritten(fingerprint)) {
            return entry(secret, versions, SyncAction.UNCHANGED, "");
        }
        SyncEntry entry = entry(secret, versions, there == null ? SyncAction.CREATE : SyncAction.UPDATE,
                there == null || there.labelled() ? "" : Messages.KubernetesState_adopted());
        return request.dryRun() ? entry
                : entry.by(writes.secret(target, secret, there == null ? null : there.resourceVersion(), notes(secret, versions, data, print), data));
    }

    private Map<String, String> notes(Desired secret, String versions, Map<String, byte[]> data, String print) {
        Map<String, String> notes = new TreeMap<>();
        notes.put(Manifest.SOURCE, secret.sources());
        notes.put(Manifest.VERSION, versions);
        notes.put(Manifest.FINGERPRINT, print);
        notes.put(Manifest.KEYS, String.join(",", data.keySet()));
        notes.put(Manifest.SCOPE, scope);
        notes.put(Manifest.MAPPING, Manifest.digest(secret.mapping()));
        return notes;
    }

    /** What is of this source and no more wanted. */
    private void orphans(List<SyncEntry> into) {
        Set<String> names = new HashSet<>();
        desired.forEach(secret -> names.add(secret.name()));
        new TreeMap<>(existing).forEach((name, there) -> {
            if (!names.contains(name) && there.labelled() && !there.external() && there.scope().equals(scope)) {
                boolean gone = there.sourceNames().stream().noneMatch(atSource::contains);
                SyncAction action = gone && request.prune() ? SyncAction.PRUNE : SyncAction.ORPHANED;
                into.add(new SyncEntry(target, name, there.sources(), there.versions(), action, "", 0,
                        gone ? "" : Messages.KubernetesState_stillThere()));
            }
        });
    }

    private SyncEntry entry(Desired secret, String versions, SyncAction action, String message) {
        return new SyncEntry(target, secret.name(), secret.sources(), versions, action, "", 0, message);
    }
}
