package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadTextTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ReadText.State state(File file) throws Exception {
        return new ReadText(10).invoke(file, null).state();
    }

    @Test
    public void saysWhatIsNotAFileOfText() throws Exception {
        assertThat(state(folder.getRoot())).isEqualTo(ReadText.State.NO_FILE);
        assertThat(state(new File(folder.getRoot(), "missing"))).isEqualTo(ReadText.State.MISSING);
        File file = folder.newFile();
        Files.write(file.toPath(), new byte[] {(byte) 0xff});
        assertThat(state(file)).isEqualTo(ReadText.State.NO_TEXT);
        Files.writeString(file.toPath(), "x".repeat(11));
        assertThat(state(file)).isEqualTo(ReadText.State.TOO_LONG);
        Files.writeString(file.toPath(), "x".repeat(10));
        assertThat(state(file)).isEqualTo(ReadText.State.TEXT);
    }

    @Test
    public void whatNoFileCanBeCalledIsMissing() throws Exception {
        assertThat(state(new File(folder.getRoot(), "a\0b"))).isEqualTo(ReadText.State.MISSING);
    }
}
