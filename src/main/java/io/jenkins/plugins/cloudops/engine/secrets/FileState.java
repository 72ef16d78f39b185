package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A file with secrets beside what is to be in it. It is written as a whole, with all its values, or not at all. */
final class FileState implements TargetState {

    private final SyncRequest request;
    private final SecretTarget to;
    private final int target;
    private final List<Desired> desired;
    private final Path file;
    private final Fingerprint fingerprint;
    private final FileMark mark;
    private final boolean there;
    private final boolean asWritten;

    /** @throws SecretsProblem if something else is where the file has to be */
    FileState(SyncRequest request, SecretTarget to, int target, List<Desired> desired, Path file, Fingerprint fingerprint)
            throws IOException {
        this.request = request;
        this.to = to;
        this.target = target;
        this.desired = desired;
        this.file = file;
        this.fingerprint = fingerprint;
        if (Files.isDirectory(file)) {
            throw SecretsProblem.setting(Messages.FileState_directory(to.label()));
        }
        this.there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        this.mark = FileMark.of(file);
        this.asWritten = there && mark != null && mark.fits(file, fingerprint);
    }

    @Override
    public List<Desired> desired() {
        return desired;
    }

    private boolean isConflict() {
        return there && mark == null && !request.adopt();
    }

    private boolean isUnchanged() {
        if (!asWritten || desired.size() != mark.secrets().size()) {
            return false;
        }
        return desired.stream().allMatch(secret -> secret.isVersioned()
                && FileMark.version(secret, secret.versions()).equals(mark.secrets().get(secret.name())));
    }

    @Override
    public List<Desired> needed() {
        return isConflict() || isUnchanged() ? List.of() : desired;
    }

    @Override
    public List<String> newFiles() {
        // What was there before, and was taken over, is not ours to remove.
        boolean ours = !there || mark != null;
        return to.keep() || isConflict() || !ours ? List.of() : List.of(file.toString());
    }

    @Override
    public void entries(Writes writes, List<SyncEntry> into, List<SecretsProblem> problems) throws IOException {
        if (isConflict() || isUnchanged()) {
            SyncAction action = isConflict() ? SyncAction.CONFLICT : SyncAction.UNCHANGED;
            desired.forEach(secret -> into.add(entry(secret, secret.versions(), action,
                    isConflict() ? Messages.FileState_notOurs(to.path()) : "")));
            return;
        }
        Map<String, String> versions = new LinkedHashMap<>();
        List<SyncEntry> found = new ArrayList<>();
        SecretFile content = writes.file(target, file);
        for (Desired secret : SecretFile.sorted(desired)) {
            try {
                // A value without keys has no key in a variable's name either.
                String alone = to.kind() == SecretTarget.Kind.DOTENV ? "" : SecretValue.ONLY;
                Map<String, String> texts = SecretFile.texts(to, secret, secret.data(writes.values(), alone));
                content.add(secret.name(), secret.sources(), texts);
                String known = FileMark.version(secret, secret.versions(writes.values()));
                versions.put(secret.name(), known);
                found.add(entry(secret, secret.versions(writes.values()), action(secret.name(), known), ""));
            } catch (SecretsProblem problem) {
                problems.add(problem);
            }
        }
        into.addAll(found);
        TreeSet<String> gone = new TreeSet<>(mark == null ? List.<String>of() : mark.secrets().keySet());
        gone.removeAll(versions.keySet());
        gone.forEach(name -> into.add(new SyncEntry(target, name, "", "", SyncAction.PRUNE, "", 0, Messages.FileState_gone())));
        boolean changes = !gone.isEmpty() || found.stream().anyMatch(entry -> entry.action() != SyncAction.UNCHANGED);
        writes.file(target, changes, versions);
    }

    private SyncAction action(String name, String version) {
        String before = mark == null || !there ? null : mark.secrets().get(name);
        if (before == null) {
            return there && mark == null ? SyncAction.UPDATE : SyncAction.CREATE;
        }
        return asWritten && before.equals(version) ? SyncAction.UNCHANGED : SyncAction.UPDATE;
    }

    private SyncEntry entry(Desired secret, String versions, SyncAction action, String message) {
        return new SyncEntry(target, secret.name(), secret.sources(), versions, action, "", 0, message);
    }
}
