package io.jenkins.plugins.cloudops.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.Test;

public class LockInfoTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    public void readsGoTimes() {
        assertThat(created("2026-11-21 11:49:46.843003545 +0000 UTC").createdAt()).contains(Instant.parse("2026-11-21T11:49:46.843003545Z"));
        assertThat(created("2026-11-21 13:49:46 +0200 CEST").createdAt()).contains(Instant.parse("2026-11-21T11:49:46Z"));
        assertThat(created("2026-11-21 11:49:46.5 +0000 UTC m=+0.0123").createdAt()).contains(Instant.parse("2026-11-21T11:49:46.5Z"));
    }

    @Test
    public void aTimeThatIsNoneIsUnknown() {
        assertThat(created("0001-01-01 00:00:00 +0000 UTC").createdAt()).isEmpty();
        assertThat(created("2026-13-41 11:49:46 +0000 UTC").createdAt()).isEmpty();
        assertThat(created("yesterday").createdAt()).isEmpty();
        assertThat(created("").createdAt()).isEmpty();
    }

    @Test
    public void saysWhoHoldsItForPeople() {
        assertThat(created("2026-11-21 11:49:46.8 +0000 UTC").sentence(NOW))
                .isEqualTo("root@vm (apply, version 1.11.4) since 2026-11-21 11:49:46 UTC, 10 min ago, ID e02d91f1");
        assertThat(new LockInfo("7", "", "", "", "", "", "").sentence(NOW)).isEqualTo("unknown (unknown, version unknown), ID 7");
        assertThat(created("2026-11-18 11:49:46 +0000 UTC").sentence(NOW)).contains("3 d ago");
        assertThat(created("2026-11-21 12:00:07 +0000 UTC").sentence(NOW)).contains("0 s ago");
    }

    @Test
    public void findsTheLockInTheAnswerToAWrongId() throws IOException {
        assertThat(LockInfo.find(LockTranscripts.text("wrong-id-s3-lockfile.txt")).orElseThrow().id()).isEqualTo("9736433f-7bb2-c622-9685-16c2f393ac67");
        assertThat(LockInfo.find(LockTranscripts.text("wrong-id-s3-dynamodb.txt")).orElseThrow().path()).isEqualTo("states/storage/terraform.tfstate");
        assertThat(LockInfo.find("Terraform state has been successfully unlocked!")).isEmpty();
    }

    @Test
    public void cannotActOnAConsoleAndIsBounded() {
        LockInfo info = new LockInfo("7", "p".repeat(1000), "", "a\u001b[2J\n@b", "", "", "");

        assertThat(info.who()).isEqualTo("a\\u001b[2J\\n@b");
        assertThat(info.path()).hasSize(LockInfo.MAX_TEXT);
    }

    private static LockInfo created(String created) {
        return new LockInfo("e02d91f1", "", "OperationTypeApply", "root@vm", "1.11.4", created, "");
    }
}
