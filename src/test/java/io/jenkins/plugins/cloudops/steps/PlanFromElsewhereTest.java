package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.StateServer;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Saved plans whose surroundings have changed, and plans of other builds. */
public class PlanFromElsewhereTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final StateServer server = new StateServer();

    private final ApplySteps steps = new ApplySteps(site);

    @Before
    public void stack() {
        Tools.require("terraform");
        site.write("shop/main.tf", server.backend(), "resource \"terraform_data\" \"web\" {\n}");
    }

    private void assertDoesNotFit(Map<?, ?> plan, String... why) throws Exception {
        CloudOpsException failure = steps.failure(plan);
        assertThat(failure.getKind()).isEqualTo("stale");
        assertThat(failure.getMessage()).contains("nothing was applied").contains(why);
        assertThat(server.state()).isEmpty();
        assertThat(site.leftovers()).isEmpty();
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=x", "-c", "user.email=x@example.com"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).directory(site.workspace().toFile()).redirectErrorStream(true).start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(output).isZero();
    }

    private void commit() throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", "x");
    }

    private void repository() throws Exception {
        Tools.require("git");
        site.write(".gitignore", ".terraform/");
        git("init", "-q");
        commit();
    }

    @Test
    public void aCommitOutsideOfTheStackIsOnlyNamed() throws Exception {
        repository();
        Map<?, ?> plan = steps.plan();
        site.write("README", "new");
        commit();

        assertThat(steps.apply(plan).get("created")).isEqualTo(1);
        assertThat(site.log().text()).contains("Note: the commit is ", "; the stack is the same in both");
    }

    @Test
    public void aCommitInTheStackIsRefused() throws Exception {
        repository();
        Map<?, ?> plan = steps.plan();
        site.write("shop/new.tf", "locals {\n}");
        commit();

        assertDoesNotFit(plan, "the stack is that of commit ");
    }

    @Test
    public void anEditOfATrackedFileIsRefused() throws Exception {
        repository();
        Map<?, ?> plan = steps.plan();
        Files.writeString(site.workspace().resolve("shop/main.tf"), "# edited\n", StandardOpenOption.APPEND);

        assertDoesNotFit(plan, "files of the stack were changed after the checkout");
    }

    @Test
    public void anotherVersionOfTheToolIsRefused() throws Exception {
        Map<?, ?> plan = steps.plan();
        site.write("tool.sh", "#!/bin/sh", "if [ \"$1\" = version ]; then", "  echo '{\"terraform_version\": \"1.9.9\"}'; exit", "fi",
                "exec terraform \"$@\"");
        Files.setPosixFilePermissions(site.workspace().resolve("tool.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        TerraformApplyStep step = steps.applying(plan);
        step.setTool("./tool.sh");

        assertThat(steps.failure(site.start(step)).getMessage()).contains("the tool version is '1.9.9', planned with '1.11.4'");
        assertThat(server.state()).isEmpty();
    }

    @Test
    public void anotherBackendIsRefused() throws Exception {
        Map<?, ?> plan = steps.plan();
        Files.delete(site.workspace().resolve("shop/.terraform/terraform.tfstate"));
        site.write("shop/backend_override.tf", "terraform {\n  backend \"local\" {\n  }\n}");

        assertDoesNotFit(plan, "the state is another one: local ", ", planned with http http://127.0.0.1:");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).doesNotExist();
    }

    @Test
    public void thePlansWorkspaceIsTakenWhateverIsSelected() throws Exception {
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {\n}");
        TerraformPlanStep planning = steps.planning();
        planning.setWorkspace("staging");
        Map<?, ?> plan = (Map<?, ?>) site.start(planning).result();
        site.terraform("shop", "workspace", "select", "default");

        assertThat(steps.apply(plan).get("workspace")).isEqualTo("staging");

        assertThat(site.workspace().resolve("shop/terraform.tfstate.d/staging/terraform.tfstate")).exists();
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).doesNotExist();
    }

    private TerraformApplyStep from(String from) {
        TerraformApplyStep step = steps.applying("shop");
        step.setFrom(from);
        return step;
    }

    @Test
    public void aBuildThatIsNotThereOrNotNamedIsASentence() throws Exception {
        steps.plan();
        for (String from : List.of("shop", "#", "#0", "shop#-1", "shop#1x", "#99999999999")) {
            CloudOpsException failure = steps.failure(site.start(from(from)));
            assertThat(failure.getKind()).as(from).isEqualTo("configuration");
            assertThat(failure.getMessage()).startsWith("from: '" + from + "' does not name a build.");
        }
        assertThat(steps.failure(site.start(from("#77"))).getMessage()).startsWith("from: there is no build '#77'.");
        assertThat(server.state()).isEmpty();
    }

    @Test
    public void aBuildWithoutThatPlanNamesItsPlans() throws Exception {
        steps.plan();
        assertThat(steps.failure("nothing").getMessage()).contains("has no plan with the id or the name 'nothing'. Its plans: shop.");

        assertThat(steps.records()).allMatch(record -> !record.place().name().isEmpty());
    }

    @Test
    public void aFailedPlanIsNotApplied() throws Exception {
        site.write("shop/wrong.tf", "resource \"terraform_data\" \"x\" {\n  input = file(\"missing\")\n}");
        site.start(steps.planning()).failure();

        assertThat(steps.failure("shop").getMessage()).startsWith("plan: the plan shop failed, so there is nothing to apply: ");
    }
}
