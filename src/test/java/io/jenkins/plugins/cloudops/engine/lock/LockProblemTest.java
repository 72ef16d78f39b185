package io.jenkins.plugins.cloudops.engine.lock;

import static io.jenkins.plugins.cloudops.engine.lock.LockTranscripts.detail;
import static io.jenkins.plugins.cloudops.engine.lock.LockTranscripts.info;
import static io.jenkins.plugins.cloudops.engine.lock.LockTranscripts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.lock.LockProblem.CannotLock;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem.HeldBy;
import io.jenkins.plugins.cloudops.engine.lock.LockProblem.HeldByUnknown;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import java.io.IOException;
import org.junit.Test;

public class LockProblemTest {

    private static final String INFO = info("1700000000000001", "gs://states/net/default.tflock", "ci@agent-1", "2026-11-21 11:49:46.8 +0000 UTC");

    @Test
    public void tellsTheHolderOfAStateInAFile() throws IOException {
        assertThat(problem("local", "held-local.json")).isEqualTo(new HeldBy(new LockInfo(
                "e02d91f1-683c-26ec-a744-2b64d8233276", "terraform.tfstate", "OperationTypeApply", "root@vm", "1.11.4",
                "2026-11-21 11:49:46.843003545 +0000 UTC", "")));
    }

    @Test
    public void tellsTheHolderOfAStateInABucketHoweverItIsLocked() throws IOException {
        assertThat(holder("s3", "held-s3-lockfile.json").id()).isEqualTo("1b8839ea-e2a5-b60d-1486-0feead8e6aaa");
        assertThat(holder("s3", "held-s3-dynamodb.json").path()).isEqualTo("states/storage/terraform.tfstate");
        assertThat(holder("s3", "killed-s3-lockfile.json").command()).isEqualTo("apply");
        assertThat(holder("s3", "killed-s3-dynamodb.json").who()).isEqualTo("root@vm");
    }

    @Test
    public void readsWrappedTextLikeTheStream() throws IOException {
        for (String backend : new String[] {"local", "s3-lockfile", "s3-dynamodb"}) {
            String type = backend.replaceFirst("-.*", "");
            assertThat(problem(type, "held-" + backend + ".txt")).isEqualTo(problem(type, "held-" + backend + ".json"));
        }
        assertThat(problem("http", "held-http.txt")).isEqualTo(problem("http", "held-http.json"));
        assertThat(problem("pg", "held-pg.txt")).isEqualTo(problem("pg", "held-pg.json"));
    }

    @Test
    public void doesNotTakeWhoAskedForTheHolder() throws IOException {
        assertThat(problem("pg", "held-pg.json")).isInstanceOfSatisfying(HeldByUnknown.class, held -> {
            assertThat(held.id()).isEmpty();
            assertThat(held.reason()).contains("\"pg\"", "Look in the backend");
        });
        assertThat(problem("http", "held-http.json")).isInstanceOfSatisfying(HeldByUnknown.class, held ->
                assertThat(held.id()).isEqualTo("8e5d712e-a29c-ffd2-7888-dbb1b72e2920"));
        // From the source of the backend "remote".
        assertThat(of("remote", "workspace already locked (lock ID: \"acme/net\")", info("82e0f20d", "", "ci@agent-1", "now")))
                .isInstanceOfSatisfying(HeldByUnknown.class, held -> assertThat(held.id()).isEqualTo("acme/net"));
    }

    @Test
    public void takesTheHolderFromAnHttpServerWhenTheIdIsThatOfTheHolder() {
        // As Terraform 1.15 prints it, from its source.
        String info = info("8e5d712e", "", "ci@agent-1", "2026-11-21 11:49:46 +0000 UTC");

        assertThat(of("http", "HTTP remote state already locked: ID=8e5d712e", info))
                .isInstanceOfSatisfying(HeldBy.class, held -> assertThat(held.info().who()).isEqualTo("ci@agent-1"));
        assertThat(of("http", "HTTP remote state already locked: ID=another", info)).isInstanceOf(HeldByUnknown.class);
        assertThat(of("http", "HTTP remote state already locked, failed to unmarshal body", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("http", "HTTP remote state endpoint requires auth", "")).isInstanceOf(CannotLock.class);
    }

    @Test
    public void tellsApartWhatIsNoLock() throws IOException {
        assertThat(problem("local", "cannot-local.json")).isEqualTo(new CannotLock("open terraform.tfstate: permission denied"));
        assertThat(problem("http", "cannot-http.json")).isInstanceOfSatisfying(CannotLock.class, cannot ->
                assertThat(cannot.message()).endsWith("connection refused").doesNotContain("acquires"));
        assertThat(problem("s3", "cannot-s3-dynamodb.json")).isInstanceOfSatisfying(CannotLock.class, cannot ->
                assertThat(cannot.message()).contains("ResourceNotFoundException").doesNotContain("\n"));
        // It prints the info of who asked with every error of the database.
        assertThat(of("pg", "pq: permission denied for table states", info("82e0f20d", "", "ci@agent-1", "now")))
                .isEqualTo(new CannotLock("pq: permission denied for table states"));
    }

    @Test
    public void isLockedAlthoughTheInfoCouldNotBeRead() {
        // From the sources of the backends.
        assertThat(of("s3", "api error PreconditionFailed: …\nUnable to retrieve item: AccessDenied", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("azurerm", "state blob is already locked\nblob metadata \"terraformlockid\" was empty", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("gcs", "writing \"gs://b/default.tflock\" failed: googleapi: Error 412: …, conditionNotMet\nforbidden", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("local", "resource temporarily unavailable\nopen .terraform.tfstate.lock.info: no such file", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("cos", "lock file net.tflock exists", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("consul", "", "")).isInstanceOf(HeldByUnknown.class);
        assertThat(of("consul", "Unexpected response code: 403", "")).isInstanceOf(CannotLock.class);
        assertThat(of("pg", "Cannot lock workspace; already locked for workspace creation: default", INFO)).isInstanceOf(HeldByUnknown.class);
        assertThat(of("pg", "Workspace is already locked: default", INFO)).isInstanceOf(HeldByUnknown.class);
    }

    @Test
    public void readsTheHolderFromBackendsOfWhichThereIsNoTranscript() {
        // From the sources of the backends.
        assertThat(of("gcs", "writing \"gs://states/net/default.tflock\" failed: googleapi: Error 412: conditionNotMet", INFO))
                .isInstanceOfSatisfying(HeldBy.class, held -> assertThat(held.info().id()).isEqualTo("1700000000000001"));
        assertThat(of("azurerm", "state blob is already locked", INFO)).isInstanceOf(HeldBy.class);
        assertThat(of("kubernetes", "the state is already locked by another terraform client", INFO)).isInstanceOf(HeldBy.class);
        assertThat(of("consul", "", INFO)).isInstanceOf(HeldBy.class);
        assertThat(of("one-of-tomorrow", "busy", INFO)).isInstanceOf(HeldBy.class);
    }

    @Test
    public void aBlockWithoutAnIdIsNoHolder() {
        assertThat(of("gcs", "forbidden", info("", "", "", ""))).isEqualTo(new CannotLock("forbidden"));
    }

    @Test
    public void readsOpenTofu() {
        String detail = detail("resource temporarily unavailable", INFO).replace("Terraform", "OpenTofu");

        assertThat(LockProblem.of("local", LockProblem.SUMMARY, detail)).containsInstanceOf(HeldBy.class);
        assertThat(LockProblem.of("s3", LockProblem.SUMMARY, detail("AccessDenied", "").replace("Terraform", "OpenTofu")))
                .contains(new CannotLock("AccessDenied"));
    }

    @Test
    public void otherDiagnosticsAreNotAboutTheLock() {
        assertThat(LockProblem.of("local", "Error releasing the state lock", detail("x", INFO))).isEmpty();
        assertThat(LockProblem.of("local", "Invalid reference", "")).isEmpty();
    }

    @Test
    public void theToolMayReportALockThatCouldNotBeReleased() throws IOException {
        Diagnostic released = LockTranscripts.diagnostic("released-s3-dynamodb.json");

        assertThat(ReleaseProblem.of(released.summary(), released.detail())).contains(new ReleaseProblem(
                "failed to retrieve lock info for lock ID \"ba318481-421a-01bd-5928-b2cc0620fff6\": unexpected end of JSON input",
                ReleaseProblem.NO_INFO));
        Diagnostic bucket = LockTranscripts.diagnostic("released-s3-lockfile.json");
        assertThat(ReleaseProblem.of(bucket.summary(), bucket.detail()).orElseThrow().message()).contains("NoSuchKey").doesNotContain("dangerous");
        assertThat(ReleaseProblem.of(LockProblem.SUMMARY, bucket.detail())).isEmpty();
    }

    @Test
    public void aMessageCannotActOnAConsoleAndIsBounded() {
        assertThat(of("s3", "\u001b[2J\u202e", "")).isEqualTo(new CannotLock("\\u001b[2J\\u202e"));
        assertThat(((CannotLock) of("s3", "x".repeat(5000), "")).message()).hasSize(ErrorMessage.MAX_MESSAGE).endsWith("…");
    }

    private static LockInfo holder(String backend, String file) throws IOException {
        return ((HeldBy) problem(backend, file)).info();
    }

    private static LockProblem of(String backend, String message, String info) {
        return LockProblem.of(backend, LockProblem.SUMMARY, detail(message, info)).orElseThrow();
    }
}
