package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs that tests need. */
public final class Tools {

    private Tools() {
    }

    /** Skips the test if a program is not on the PATH; where nothing may be skipped (CI=true) it fails. */
    public static void require(String program) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        String sentence = "This test needs " + program + ", which is not on the PATH. Install it to run the test.";
        if (!found && "true".equals(System.getenv("CI"))) {
            fail(sentence);
        }
        assumeTrue(sentence, found);
    }
}
