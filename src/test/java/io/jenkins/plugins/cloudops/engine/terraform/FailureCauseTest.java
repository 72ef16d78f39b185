package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class FailureCauseTest {

    private static Diagnostic error(String summary, String detail) {
        return new Diagnostic(Severity.ERROR, summary, detail, "", "", 0, Snippet.NONE);
    }

    private static void is(FailureKind kind, String summary, String... details) {
        assertThat(details).isNotEmpty();
        Arrays.stream(details).forEach(detail ->
                assertThat(FailureCause.of(List.of(error(summary, detail)))).as(summary + ": " + detail).isEqualTo(kind));
    }

    @Test
    public void aLockIsHeldOnlyIfItIsSaidByWhom() {
        is(FailureKind.LOCKED, "Error acquiring the state lock",
                "Error message: resource temporarily unavailable\nLock Info:\n  ID:        1b2c\n  Who:       a@b\n");
        is(FailureKind.DENIED, "Error acquiring the state lock", "Error message: operation error S3: PutObject, https response error"
                + " StatusCode: 403, api error AccessDenied: Access Denied");
        is(FailureKind.NETWORK, "Error acquiring the state lock", "Error message: dial tcp 127.0.0.1:1: connect: connection refused");
    }

    @Test
    public void whatMayPassIsToldFromWhatMayNot() {
        is(FailureKind.THROTTLED, "reading EC2 Instance", "api error RequestLimitExceeded: Request limit exceeded.",
                "ThrottlingException: Rate exceeded", "googleapi: Error 429: Too Many Requests");
        is(FailureKind.NETWORK, "Failed to query available provider packages",
                "Could not retrieve the list of available versions: could not connect to registry.terraform.io:"
                        + " failed to request discovery document: Get \"https://registry.terraform.io/.well-known/terraform.json\":"
                        + " dial tcp: lookup registry.terraform.io on 10.0.0.2:53: no such host",
                "the request failed: 503 Service Unavailable", "net/http: TLS handshake timeout",
                "fatal: unable to access 'https://git.example/x.git/': Could not resolve host: git.example");
        is(FailureKind.DENIED, "No valid credential sources found", "Error: failed to refresh cached credentials");
        is(FailureKind.DENIED, "Failed to download module", "fatal: Authentication failed for 'https://git.example/x.git/'",
                "git@git.example: Permission denied (publickey).", "Host key verification failed.");
        is(FailureKind.NETWORK, "Failed to save state", "Error saving state: Failed to upload state: POST http://127.0.0.1:45439/?ID=55d0e633"
                + " giving up after 1 attempt(s)");
        assertThat(Arrays.stream(FailureKind.values()).filter(FailureKind::isTransient))
                .containsExactly(FailureKind.THROTTLED, FailureKind.NETWORK);
    }

    @Test
    public void aPlanIsStaleOnlyIfTheStateIsAnother() {
        is(FailureKind.STALE, "Saved plan is stale", "The given plan file can no longer be applied because the state was changed by"
                + " another operation after the plan was created.");
        is(FailureKind.STALE, "Saved plan does not match the given state", "The given plan file can not be applied because it was"
                + " created from a different state lineage.");
        is(FailureKind.CONFIGURATION, "Inconsistent dependency lock file", "provider registry.terraform.io/hashicorp/aws: required by this"
                + " configuration but no version is selected");
        is(FailureKind.CONFIGURATION, "Can't change variable when applying a saved plan", "The variable plain cannot be set using the -var"
                + " and -var-file options when applying a saved plan file");
        is(FailureKind.CONFIGURATION, "No value for required variable", "The ephemeral input variable \"token\" was set during the plan"
                + " phase, and so must also be set during the apply phase.");
    }

    @Test
    public void theRestIsTheConfigurationsFaultOrTheProviders() {
        is(FailureKind.CONFIGURATION, "Reference to undeclared input variable",
                "An input variable with the name \"throat\" has not been declared.", "", "500 characters at the most");
        is(FailureKind.PROVIDER, "Plugin did not respond", "The plugin encountered an error");
        assertThat(FailureCause.of(List.of(new Diagnostic(Severity.ERROR, "creating Queue", "InvalidParameterValue",
                "aws_sqs_queue.a", "main.tf", 3, Snippet.NONE)))).isEqualTo(FailureKind.PROVIDER);
        assertThat(FailureCause.of(List.of())).isEqualTo(FailureKind.PROVIDER);
    }

    @Test
    public void oneErrorWithAKindOfItsOwnAmongOthersDecides() {
        Diagnostic plain = error("Unsupported argument", "An argument named \"x\" is not expected here.");
        Diagnostic throttled = error("reading", "Throttling: Rate exceeded");

        assertThat(FailureCause.of(List.of(plain, throttled))).isEqualTo(FailureKind.THROTTLED);
        assertThat(FailureCause.of(List.of(plain, plain))).isEqualTo(FailureKind.CONFIGURATION);
    }
}
