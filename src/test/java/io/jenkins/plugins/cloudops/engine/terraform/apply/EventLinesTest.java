package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class EventLinesTest {

    private static final String DUMP = new String(EventLines.DUMP, StandardCharsets.UTF_8);

    private static List<String> lines(InputStream in) throws IOException {
        EventLines lines = new EventLines(in);
        List<String> read = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            read.add(line);
        }
        assertThat(lines.next()).isNull();
        return read;
    }

    /** Gives one byte at a time. */
    private static InputStream slowly(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
    }

    @Test
    public void linesAreTheSameHoweverTheyArrive() throws IOException {
        String text = "one\n\ntwö \ud83d\ude00\r\n" + DUMP + "\"state\":{}}\nlast";
        List<String> expected = List.of("one", "", "twö \ud83d\ude00", "last");

        assertThat(lines(Applies.in(text))).isEqualTo(expected);
        assertThat(lines(slowly(text))).isEqualTo(expected);
        assertThat(lines(Applies.in(""))).isEmpty();
        assertThat(lines(Applies.in("\n"))).containsExactly("");
    }

    @Test
    public void longLinesAreWhole() throws IOException {
        String text = "x".repeat(200_000);

        assertThat(lines(Applies.in(text + "\ny\n"))).containsExactly(text, "y");
    }

    @Test
    public void aDumpThatIsCutOffIsNoLineEither() throws IOException {
        EventLines lines = new EventLines(slowly("one\n" + DUMP + "\"state\":{\"hunter2"));

        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.dumped()).isFalse();
        assertThat(lines.next()).isNull();
        assertThat(lines.dumped()).isTrue();
    }
}
