package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.StackFiles;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.MasterToSlaveFileCallable;

/**
 * Packs the files that planning made below the stack into {@link StackScripts#MADE} of the run directory on which
 * it acts, and returns how many they are.
 */
public final class PackMade extends MasterToSlaveFileCallable<Integer> {

    private static final long serialVersionUID = 1L;

    /** What was there before: path and state of each file, each ended by a zero byte. */
    static final String BEFORE = "files.before";

    private final String stack;

    /** @param stack the absolute path of the stack */
    public PackMade(String stack) {
        this.stack = stack;
    }

    @Override
    public Integer invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        StackFiles files = new StackFiles(Path.of(stack), Files.readString(directory.resolve(StackScripts.DATA_DIRECTORY)));
        List<String> made = files.since(read(Files.readAllBytes(directory.resolve(BEFORE))));
        if (!made.isEmpty()) {
            files.pack(made, Files.newOutputStream(directory.resolve(StackScripts.MADE)));
        }
        return made.size();
    }

    static byte[] write(Map<String, String> files) {
        StringBuilder text = new StringBuilder();
        files.forEach((path, state) -> text.append(path).append('\0').append(state).append('\0'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> read(byte[] text) {
        Map<String, String> files = new TreeMap<>();
        String[] parts = new String(text, StandardCharsets.UTF_8).split("\0", -1);
        for (int i = 0; i + 1 < parts.length; i += 2) {
            files.put(parts[i], parts[i + 1]);
        }
        return files;
    }
}
