package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ShellWordsTest {

    /** What a shell might take for something, and what may come out in another encoding. */
    private static final List<String> PIECES = List.of("'", "\"", "\\", "\n", "\r", "\t", " ", "$", "$(touch x)", "`touch x`",
            "${HOME}", "$1", "!", "!!", "*", "?", "[a]", "~", "#", ";", "&", "|", "<", ">", "(", ")", "{", "}", "=", "%s", "%",
            "-n", "--", "\\n", "\\0", "\u0001", "\u007f", "ä", "€", "日本", "\uD83D\uDE80", "a", "Z9", "''", "'\\''");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void anyWordComesBackFromARealShellByteForByte() throws Exception {
        Random random = new Random(20_240_229);
        List<String> words = new ArrayList<>(PIECES);
        words.add("");
        for (int i = 0; i < 400; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                word.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            words.add(word.toString());
        }

        String printed = sh("printf '%s\\001\\002\\003' " + ShellWords.join(words));

        assertThat(printed).isEqualTo(String.join("\u0001\u0002\u0003", words) + "\u0001\u0002\u0003");
        assertThat(folder.getRoot()).isEmptyDirectory();
    }

    @Test
    public void aWordIsOneArgumentWhateverItHolds() throws Exception {
        assertThat(sh("set -- " + ShellWords.join(List.of("a b", "", "*", "c\nd")) + "; echo $#")).isEqualTo("4\n");
    }

    @Test
    public void noWordsAreNoArguments() throws Exception {
        assertThat(ShellWords.join(List.of())).isEmpty();
    }

    @Test
    public void aNulCharacterIsRefused() {
        assertThatThrownBy(() -> ShellWords.quote("a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A value contains the character NUL, which cannot be handed to a command. Remove it.");
        assertThatThrownBy(() -> ShellWords.join(List.of("a", "\0"))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Runs a command as a script file, since an argument of Java's would pass through the platform's encoding. */
    private String sh(String command) throws IOException, InterruptedException {
        Path script = Files.createTempFile("words", ".sh");
        Path output = Files.createTempFile("words", ".out");
        try {
            Files.writeString(script, command + "\n", StandardCharsets.UTF_8);
            Process process = new ProcessBuilder("/bin/sh", script.toString()).directory(folder.getRoot())
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            assertThat(process.waitFor()).isZero();
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(script);
            Files.delete(output);
        }
    }
}
