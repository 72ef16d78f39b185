package io.jenkins.plugins.cloudops.engine.incident;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Flag files for tests. */
public final class FlagFiles {

    private FlagFiles() {
    }

    /** With the flags that the OpenTelemetry demo has, or had. */
    public static String shop() {
        try (InputStream in = FlagFiles.class.getResourceAsStream("shop.flagd.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<Touch> touches(String text, String flag, String variant) {
        return FlagFile.read("demo.json", text).touches(Scenario.ofFlag(flag, variant));
    }

    static String triggered(String text, List<Touch> touches) {
        return FlagFile.read("demo.json", text).triggered(touches);
    }

    static FlagFile.Cleared cleared(String text, List<Touch> touches) {
        return FlagFile.read("demo.json", text).cleared(touches, false);
    }
}
