package io.jenkins.plugins.cloudops.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class SensitiveValuesTest {

    private final SensitiveValues values = new SensitiveValues();

    @Test
    public void masksAValueWhereverItOccurs() {
        values.add("hunter2");

        assertThat(values.redact("hunter2")).isEqualTo("(sensitive)");
        assertThat(values.redact("a hunter2, hunter2hunter2 b")).isEqualTo("a (sensitive), (sensitive)(sensitive) b");
        assertThat(values.redact("hunter")).isEqualTo("hunter");
    }

    @Test
    public void leavesTextAloneWhileNothingIsKnown() {
        String text = "anything";

        assertThat(values.redact(text)).isSameAs(text);
        assertThat(values.isEmpty()).isTrue();
    }

    @Test
    public void masksTheLongestOfSeveralValuesThatBeginAlike() {
        values.add("pass");
        values.add("password-of-the-database");

        assertThat(values.redact("x=password-of-the-database;")).isEqualTo("x=(sensitive);");
        assertThat(values.redact("x=password;")).isEqualTo("x=(sensitive)word;");
    }

    @Test
    public void masksTheValueEscapedForJsonAlsoInsideOfOtherJson() {
        values.add("a\"b\\c\nd<e");

        assertThat(values.redact("{\"k\":\"a\\\"b\\\\c\\nd<e\"}")).isEqualTo("{\"k\":\"(sensitive)\"}");
        assertThat(values.redact("{\"k\":\"a\\\"b\\\\c\\nd\\u003ce\"}")).isEqualTo("{\"k\":\"(sensitive)\"}");
    }

    @Test
    public void masksTheValueInUrlsAndAsBase64() {
        values.add("p@ss word/1");

        assertThat(values.redact("https://u:p%40ss%20word%2F1@host")).isEqualTo("https://u:(sensitive)@host");
        assertThat(values.redact("q=p%40ss+word%2F1")).isEqualTo("q=(sensitive)");
        String encoded = Base64.getEncoder().encodeToString("p@ss word/1".getBytes(StandardCharsets.UTF_8));
        assertThat(values.redact("data: " + encoded)).isEqualTo("data: (sensitive)");
    }

    @Test
    public void masksTheLinesOfAKeyOneByOne() {
        values.add("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nMIIEvQIBADANBgkqhkiG9w1\n-----END KEY-----\n");

        assertThat(values.redact("line 2: MIIEvQIBADANBgkqhkiG9w0")).isEqualTo("line 2: (sensitive)");
    }

    @Test
    public void masksTheBeginningOfAValueWhereATextIsCut() {
        values.add("hunter2-and-more");

        assertThat(values.redact("text hunter2-…")).isEqualTo("text (sensitive)…");
        assertThat(values.redact("text hunter2-")).as("not cut").isEqualTo("text hunter2-");
    }

    @Test
    public void ignoresWhatNearlyEveryTextContains() {
        values.add("");
        values.add("abc");
        values.add("true");
        values.add("false");
        values.add("null");
        values.addNumber("5432");

        assertThat(values.isEmpty()).isTrue();
        assertThat(values.redact("abc true false null 5432")).isEqualTo("abc true false null 5432");
    }

    @Test
    public void masksLongNumbers() {
        values.addNumber("123456789");

        assertThat(values.redact("pin 123456789")).isEqualTo("pin (sensitive)");
    }

    @Test
    public void findsEveryOneOfManyValues() {
        for (int i = 0; i < 3_000; i++) {
            values.add("secret number " + i + " ends");
        }
        assertThat(values.full()).isFalse();
        for (int i = 0; i < 3_000; i++) {
            assertThat(values.redact("<secret number " + i + " ends>")).isEqualTo("<(sensitive)>");
        }
    }

    @Test
    public void stopsToRememberBeforeTheMemoryIsExhausted() {
        String big = "0123456789abcdef".repeat(SensitiveValues.MAX_CHARACTERS / 16 / 4);
        for (int i = 0; i < 10; i++) {
            values.add(big + i);
        }

        assertThat(values.full()).isTrue();
        assertThat(values.redact(big + "0")).isEqualTo("(sensitive)");
    }

    @Test
    public void hidesAValueInABase64OfMoreThanItself() {
        SensitiveValues values = new SensitiveValues();
        values.add("S3cr\"et/<pw>-9");
        for (String before : List.of("", "u", "us", "use", "user:")) {
            String encoded = Base64.getEncoder().encodeToString((before + "S3cr\"et/<pw>-9" + "@host").getBytes(StandardCharsets.UTF_8));
            assertThat(values.redact("auth = " + encoded)).as(before).contains(Redactor.MASK).doesNotContain(encoded);
        }
        assertThat(values.redact("auth = " + Base64.getEncoder().encodeToString("user:other".getBytes(StandardCharsets.UTF_8))))
                .doesNotContain(Redactor.MASK);
    }

    @Test
    public void hidesAValueInJsonThatIsAStringInJson() {
        SensitiveValues values = new SensitiveValues();
        values.add("S3cr\"et/<pw>-9");

        assertThat(values.redact("\"{\\\"p\\\":\\\"S3cr\\\\\\\"et/\\\\u003cpw\\\\u003e-9\\\"}\"")).isEqualTo("\"{\\\"p\\\":\\\"(sensitive)\\\"}\"");
    }

    @Test
    public void findsAValueWhoseLinesWereBroken() {
        String key = "S3cret0123456789abcdefghijklmnopqrstuvwxyz";
        values.add(key);
        values.add("correct horse battery staple");
        String encoded = Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(("user:" + key).getBytes(StandardCharsets.UTF_8));

        assertThat(values.redact("│ it is correct horse\n│ battery staple.")).isEqualTo("│ it is (sensitive).");
        assertThat(values.redact("  + correct\n  + horse battery\r\n  +   staple")).isEqualTo("  + (sensitive)");
        assertThat(values.redact(encoded.replace("\n", "\n    "))).contains(Redactor.MASK).doesNotContain(encoded.substring(21, 30));
        assertThat(values.redact(encoded.replace("\n", "\\n"))).contains(Redactor.MASK).doesNotContain(encoded.substring(21, 30));
    }

    @Test
    public void doesNotPutShortValuesTogetherFromTwoLines() {
        values.add("then");

        assertThat(values.redact("the\nnext")).isEqualTo("the\nnext");
    }

    @Test
    public void masksABoundSecretOfThreeCharactersButCountsWhatItCannot() {
        values.addBound("x7q");
        values.addBound("ab");
        values.add("x8q");

        assertThat(values.redact("x7q x8q ab")).isEqualTo("(sensitive) x8q ab");
        assertThat(values.ignored()).isEqualTo(2);
    }

    @Test
    public void masksWhatOverlapsAsOne() {
        values.add("abcdef");
        values.add("defghi");

        assertThat(values.redact("<abcdefghi>")).isEqualTo("<(sensitive)>");
    }

    @Test
    public void neverMasksAMask() {
        values.add("sensitive");
        values.add("tive) and");

        assertThat(values.redact("(sensitive) and")).isEqualTo("(sensitive) and");
    }

    @Test
    public void travelsWithWhatItKnowsAndTellsNothing() throws Exception {
        values.add("hunter2-value");
        values.addBound("x7q");
        values.addNumber("1234567");
        SensitiveValues others = new SensitiveValues();
        others.add("of the others");
        others.addAll(values);

        SensitiveValues copy = copy(others);

        assertThat(copy.redact("hunter2-value x7q 1234567 of the others")).isEqualTo("(sensitive) (sensitive) (sensitive) (sensitive)");
        assertThat(copy.toString()).isEqualTo("SensitiveValues[4]");
        assertThat(values.redact("of the others")).isEqualTo("of the others");
    }

    @Test
    public void takesNoLongerForATextThatNearlyIsASecretEverywhere() {
        values.add("a".repeat(100_000) + "b");
        values.add("\\".repeat(5_000) + "n");
        String text = "a".repeat(300_000) + "\\".repeat(50_000);

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        values.redact(text);

        assertThat((threads.getCurrentThreadCpuTime() - start) / 1e9).isLessThan(20);
    }

    private static SensitiveValues copy(SensitiveValues values) throws Exception {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (java.io.ObjectOutputStream out = new java.io.ObjectOutputStream(bytes)) {
            out.writeObject(values);
        }
        try (java.io.ObjectInputStream in = new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
            return (SensitiveValues) in.readObject();
        }
    }
}
