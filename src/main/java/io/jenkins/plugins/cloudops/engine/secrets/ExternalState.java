package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Secrets that the External Secrets Operator makes: it is told to look again where the source has another version. */
final class ExternalState implements TargetState {

    private final SecretTarget to;
    private final int target;
    private final List<Desired> desired;
    private final ExternalSecrets secrets;

    /** @param read what {@code kubectl get externalsecrets} has printed */
    ExternalState(SecretTarget to, int target, List<Desired> desired, Path read) throws IOException {
        this.to = to;
        this.target = target;
        this.desired = desired;
        this.secrets = ExternalSecrets.read(read);
    }

    @Override
    public List<Desired> desired() {
        return desired;
    }

    /** The operator gets the values itself. */
    @Override
    public List<Desired> needed() {
        return List.of();
    }

    @Override
    public void entries(Writes writes, List<SyncEntry> into, List<SecretsProblem> problems) throws IOException {
        Map<String, ExternalSecrets.One> refreshed = new TreeMap<>();
        for (Desired secret : desired) {
            ExternalSecrets.One one = secrets.of(secret.name(), List.of(secret.sources().split("\n")));
            if (one == null) {
                into.add(entry(secret, secret.name(), SyncAction.FAILED, Messages.ExternalState_none(to.namespace())));
            } else if (secret.isVersioned() && one.versions().equals(secret.versions()) && one.ready()) {
                into.add(entry(secret, one.name(), SyncAction.UNCHANGED, ""));
            } else {
                SyncEntry entry = entry(secret, one.name(), SyncAction.UPDATE, "");
                boolean again = refreshed.put(one.name(), one) != null;
                into.add(writes.isDry() || again ? entry : entry.by(writes.refresh(target, one,
                        Map.of(Manifest.SOURCE, secret.sources(), Manifest.VERSION, secret.versions()))));
            }
        }
        if (!refreshed.isEmpty() && !writes.isDry()) {
            writes.awaited(target, to.waitSeconds(), refreshed);
        }
    }

    @Override
    public String call(Writes writes, SyncEntry entry) throws IOException {
        return writes.refresh(target, secrets.named(entry.name()).unbound(),
                Map.of(Manifest.SOURCE, entry.source(), Manifest.VERSION, entry.version()));
    }

    private SyncEntry entry(Desired secret, String name, SyncAction action, String message) {
        return new SyncEntry(target, name, secret.sources(), secret.versions(), action, "", 0, message);
    }
}
