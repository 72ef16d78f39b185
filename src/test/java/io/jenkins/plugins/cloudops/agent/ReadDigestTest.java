package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadDigestTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aFileHasTheDigestThatSha256sumPrints() throws Exception {
        File file = folder.newFile();
        Files.writeString(file.toPath(), "abc");

        assertThat(new ReadDigest().invoke(file, null)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    public void aFileThatIsNotThereHasNone() {
        assertThatThrownBy(() -> new ReadDigest().invoke(new File(folder.getRoot(), "none"), null)).isInstanceOf(NoSuchFileException.class);
    }
}
