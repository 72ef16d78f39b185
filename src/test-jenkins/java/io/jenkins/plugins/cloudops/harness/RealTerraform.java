package io.jenkins.plugins.cloudops.harness;

import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;

/** Skips tests that need a real {@code terraform} where there is none, but fails them in a CI build. */
public final class RealTerraform extends ExternalResource {

    private static final String MISSING = "There is no terraform on the PATH, which this test needs. Install it.";

    @Override
    protected void before() {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertTrue(MISSING, isThere());
        } else {
            assumeTrue(MISSING, isThere());
        }
    }

    /** The directory on the PATH that has {@code terraform}. */
    public static String directory() {
        return directories().filter(RealTerraform::has).findFirst().orElseThrow();
    }

    /** The PATH without the directories that have {@code terraform}. */
    public static String pathWithout() {
        return String.join(File.pathSeparator, directories().filter(directory -> !has(directory)).toList());
    }

    private static boolean isThere() {
        return directories().anyMatch(RealTerraform::has);
    }

    private static Stream<String> directories() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
    }

    private static boolean has(String directory) {
        return new File(directory, "terraform").canExecute();
    }
}
