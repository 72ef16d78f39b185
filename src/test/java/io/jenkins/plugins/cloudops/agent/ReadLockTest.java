package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.agent.ReadLock.Ending;
import io.jenkins.plugins.cloudops.agent.ReadLock.Ending.Look;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** With transcripts of Terraform in a run directory. */
public class ReadLockTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path file(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private void transcript(String name, String file) throws IOException {
        try (var in = ReadLockTest.class.getResourceAsStream("/io/jenkins/plugins/cloudops/engine/lock/transcripts/" + name)) {
            Files.write(file(file), in.readAllBytes());
        }
    }

    private Ending read(String backend) throws Exception {
        return Travels.copy(Travels.copy(new ReadLock("apply-2", backend)).invoke(folder.getRoot(), null));
    }

    private void looked(String code, String said) throws IOException {
        Files.writeString(file("apply-2.looked"), code + "\n");
        Files.writeString(file("apply-2.look"), said);
    }

    @Test
    public void anAttemptThatSaidNothingOfALockHadNoProblemWithOne() throws Exception {
        Ending ending = read("s3");

        assertThat(ending.problem()).isNull();
        assertThat(ending.release()).isNull();
        assertThat(ending.look()).isEqualTo(Look.NONE);
        assertThat(ending.until()).isZero();
    }

    @Test
    public void saysWhoHeldTheLock() throws Exception {
        transcript("held-s3-lockfile.json", "apply-2.out");

        assertThat(read("s3").problem()).isInstanceOf(LockProblem.HeldBy.class);
    }

    @Test
    public void takesNobodyForTheHolderWhereTheBackendNamesWhoeverAsked() throws Exception {
        transcript("held-pg.json", "apply-2.out");

        assertThat(read("pg").problem()).isInstanceOf(LockProblem.HeldByUnknown.class);
    }

    @Test
    public void saysThatTheLockCouldNotBeGivenBack() throws Exception {
        transcript("released-s3-lockfile.json", "apply-2.out");
        Files.writeString(file("apply-2.exit"), "1\n");
        Files.setLastModifiedTime(file("apply-2.exit"), FileTime.fromMillis(1_700_000_000_000L));

        Ending ending = read("s3");

        assertThat(ending.problem()).isNull();
        assertThat(ending.release()).contains("unable to retrieve file from S3 bucket");
        assertThat(ending.until()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    public void saysWhatCameOfLookingAgain() throws Exception {
        looked("0", "");
        assertThat(read("s3").look()).isEqualTo(Look.FREE);

        transcript("held-s3-lockfile.txt", "apply-2.look");
        Files.writeString(file("apply-2.looked"), "1\n");
        Ending locked = read("s3");
        assertThat(locked.look()).isEqualTo(Look.LOCKED);
        assertThat(locked.there()).isInstanceOf(LockProblem.HeldBy.class);
        assertThat(locked.problem()).isNull();
    }

    @Test
    public void aLookThatCameToNothingIsNoLock() throws Exception {
        SensitiveValues secrets = new SensitiveValues();
        secrets.addBound("s3cr3t-token");
        RunSecrets.keep(folder.getRoot().toPath(), secrets);
        looked("124", "dial tcp\n  with s3cr3t-token\n");

        Ending ending = read("s3");

        assertThat(ending.look()).isEqualTo(Look.FAILED);
        assertThat(ending.said()).startsWith("dial tcp with ").doesNotContain("s3cr3t-token");
    }
}
