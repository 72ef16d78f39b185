package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.CliAccess;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RenewRunTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }

    private void renew(Map<String, String> environment, CliAccess bound, String... secrets) throws Exception {
        Travels.copy(new RenewRun("plan", PlanRequest.builder().build(), environment, bound, List.of(secrets)))
                .invoke(folder.getRoot(), null);
    }

    @Test
    public void theAttemptAndThoseAfterItGetWhatTheEnvironmentIsNow() throws Exception {
        Path apply = write("apply.env", "TOKEN='of yesterday'\n");

        renew(Map.of("TOKEN", "it's of today"), CliAccess.none(), "it's of today");

        Path plan = folder.getRoot().toPath().resolve("plan.env");
        for (Path written : List.of(plan, apply)) {
            assertThat(written).content().contains("of today").doesNotContain("of yesterday");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written))).isEqualTo("rw-------");
        }
        assertThat(folder.getRoot().list()).noneMatch(name -> name.endsWith(".new"));
    }

    @Test
    public void whatABackendIsToldIsNoEnvironmentOfAnAttempt() throws Exception {
        Path backend = write("backend.env", "PG_CONN_STR=postgres://db\n");

        renew(Map.of("TOKEN", "new"), CliAccess.none());

        assertThat(backend).hasContent("PG_CONN_STR=postgres://db\n");
    }

    @Test
    public void filesOfCredentialsAreWrittenAnew() throws Exception {
        Path key = write("key", "old");

        renew(Map.of(), new CliAccess(Map.of("KEY_FILE", key.toString()), Map.of("key", "new key")), "new key");

        assertThat(key).hasContent("new key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(folder.getRoot().toPath().resolve("plan.env")).content().contains("KEY_FILE");
    }

    @Test
    public void whatWasSecretBeforeStaysSo() throws Exception {
        renew(Map.of("TOKEN", "token-of-yesterday"), CliAccess.none(), "token-of-yesterday");
        renew(Map.of("TOKEN", "token-of-today"), CliAccess.none(), "token-of-today");

        assertThat(RunSecrets.in(folder.getRoot().toPath()).redact("token-of-yesterday token-of-today"))
                .doesNotContain("yesterday", "today");
    }
}
