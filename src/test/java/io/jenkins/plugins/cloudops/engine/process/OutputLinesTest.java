package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OutputLinesTest {

    private static final int PLENTY = 1 << 16;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void nameTheFile() {
        file = folder.getRoot().toPath().resolve("work.out");
    }

    @Test
    public void aFileThatIsNotThereYetHasNothing() throws IOException {
        assertThat(OutputLines.read(file, 0, PLENTY, false)).isEqualTo(new OutputLines(List.of(), 0, true));
        assertThat(OutputLines.read(file, 0, PLENTY, true)).isEqualTo(new OutputLines(List.of(), 0, true));
    }

    @Test
    public void aGrowingFileIsReadLineByLineAndEachLineOnce() throws IOException {
        append("one\ntw");
        OutputLines first = OutputLines.read(file, 0, PLENTY, false);
        assertThat(first).isEqualTo(new OutputLines(List.of("one"), 4, false));

        append("o\n\nthree\n");
        OutputLines second = OutputLines.read(file, first.offset(), PLENTY, false);
        assertThat(second).isEqualTo(new OutputLines(List.of("two", "", "three"), 15, true));

        assertThat(OutputLines.read(file, second.offset(), PLENTY, false)).isEqualTo(new OutputLines(List.of(), 15, true));
    }

    @Test
    public void aLastLineWithoutAnEndCountsOnlyOnceTheFileIsComplete() throws IOException {
        append("one\ntwo");

        assertThat(OutputLines.read(file, 4, PLENTY, false)).isEqualTo(new OutputLines(List.of(), 4, false));
        assertThat(OutputLines.read(file, 4, PLENTY, true)).isEqualTo(new OutputLines(List.of("two"), 7, true));
    }

    @Test
    public void aCompleteFileLargerThanWhatIsReadAtOnceTakesSeveralReads() throws IOException {
        append("aaaa\nbbbb\ncccc");

        assertThat(OutputLines.read(file, 0, 8, true)).isEqualTo(new OutputLines(List.of("aaaa"), 5, false));
        assertThat(OutputLines.read(file, 5, 8, true)).isEqualTo(new OutputLines(List.of("bbbb"), 10, false));
        assertThat(OutputLines.read(file, 10, 8, true)).isEqualTo(new OutputLines(List.of("cccc"), 14, true));
    }

    @Test
    public void linesOfWindowsAndEmptyLinesAreLinesToo() throws IOException {
        append("a\r\n\r\n\nb\rc\n");

        assertThat(OutputLines.read(file, 0, PLENTY, false).lines()).containsExactly("a", "", "", "b\rc");
    }

    @Test
    public void aLineLongerThanWhatIsReadAtOnceComesInPieces() throws IOException {
        append("0123456789abcdefghij\nshort\n");

        List<String> pieces = readAll(8);

        assertThat(String.join("", pieces.subList(0, pieces.size() - 1))).isEqualTo("0123456789abcdefghij");
        assertThat(pieces).endsWith("short").doesNotContain("");
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(piece -> piece.length() <= 8);
    }

    @Test
    public void aLineOfExactlyWhatIsReadAtOnceIsNotFollowedByAnEmptyOne() throws IOException {
        for (String end : List.of("\n", "\r\n")) {
            for (int length = 5; length < 20; length++) {
                Files.writeString(file, "x".repeat(length) + end + "next" + end);
                List<String> lines = readAll(8);
                assertThat(String.join("", lines)).isEqualTo("x".repeat(length) + "next");
                assertThat(lines).as("%s characters", length).doesNotContain("").endsWith("next");
            }
        }
    }

    @Test
    public void aCharacterIsNeverCutInTwo() throws IOException {
        String text = "aä€\uD83D\uDE80".repeat(50);
        for (int most = 8; most < 40; most++) {
            Files.writeString(file, text + "\nend\n");
            List<String> lines = readAll(most);
            assertThat(String.join("", lines)).as("%s bytes at once", most).isEqualTo(text + "end");
        }
    }

    @Test
    public void bytesThatAreNoTextDoNotStopTheReading() throws IOException {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) 0x80);
        bytes[99] = '\n';
        Files.write(file, bytes);

        assertThat(String.join("", readAll(8))).hasSize(99).matches("\uFFFD+");
    }

    @Test
    public void anyTextComesBackWholeWhateverTheLimit() throws IOException {
        Random random = new Random(7);
        String[] pieces = {"a", "ß", "語", "\uD83D\uDE80", "\n", "\n", "{\"a\":1}", "   "};
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Files.writeString(file, text);
            int most = 4 + random.nextInt(30);
            assertThat(String.join("", readAll(most))).isEqualTo(text.toString().replace("\n", ""));
            assertThat(OutputLines.read(file, 0, PLENTY, true).lines()).isEqualTo(text.toString().lines().toList());
        }
    }

    @Test
    public void aFileThatWasCutShortHasNothingNew() throws IOException {
        append("one\n");

        assertThat(OutputLines.read(file, 100, PLENTY, true)).isEqualTo(new OutputLines(List.of(), 100, true));
    }

    /** Reads a complete file to its end. */
    private List<String> readAll(int most) throws IOException {
        List<String> lines = new ArrayList<>();
        OutputLines read = new OutputLines(List.of(), 0, false);
        for (int calls = 0; !read.atEnd() || calls == 0; calls++) {
            assertThat(calls).isLessThan(1_000);
            read = OutputLines.read(file, read.offset(), most, true);
            lines.addAll(read.lines());
        }
        return lines;
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
