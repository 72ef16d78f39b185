package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.process.Tools;
import java.io.File;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GoDurationTest {

    private static final Map<String, Duration> GOOD = new LinkedHashMap<>();
    private static final List<String> BAD = List.of("", "soon", "5", "10 m", " 10m", "10m ", "1h30", "h", ".s", ".", "1d", "1w", "1H", "10M", "1e3s",
            "0x1s", "1_000s", "1,5s", "10m-5s", "10ms10", "00", "1..5s", "1.5.5s", "10min", "\u0661s", "10m\n", "-lock=false", "null");

    static {
        GOOD.put("0", Duration.ZERO);
        GOOD.put("0s", Duration.ZERO);
        GOOD.put("90s", Duration.ofSeconds(90));
        GOOD.put("10m", Duration.ofMinutes(10));
        GOOD.put("1h30m", Duration.ofMinutes(90));
        GOOD.put("1h0m0.5s", Duration.ofHours(1).plusMillis(500));
        GOOD.put("1.5h", Duration.ofMinutes(90));
        GOOD.put(".5s", Duration.ofMillis(500));
        GOOD.put("1.s", Duration.ofSeconds(1));
        GOOD.put("300ms", Duration.ofMillis(300));
        GOOD.put("7us", Duration.ofNanos(7_000));
        GOOD.put("7\u00b5s", Duration.ofNanos(7_000));
        GOOD.put("7\u03bcs", Duration.ofNanos(7_000));
        GOOD.put("42ns", Duration.ofNanos(42));
        GOOD.put("1m1m", Duration.ofMinutes(2));
        GOOD.put("007m", Duration.ofMinutes(7));
        GOOD.put("8760h", Duration.ofDays(365));
    }

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void durationsMeanWhatTheyMeanInGo() {
        GOOD.forEach((text, duration) -> assertThat(GoDuration.parse("lockTimeout", text)).as(text).isEqualTo(duration));
    }

    @Test
    public void anythingElseIsRefusedInASentence() {
        for (String text : BAD) {
            assertThatThrownBy(() -> GoDuration.parse("lockTimeout", text)).as(text).isInstanceOf(BadSetting.class).hasMessage(
                    "lockTimeout: '" + text.replace("\n", "\\n") + "' is no duration. Write numbers with units, such as '90s', '10m' or '1h30m'.");
        }
    }

    @Test
    public void aDurationCannotBeNegative() {
        for (String text : List.of("-5s", "-0", "+5s")) {
            assertThatThrownBy(() -> GoDuration.parse("grace", text)).as(text).isInstanceOf(BadSetting.class)
                    .hasMessageStartingWith("grace: '" + text + "' is no duration.");
        }
    }

    @Test
    public void nobodyWaitsLongerThanAYear() {
        for (String text : List.of("8760h1ns", "999999999999h", "999999999999h999999999999h")) {
            assertThatThrownBy(() -> GoDuration.parse("grace", text)).as(text).isInstanceOf(BadSetting.class)
                    .hasMessage("grace: '" + text + "' is longer than a year. Write a shorter duration, such as '10m'.");
        }
    }

    @Test(timeout = 60_000)
    public void aLongTextIsRefusedQuickly() {
        assertThatThrownBy(() -> GoDuration.parse("grace", "1".repeat(200_000))).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> GoDuration.parse("grace", "1h".repeat(20_000) + "x")).isInstanceOf(BadSetting.class);
    }

    @Test
    public void terraformSaysTheSameAboutEach() throws Exception {
        String terraform = Tools.require("terraform").toString();
        File directory = folder.newFolder();
        Files.writeString(directory.toPath().resolve("main.tf"), "locals {}\n");
        for (String text : GOOD.keySet()) {
            assertThat(accepts(terraform, directory, text)).as(text).isTrue();
        }
        for (String text : BAD) {
            assertThat(accepts(terraform, directory, text)).as(text).isFalse();
        }
    }

    /** Whether Terraform takes it for a lock timeout; what else it says does not matter. */
    private static boolean accepts(String terraform, File directory, String text) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(terraform, "plan", "-no-color", "-input=false", "-lock-timeout=" + text)
                .directory(directory).redirectErrorStream(true);
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return !printed.contains("invalid value");
    }
}
