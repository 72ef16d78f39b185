package io.jenkins.plugins.cloudops.bench;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.secrets.KeyMap;
import io.jenkins.plugins.cloudops.engine.secrets.SecretSource;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import io.jenkins.plugins.cloudops.engine.secrets.SyncKeys;
import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import io.jenkins.plugins.cloudops.engine.secrets.SyncResult;
import io.jenkins.plugins.cloudops.engine.secrets.SyncScripts;
import io.jenkins.plugins.cloudops.engine.secrets.SyncWork;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs what a sync does on the agent, with files in place of the CLIs, and says how much heap is in use when everything is
 * planned. Arguments: how many secrets, and how many kilobytes each has.
 */
public final class SyncMemoryBench {

    private static final String ARN = "arn:aws:secretsmanager:us-west-2:123456789012:secret:";
    /** A name that is asked for by its id, or what names begin with. */
    private static final Pattern ASKED = Pattern.compile("shop/[^\"]*");

    private SyncMemoryBench() {
    }

    public static void main(String... arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        String password = "p".repeat(Integer.parseInt(arguments[1]) << 10);
        Path run = Files.createTempDirectory("sync");
        try {
            SyncRequest request = new SyncRequest(SecretSource.aws("shop/", Map.of(), List.of(), "", "", "us-west-2", ""),
                    List.of(SecretTarget.kubernetes("shop", "", "")), KeyMap.of(Map.of()), false, false, false, 5);
            SyncWork work = new SyncWork(run, request, new SyncKeys("bench", new byte[] {1}, List.of(new byte[] {2})), run, "",
                    Redactor.none());
            for (Map.Entry<String, String> file : new SyncScripts(request).files("", List.of()).entrySet()) {
                Files.writeString(run.resolve(file.getKey()), file.getValue());
            }
            list(run, count);
            answer(run, "target-0", "{\"items\":[]}");
            long began = System.nanoTime();
            expect(SyncScripts.FETCH, work.looked());
            try (DirectoryStream<Path> inputs = Files.newDirectoryStream(run, "{many,fetch}-*.in")) {
                for (Path input : inputs) {
                    fetch(input, count, password);
                }
            }
            expect(SyncResult.PLAN, work.fetched());
            expect(SyncScripts.WRITE, work.plan());
            long took = System.nanoTime() - began;
            System.gc();
            long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            System.out.printf(Locale.ROOT, "%7d secrets of %4s KB: %5.1f s, heap at most %3d MB, in use %2d MB at the end%n", count,
                    arguments[1], took / 1e9, Runtime.getRuntime().maxMemory() >> 20, used >> 20);
        } finally {
            try (Stream<Path> files = Files.walk(run)) {
                files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private static void expect(String next, SyncResult result) {
        if (!result.next().equals(next)) {
            throw new IllegalStateException(result.toString());
        }
    }

    private static void answer(Path run, String name, String text) throws IOException {
        Files.writeString(run.resolve(name + ".json"), text);
        Files.writeString(run.resolve(name + ".code"), "0\n");
    }

    private static void list(Path run, int count) throws IOException {
        try (Writer out = Files.newBufferedWriter(run.resolve("listed-0.json"))) {
            out.write("{\"SecretList\":[");
            for (int i = 0; i < count; i++) {
                out.write((i == 0 ? "" : ",") + "{\"ARN\":\"" + ARN + "shop/s" + i
                        + "\",\"Name\":\"shop/s" + i + "\",\"SecretVersionsToStages\":{\"v" + i + "\":[\"AWSCURRENT\"]}}");
            }
            out.write("]}");
        }
        Files.writeString(run.resolve("listed-0.code"), "0\n");
    }

    private static void fetch(Path input, int count, String password) throws IOException {
        String name = input.getFileName().toString().replace(".in", "");
        List<String> asked = ASKED.matcher(Files.readString(input)).results().map(MatchResult::group).toList();
        Predicate<String> fits = name.startsWith("many-") ? secret -> asked.stream().anyMatch(secret::startsWith) : asked::contains;
        try (Writer out = Files.newBufferedWriter(input.resolveSibling(name + ".json"))) {
            out.write("{\"SecretValues\":[");
            String comma = "";
            for (int i = 0; i < count; i++) {
                if (fits.test("shop/s" + i)) {
                    out.write(comma + "{\"ARN\":\"" + ARN + "shop/s" + i + "\",\"VersionId\":\"v\",\"SecretString\":\"{\\\"password\\\":\\\""
                            + password + "\\\"}\"}");
                    comma = ",";
                }
            }
            out.write("]}");
        }
        Files.writeString(input.resolveSibling(name + ".code"), "0\n");
    }
}
