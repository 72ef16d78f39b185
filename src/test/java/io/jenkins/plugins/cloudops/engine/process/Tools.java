package io.jenkins.plugins.cloudops.engine.process;

import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that tests run. One that is missing skips the test with a sentence; where {@code CI=true}, it fails it. */
public final class Tools {

    private Tools() {
    }

    /** Where a program is on the PATH. */
    public static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The path of a program that the test cannot do without. */
    public static Path require(String program) {
        Optional<Path> found = find(program);
        require(found.isPresent(), "This test runs " + program + ", which is not on the PATH.");
        return found.orElseThrow();
    }

    /** Linux tells about processes in files. */
    public static void requireProc() {
        require(Files.isReadable(Path.of("/proc/self/environ")), "This test reads /proc, which this system does not have.");
    }

    private static void require(boolean there, String sentence) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(sentence);
        }
        assumeTrue(sentence, there);
    }
}
