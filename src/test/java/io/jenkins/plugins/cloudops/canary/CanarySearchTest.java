package io.jenkins.plugins.cloudops.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jenkins.plugins.cloudops.canary.CanarySearch.Hit;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CanarySearchTest {

    /* How tools write a value, by other means than the redactor's. */
    private static final Map<String, UnaryOperator<String>> WRITERS = new LinkedHashMap<>();

    static {
        WRITERS.put("plain", value -> value);
        WRITERS.put("json", CanarySearchTest::json);
        WRITERS.put("json in json", value -> json("{\"k\":\"" + json(value) + "\"}"));
        WRITERS.put("go", value -> json(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
        WRITERS.put("hcl in go", value -> json("is \"" + json(value) + "\"").replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
        WRITERS.put("url", value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
        WRITERS.put("base64", value -> Base64.getEncoder().encodeToString(bytes(value)));
        WRITERS.put("base64 url", value -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(value)));
        WRITERS.put("base64 of more", value -> Base64.getEncoder().encodeToString(bytes("user:" + value + "@host")));
        WRITERS.put("base64 in lines", value -> Base64.getMimeEncoder().encodeToString(bytes("u:" + value)));
        WRITERS.put("base64 indented", value -> Base64.getMimeEncoder(64, bytes("\n    ")).encodeToString(bytes("user:" + value)));
        WRITERS.put("indented", value -> value.replace("\n", "\n      "));
        WRITERS.put("difference", value -> "      + " + value.replace("\n", "\n      + "));
        WRITERS.put("box", value -> "│ " + value.replace("\n", "\n│ "));
        WRITERS.put("wrapped", value -> "│ " + value.replace(" ", "\n│ "));
        WRITERS.put("carriage return", value -> value.replace("\r\n", "\n").replace("\n", "\r\n"));
        WRITERS.put("xml", value -> value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;"));
        WRITERS.put("shell", value -> "'" + value.replace("'", "'\\''") + "'");
    }

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<String> canaries = Canaries.of(7);
    private final CanarySearch search = new CanarySearch(canaries);

    @Test
    public void thereAreFortyDifferentOnesAndAlwaysTheSame() {
        assertThat(canaries).hasSize(Canaries.COUNT).doesNotHaveDuplicates().isEqualTo(Canaries.of(7));
        assertThat(Canaries.of(8)).doesNotContainAnyElementsOf(canaries);
    }

    @Test
    public void findsEachOneHoweverItIsWritten() throws IOException {
        for (int i = 0; i < canaries.size(); i++) {
            for (Map.Entry<String, UnaryOperator<String>> writer : WRITERS.entrySet()) {
                String text = "before " + writer.getValue().apply(canaries.get(i)) + " after";

                assertThat(search.bytes("x", bytes(text))).as("%d %s", i, writer.getKey()).extracting(Hit::canary).contains(i);
            }
        }
    }

    @Test
    public void findsNothingInWhatWasRedacted() throws IOException {
        SensitiveValues values = new SensitiveValues();
        canaries.forEach(values::addBound);
        assertThat(values.full()).isFalse();
        for (int i = 0; i < canaries.size(); i++) {
            for (Map.Entry<String, UnaryOperator<String>> writer : WRITERS.entrySet()) {
                String text = "before " + writer.getValue().apply(canaries.get(i)) + " after";

                String redacted = values.redact(text);

                assertThat(search.bytes("x", bytes(redacted))).as("%d %s: %s", i, writer.getKey(), redacted.length() < 400 ? redacted : "").isEmpty();
                assertThat(redacted).startsWith("before ").endsWith(" after");
            }
        }
    }

    @Test
    public void searchesTreesAndWhatIsCompressedAndSaysWhere() throws IOException {
        Path root = folder.getRoot().toPath();
        Files.createDirectories(root.resolve("builds/1"));
        Files.writeString(root.resolve("builds/1/log"), "nothing here, twice nothing");
        Files.writeString(root.resolve("builds/1/build.xml"), "<a>" + canaries.get(3) + "</a>");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(root.resolve("changes.gz")))) {
            out.write(bytes("{\"k\":\"" + json(canaries.get(10)) + "\"}"));
        }

        assertThat(search.tree(root)).contains(new Hit("builds/1/build.xml", 3, "text"), new Hit("changes.gz", 10, "text/gzip"))
                .allMatch(hit -> !hit.file().endsWith("log"));
        assertThat(search.tree(root).toString()).doesNotContain(canaries.get(3).strip());
    }

    @Test
    public void findsAPartThatWasLeft() throws IOException {
        assertThat(search.bytes("x", bytes(canaries.get(1).substring(5, 40)))).extracting(Hit::canary).containsExactly(1);
        assertThat(search.bytes("x", bytes(Canaries.of(8).toString()))).isEmpty();
    }

    private static String json(String value) {
        return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
