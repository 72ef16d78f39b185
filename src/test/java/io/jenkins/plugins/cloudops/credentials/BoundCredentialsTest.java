package io.jenkins.plugins.cloudops.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What credentials give to the CLI of a step, and what is left of it. */
public class BoundCredentialsTest {

    private static final String SECRET = "swordfish-4711";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private final Map<String, String> environment = new HashMap<>();
    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void aToolThatTellsAll() {
        site.fakeTerraform();
        site.write("main.tf", "");
        Path tool = site.write("tool",
                "#!/bin/sh",
                "env | grep -E '^(TF_VAR|USER_|FILE_|AWS_)' | sort >\"$FAKE_NOTES/env-$1\"",
                "[ -z \"$FILE_key\" ] || cp -p \"$FILE_key\" \"$FAKE_NOTES/key\"",
                "[ \"$1\" != init ] || echo \"the text is $TF_VAR_text, the file has ${FILE_key:+$(cat \"$FILE_key\")}\"",
                "[ \"$1\" != show ] || echo \"shown: $TF_VAR_text and $TF_VAR_key\" >&2",
                "[ \"$1\" != plan ] || cat \"${AWS_CONFIG_FILE:-/dev/null}\" >\"$FAKE_NOTES/aws\"",
                "exec ./fake-terraform \"$@\"");
        try {
            Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        step.setTool("./tool");
        environment.put("FAKE_NOTES", site.outside().toString());
    }

    private LocalStep start() throws Exception {
        step.setEnvironment(environment);
        return site.start(step);
    }

    private void assertNothingLeft() throws Exception {
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        site.assertNowhere(SECRET);
    }

    @Test
    public void bindingsAndSecretsReachEveryCommandAndNothingElse() throws Exception {
        credentials.addText("password-id", "text-" + SECRET);
        step.setSecrets(Map.of("TF_VAR_text", "password-id"));
        step.setCredentials(List.of(new FakeBinding("key", SECRET, null)));

        start().result();

        for (String command : List.of("init", "plan", "show")) {
            assertThat(site.notes("env-" + command)).contains("TF_VAR_text=text-" + SECRET, "TF_VAR_key=" + SECRET, "USER_key=somebody");
        }
        assertThat(site.notes("key")).containsExactly("key of " + SECRET);
        assertThat(site.notes("env-plan")).anySatisfy(line -> assertThat(line).startsWith("FILE_key=" + site.workspace() + "@tmp/cloudops-"));
        assertThat(site.notes("calls")).noneMatch(call -> call.contains(SECRET));
        assertThat(site.log().lines()).contains("the text is (sensitive), the file has (sensitive)");
        assertNothingLeft();
    }

    @Test
    public void theyAreMaskedAfterARestartToo() throws Exception {
        credentials.addText("password-id", "text-" + SECRET);
        step.setSecrets(Map.of("TF_VAR_text", "password-id"));
        Path notes = site.outside().resolve("released");
        step.setCredentials(List.of(new FakeBinding("key", SECRET, notes)));
        site.hold();
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));

        credentials.addText("password-id", "rotated");
        LocalStep back = site.restart(plan);
        site.letGo();

        back.result();
        assertThat(site.log().lines()).contains("shown: (sensitive) and (sensitive)");
        assertNothingLeft();
        assertThat(Files.readAllLines(notes)).as("undone with a launcher, and the place where it was bound")
                .hasSize(1).allSatisfy(line -> assertThat(line).contains("@tmp/cloudops-").endsWith("/bound true"));
    }

    @Test
    public void anAbortLeavesNothing() throws Exception {
        step.setCredentials(List.of(new FakeBinding("key", SECRET, null)));
        environment.put("FAKE_SECONDS", "60");
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));

        plan.execution().stop(new InterruptedException());

        assertThat(plan.failure()).isInstanceOf(InterruptedException.class);
        assertNothingLeft();
    }

    @Test
    public void aBuildThatDiesWithItsControllerLeavesNothing() throws Exception {
        step.setCredentials(List.of(new FakeBinding("key", SECRET, null)));
        site.hold();
        start();
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));

        site.kill();
        site.boot(false);
        site.letGo();

        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        assertNothingLeft();
    }

    @Test
    public void aControllerThatIsKilledWhileItBindsLeavesNothing() throws Exception {
        step.setCredentials(List.of(new FakeBinding("key", SECRET, null), new FakeBinding("endless", SECRET, null)));
        start();
        Eventually.holds(() -> assertThat(site.leftovers()).isNotEmpty());

        site.kill();
        assertThat(site.leftovers()).isNotEmpty();
        site.boot(false);

        Eventually.holds(() -> assertThat(site.home().resolve("cloudops-pipeline/runs")).isEmptyDirectory());
        assertNothingLeft();
        assertThat(site.notes("calls")).isEmpty();
    }

    @Test
    public void aStepWhoseControllerIsKilledWhileItBindsBeginsAgain() throws Exception {
        step.setCredentials(List.of(new FakeBinding("endless", SECRET, null)));
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.leftovers()).isNotEmpty());

        assertThat(((Map<?, ?>) site.restart(plan).result()).get("create")).isEqualTo(1);

        assertThat(site.notes("calls")).filteredOn(call -> call.startsWith("plan")).hasSize(1);
        assertNothingLeft();
    }

    @Test
    public void aStepThatIsBackBeforeTheRunsAreLoadedBeginsAgainToo() throws Exception {
        step.setCredentials(List.of(new FakeBinding("endless", SECRET, null)));
        LocalStep plan = start();
        Eventually.holds(() -> assertThat(site.leftovers()).isNotEmpty());

        assertThat(((Map<?, ?>) site.restartStepFirst(plan).result()).get("create")).isEqualTo(1);

        assertThat(site.notes("calls")).filteredOn(call -> call.startsWith("plan")).hasSize(1);
        assertNothingLeft();
    }

    @Test
    public void whatCannotBeBoundIsSaidBeforeAnythingRuns() throws Exception {
        credentials.addPassword("user", "somebody", SECRET);
        step.setSecrets(Map.of("TF_VAR_a", "nobody"));
        assertThat(start().failure()).hasMessage("secrets: TF_VAR_a: there are no credentials with the id 'nobody' that this job"
                + " can use. Check the id, and the folder in which they are.");

        step.setSecrets(Map.of("TF_VAR_a", "user"));
        assertThat(start().failure()).hasMessage("secrets: TF_VAR_a: the credentials 'user' are of the type 'Username with"
                + " password', but 'Secret text' is needed. Name others.");

        step.setSecrets(Map.of());
        Path notes = site.outside().resolve("released");
        step.setCredentials(List.of(new FakeBinding("key", SECRET, notes), new FakeBinding("missing", "", null)));
        assertThat(start().failure()).hasMessage("credentials: there are no credentials with the id 'missing' that this job can"
                + " use. Check the id, and the folder in which they are.");

        assertThat(Files.readAllLines(notes)).as("what was bound already is undone").hasSize(1);
        step.setCredentials(List.of(new FakeBinding("no name", SECRET, null)));
        assertThat(start().failure()).hasMessageContaining("cannot be handed to the CLI");
        assertThat(site.notes("calls")).isEmpty();
        assertNothingLeft();
    }

    @Test
    public void aRoleIsTakenOnWithAToken() throws Exception {
        credentials.addText("token", "header." + SECRET + ".signature");
        AwsRoleSettings role = new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy");
        role.setCredentialsId("token");
        role.setRegion("eu-central-1");
        step.setAwsRole(role);
        environment.put("AWS_PROFILE", "other");

        start().result();

        assertThat(site.notes("env-plan")).contains("AWS_PROFILE=cloudops", "AWS_ACCESS_KEY_ID=", "AWS_REGION=eu-central-1")
                .noneMatch(line -> line.contains(SECRET));
        assertThat(site.notes("aws")).contains("role_arn = arn:aws:iam::123456789012:role/deploy",
                "role_session_name = jenkins-folder-shop-1-1").noneMatch(line -> line.contains(SECRET));
        assertNothingLeft();
    }

    @Test
    public void aRoleIsTakenOnWithTheKeysThatAreBoundAndWithNoOthers() throws Exception {
        credentials.addText("key", SECRET);
        step.setAwsRole(new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy"));
        assertThat(start().failure()).hasMessageStartingWith("awsRole: there is nothing with which"
                + " arn:aws:iam::123456789012:role/deploy could be asked for.");

        environment.put("AWS_ACCESS_KEY_ID", "AKIA");
        step.setSecrets(Map.of("AWS_SECRET_ACCESS_KEY", "key"));
        start().result();

        assertThat(site.notes("env-plan")).contains("AWS_SECRET_ACCESS_KEY=", "AWS_EC2_METADATA_DISABLED=true");
        assertThat(site.notes("aws")).contains("source_profile = cloudops-source");
        assertNothingLeft();
    }
}
