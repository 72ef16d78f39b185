package io.jenkins.plugins.cloudops.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.fuzz.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class RedactorFuzzTest {

    private static final String[] PIECES = {
        "a", "b", "ab", "(", ")", "(sensitive)", "(sens", "tive)", "…", "│ ", "\n", "\r\n", "\n  ", "\\n", "\\", "\\\\n", " ", "\t", "  ",
        "\"", "'", "é", "🙂", "日", "+ ", "- ", "<", "&", "%", "abab", "=", "\u001b[31m", "\ud83d", "$${", "0", "1"
    };

    @Test
    public void leavesNoSecretAndChangesNothingTheSecondTime() throws Exception {
        Fuzz.run(3_000, random -> {
            List<String> secrets = new ArrayList<>();
            SensitiveValues values = values(random, secrets);
            String text = text(random, secrets);

            String once = values.redact(text);

            for (String secret : secrets) {
                String bare = secret.strip();
                if (bare.length() >= SensitiveValues.SHORTEST_BOUND && BrokenText.canonical(bare).length >= 8 && !bare.contains("(") && !bare.contains(")")
                        && !Redactor.MASK.contains(bare)) {
                    assertThat(once.replace(Redactor.MASK, "\u0000")).as("%s in %s", secrets, text).doesNotContain(well(bare));
                }
            }
            assertThat(values.redact(once)).as("%s in %s", secrets, text).isEqualTo(once);
        });
    }

    @Test
    public void makesTheSameOfAStreamHoweverItIsCut() throws Exception {
        Fuzz.run(3_000, random -> {
            List<String> secrets = new ArrayList<>();
            SensitiveValues values = values(random, secrets);
            String text = well(text(random, secrets));

            assertThat(streamed(values, text, random)).as("%s in %s", secrets, text).isEqualTo(values.redact(text));
        });
    }

    @Test
    public void findsEveryFormOfEverySecret() throws Exception {
        Fuzz.run(3_000, random -> {
            String secret = well(piece(random, 3 + random.nextInt(8))) + "Zq7" + random.nextInt(1000);
            SensitiveValues values = new SensitiveValues();
            values.add(secret);
            List<String> forms = new ArrayList<>();
            SecretForms.of(secret, forms::add);
            for (int i = 0; i < 3; i++) {
                String form = forms.get(random.nextInt(forms.size()));
                if (form.length() >= SensitiveValues.SHORTEST && !form.contains("(") && !form.contains(")")) {
                    assertThat(values.redact("<" + form + ">")).as(() -> form.chars().mapToObj(Integer::toHexString).toList().toString())
                            .isEqualTo("<" + Redactor.MASK + ">");
                }
            }
        });
    }

    private static SensitiveValues values(Random random, List<String> secrets) {
        SensitiveValues values = new SensitiveValues();
        for (int i = random.nextInt(5); i >= 0; i--) {
            String secret = piece(random, 1 + random.nextInt(random.nextInt(400) == 0 ? 1_500 : 12));
            secrets.add(secret);
            values.addBound(secret);
        }
        return values;
    }

    private static String text(Random random, List<String> secrets) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i >= 0; i--) {
            String secret = secrets.get(random.nextInt(secrets.size()));
            switch (random.nextInt(4)) {
                case 0 -> text.append(secret);
                case 1 -> text.append(secret, 0, random.nextInt(secret.length() + 1));
                case 2 -> text.append(secret, random.nextInt(secret.length() + 1), secret.length());
                default -> text.append(piece(random, 3));
            }
        }
        return text.toString();
    }

    private static String piece(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** With {@code ?} for what no encoder can write. */
    private static String well(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String streamed(SensitiveValues values, String text, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        try (RedactingOutputStream out = new RedactingOutputStream(bytes, values)) {
            for (int at = 0; at < in.length; ) {
                int length = Math.min(in.length - at, 1 + random.nextInt(1 + random.nextInt(40)));
                out.write(in, at, length);
                if (random.nextInt(5) == 0) {
                    out.flush();
                }
                at += length;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
