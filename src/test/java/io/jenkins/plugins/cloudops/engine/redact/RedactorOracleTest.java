package io.jenkins.plugins.cloudops.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.fuzz.Fuzz;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** What the redactor finds by samples, compared with what a search at every place finds. */
public class RedactorOracleTest {

    private static final String FEW = "abcd";
    private static final String MANY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    @Test
    public void findsWhatASearchAtEveryPlaceFinds() throws Exception {
        Fuzz.run(3_000, random -> {
            SensitiveValues values = new SensitiveValues();
            List<String> known = new ArrayList<>();
            int shortest = 3 + random.nextInt(8);
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                known.add(word(random, shortest + random.nextInt(10), FEW));
            }
            known.forEach(values::addBound);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(random.nextInt(3) == 0 ? known.get(random.nextInt(known.size())) : word(random, random.nextInt(12), FEW));
                text.append(random.nextInt(8) == 0 ? "\n" : "");
            }

            String masked = values.redact(text.toString());

            assertThat(masked).as("%s in %s", known, text).isEqualTo(masked(text.toString(), known));
            assertThat(inPieces(values, text.toString(), random)).as("%s in %s", known, text).isEqualTo(masked);
        });
    }

    @Test
    public void findsAValueBrokenAtEveryPlace() {
        String value = "Zq7" + "xK9wLm2pRt5vYb8nHs4".repeat(2);
        for (int length = BrokenText.SHORTEST_JOINED; length < value.length(); length++) {
            SensitiveValues values = new SensitiveValues();
            values.addBound(value.substring(0, length));
            for (int at = 1; at < length; at++) {
                for (int before = 0; before < 9; before++) {
                    for (String broken : List.of("\n", "\r\n", "\n    ", "\n│ ", "\\n")) {
                        String text = "=".repeat(before) + value.substring(0, at) + broken + value.substring(at, length) + "=";
                        assertThat(values.redact(text)).isEqualTo("=".repeat(before) + Redactor.MASK + "=");
                    }
                }
            }
        }
    }

    @Test
    public void findsFormsOfEveryLengthAmongThousandsInAnyOrder() {
        Random random = new Random(3);
        SensitiveValues values = new SensitiveValues();
        List<String> known = random.ints(3_000, 3, 40).mapToObj(length -> word(random, length, MANY)).toList();
        StringBuilder text = new StringBuilder();
        for (String each : known) {
            values.addBound(each);
            text.append('[').append(each).append("]\n");
        }
        assertThat(values.redact(text.toString())).isEqualTo(("[" + Redactor.MASK + "]\n").repeat(known.size()));
    }

    /** Of all places where a value begins; those that overlap are one. */
    private static String masked(String text, List<String> known) {
        StringBuilder masked = new StringBuilder();
        int end = 0;
        for (int at = 0; at < text.length(); at++) {
            int longest = 0;
            for (String value : known) {
                longest = text.startsWith(value, at) ? Math.max(longest, value.length()) : longest;
            }
            if (longest > 0) {
                masked.append(at >= end ? Redactor.MASK : "");
                end = Math.max(end, at + longest);
            }
            masked.append(at >= end ? text.substring(at, at + 1) : "");
        }
        return masked.toString();
    }

    private static String inPieces(SensitiveValues values, String text, Random random) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RedactingOutputStream out = new RedactingOutputStream(bytes, values)) {
            for (int at = 0; at < text.length(); ) {
                int length = Math.min(text.length() - at, 1 + random.nextInt(20));
                out.write(text.substring(at, at + length).getBytes(StandardCharsets.UTF_8));
                at += length;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String word(Random random, int length, String letters) {
        StringBuilder word = new StringBuilder();
        random.ints(length, 0, letters.length()).forEach(at -> word.append(letters.charAt(at)));
        return word.toString();
    }
}
