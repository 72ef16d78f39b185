package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files with secrets in the clear. */
public class SecretFileTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private String write(SecretTarget.Kind kind, Map<String, String> texts) throws IOException {
        Path place = folder.getRoot().toPath().resolve("place/file");
        SecretTarget target = SecretTarget.file(kind, "place/file", false);
        try (SecretFile file = new SecretFile(target, folder.getRoot().toPath().resolve("written"))) {
            file.add("the/secret", "shop/the/secret", texts);
            assertThat(place).doesNotExist();
            file.commit(place);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place))).isEqualTo("rw-------");
        assertThat(folder.getRoot().toPath().resolve("written")).doesNotExist();
        return Files.readString(place);
    }

    @Test
    public void onePasswordGetsLoginsAndTheRestAsNotes() throws IOException {
        assertThat(write(SecretTarget.Kind.ONE_PASSWORD,
                Map.of("POSTGRES_USER", "me", "POSTGRES_PASSWORD", "a,\"b\"\nc", "host", "db", "port", "1", "zone", "z")))
                .isEqualTo("Title,Website,Username,Password,Notes\nthe/secret,db,me,\"a,\"\"b\"\"\nc\",\"port: 1\nzone: z\"\n");
    }

    @Test
    public void dotenvQuotesWhatAShellWouldRead() throws IOException {
        assertThat(write(SecretTarget.Kind.DOTENV, new TreeMap<>(Map.of("a", "$HOME `x` \"y\"", "b", "it's $1\nnext\\"))))
                .isEqualTo("THE_SECRET_A='$HOME `x` \"y\"'\nTHE_SECRET_B=\"it's \\$1\\nnext\\\\\"\n");
    }

    @Test
    public void jsonIsAnObjectOfObjects() throws IOException {
        assertThat(write(SecretTarget.Kind.JSON, Map.of("a", "x\"y"))).isEqualTo("{\n  \"the/secret\": {\"a\":\"x\\\"y\"}\n}\n");
    }

    @Test
    public void twoSecretsForOneVariableAreRefusedAndNothingIsLeft() throws IOException {
        Path written = folder.getRoot().toPath().resolve("written");
        try (SecretFile file = new SecretFile(SecretTarget.file(SecretTarget.Kind.DOTENV, "x", false), written)) {
            file.add("a-b", "one", Map.of("c", "secret-value"));
            assertThatThrownBy(() -> file.add("a", "other", Map.of("b_c", "secret-value"))).hasMessageContaining("A_B_C")
                    .hasMessageContaining("one and other").hasMessageNotContaining("secret-value");
        }
        assertThat(written).doesNotExist();
    }
}
