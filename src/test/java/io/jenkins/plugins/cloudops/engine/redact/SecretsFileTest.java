package io.jenkins.plugins.cloudops.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.canary.Canaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SecretsFileTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path path;

    @Before
    public void name() {
        path = folder.getRoot().toPath().resolve("secrets");
    }

    private SensitiveValues read() throws IOException {
        SensitiveValues values = new SensitiveValues();
        new SecretsFile(path).into(values);
        return values;
    }

    @Test
    public void everyValueComesBackAsWhatItWas() throws IOException {
        SensitiveValues values = new SensitiveValues();
        List<String> canaries = Canaries.of(9);
        canaries.forEach(values::add);
        values.addBound("abc");
        values.addNumber("7654321");
        values.add("half \ud83d of a character");
        new SecretsFile(path).write(values);
        SensitiveValues back = read();

        assertThat(back).hasToString("SensitiveValues[43]");
        canaries.forEach(canary -> assertThat(back.redact("<" + canary + ">")).isEqualTo(values.redact("<" + canary + ">")).doesNotContain(canary));
        assertThat(back.redact("abc 7654321")).isEqualTo("(sensitive) (sensitive)");
    }

    @Test
    public void onlyItsOwnerCanReadIt() throws IOException {
        new SecretsFile(path).write(new SensitiveValues());
        new SecretsFile(path).write(new SensitiveValues());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        assertThat(folder.getRoot().list()).containsExactly("secrets");
    }

    @Test
    public void noFileIsNothingKnown() throws IOException {
        assertThat(read().isEmpty()).isTrue();
    }

    @Test
    public void whatIsBrokenIsNotQuoted() throws IOException {
        Files.writeString(path, "{\"found\":\"hunter2-hunter2\"}\n{\"found\":\"swordfish\" swordfish");

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasNoCause()
                .hasMessageContaining("is broken").hasMessageNotContaining("swordfish").hasMessageNotContaining("hunter2");
    }
}
