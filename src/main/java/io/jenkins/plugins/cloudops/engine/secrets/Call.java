package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One call of a CLI that a stage has made, by its files in the run directory. */
record Call(Path run, String name) {

    /** Whether it has ended, well or not. */
    boolean ended() {
        return Files.exists(run.resolve(name + ".code"));
    }

    boolean succeeded() throws IOException {
        try {
            return Files.readString(run.resolve(name + ".code")).trim().equals("0");
        } catch (NoSuchFileException notCalled) {
            return false;
        }
    }

    /** What it printed. */
    Path output() {
        return run.resolve(name + ".json");
    }

    Path error() {
        return run.resolve(name + ".err");
    }

    /** Whether the CLI does not know the command. */
    boolean saysInvalidChoice() throws IOException {
        return Files.exists(error())
                && new String(Files.readAllBytes(error()), StandardCharsets.UTF_8).contains("Invalid choice");
    }

    /** How long it took, in milliseconds. */
    long millis() throws IOException {
        try {
            return Math.max(0, Files.getLastModifiedTime(run.resolve(name + ".code")).toMillis()
                    - Files.getLastModifiedTime(run.resolve(name + ".begun")).toMillis());
        } catch (NoSuchFileException notCalled) {
            return 0;
        }
    }
}
