package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads back what bindings wrote into the run directory on which it acts, so that it can be masked:
 * files of text of at most 64 KiB, at most 1 MiB of them.
 */
public final class ReadBoundFiles extends MasterToSlaveFileCallable<ArrayList<String>> {

    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 64 << 10;
    private static final int MOST = 1 << 20;

    @Override
    public ArrayList<String> invoke(File directory, VirtualChannel channel) throws IOException {
        ArrayList<String> texts = new ArrayList<>();
        int read = 0;
        for (Path file : files(directory.toPath())) {
            long size = Files.size(file);
            if (size <= LARGEST && read + size <= MOST) {
                try {
                    texts.add(Files.readString(file));
                    read += (int) size;
                } catch (CharacterCodingException binary) {
                    // A key store: nobody prints that.
                    continue;
                }
            }
        }
        return texts;
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> places = Files.list(directory)) {
            for (Path place : places.filter(MakeBoundPlace::isBound).toList()) {
                try (Stream<Path> below = Files.walk(place)) {
                    below.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            }
        }
        return files;
    }
}
