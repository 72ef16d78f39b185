package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.secrets.SyncKeys;
import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import io.jenkins.plugins.cloudops.engine.secrets.SyncWork;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.MasterToSlaveFileCallable;

/**
 * Writes the files of a sync into the directory on which it acts, which is made with mode 0700 unless it is there already; its
 * files have mode 0600.
 */
public final class WriteSync extends MasterToSlaveFileCallable<Void> {

    private static final long serialVersionUID = 1L;

    private final SyncRequest request;
    private final SyncKeys keys;
    private final HashMap<String, String> files;
    private final ArrayList<Given> given;
    private final ArrayList<String> secrets;

    /**
     * A value that the controller has.
     *
     * @param binary whether it is no text
     */
    public record Given(String id, byte[] value, boolean binary) implements Serializable {

        @Override
        public String toString() {
            return "Given[" + id + "]";
        }
    }

    /**
     * @param files texts by name
     * @param given values that come from the controller
     * @param secrets what must not be seen in what CLIs say
     */
    public WriteSync(SyncRequest request, SyncKeys keys, Map<String, String> files, List<Given> given, List<String> secrets) {
        this.request = request;
        this.keys = keys;
        this.files = new HashMap<>(files);
        this.given = new ArrayList<>(given);
        this.secrets = new ArrayList<>(secrets);
    }

    @Override
    public Void invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path path = directory.resolve(entry.getKey());
            Files.deleteIfExists(path);
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(path, entry.getValue().getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        }
        SensitiveValues known = RunSecrets.in(directory);
        secrets.forEach(known::addBound);
        RunSecrets.keep(directory, known);
        SyncWork work = new SyncWork(directory, request, keys, directory, "", known);
        for (Given value : given) {
            work.give(value.id(), value.value(), value.binary());
        }
        return null;
    }
}
