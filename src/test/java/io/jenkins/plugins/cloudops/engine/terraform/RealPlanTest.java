package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.process.StageRun;
import io.jenkins.plugins.cloudops.engine.process.Tools;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanReader;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The two scripts with the real CLI. */
public class RealPlanTest {

    private static final String STACK = """
            variable "names" {
              type    = list(string)
              default = ["a"]
            }
            variable "secret" {
              default = ""
            }
            resource "terraform_data" "each" {
              for_each = toset(var.names)
              input    = "${each.key} ${terraform.workspace}"
            }
            output "secret" {
              value = var.secret
            }
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private String terraform;
    private Path stack;
    private StageRun run;

    @Before
    public void layOut() throws IOException {
        terraform = Tools.require("terraform").toString();
        stack = folder.newFolder("a 'stack' $(touch x) \"of\" it").toPath().toRealPath();
        Files.writeString(stack.resolve("main.tf"), STACK);
        run = new StageRun(folder.newFolder("run of it").toPath());
    }

    @After
    public void endWhatIsLeft() {
        run.close();
        assertThat(stack.toFile().list()).doesNotContain("x");
        assertThat(folder.getRoot().list()).doesNotContain("x");
    }

    @Test
    public void aStackIsPlannedInAWorkspaceThatIsMadeForIt() throws Exception {
        PlanRequest request = PlanRequest.builder().workspace("staging")
                .vars(Map.of("names", List.of("it's", "${not} a template", "$(touch x)"), "secret", "line 1\nline \"2\"")).build();

        assertThat(stage(request, "prepare")).as(run.text("prepare.out")).isEqualTo("0");
        assertThat(CliVersion.read(run.text("version.json"))).startsWith("1.");
        assertThat(run.text("workspace").trim()).isEqualTo("staging");
        assertThat(stack.resolve("terraform.tfstate.d/staging")).isDirectory();
        assertThat(stage(request, "plan")).as(run.text("plan.out")).isEqualTo("2");
        PlanSummary plan = plan();
        assertThat(plan.counts().create()).isEqualTo(3);
        assertThat(plan.changes().toString()).contains("it's staging", "$(touch x) staging").doesNotContain("default");
        assertThat(run.text("plan.json")).contains("line 1\\nline \\\"2\\\"");
        assertThat(run.text("plan.log")).isEmpty();
        assertThat(run.has("plan.failed")).isFalse();
    }

    @Test
    public void aWorkspaceThatIsThereIsSelected() throws Exception {
        Files.createDirectories(stack.resolve("terraform.tfstate.d/staging"));

        assertThat(stage(PlanRequest.builder().workspace("staging").build(), "prepare")).isEqualTo("0");
        assertThat(run.text("workspace").trim()).isEqualTo("staging");
    }

    @Test
    public void whatIsAlreadyThereIsNoChange() throws Exception {
        Files.writeString(stack.resolve("main.tf"), "locals {}\n");
        PlanRequest request = PlanRequest.builder().build();

        assertThat(stage(request, "prepare")).isEqualTo("0");
        assertThat(run.text("workspace").trim()).isEqualTo("default");
        assertThat(stage(request, "plan")).isEqualTo("0");
        assertThat(plan().hasChanges()).isFalse();
    }

    @Test
    public void aSecondRunSkipsInitAndPlansTheSame() throws Exception {
        PlanRequest request = PlanRequest.builder().workspace("staging").build();
        assertThat(stage(request, "prepare")).isEqualTo("0");
        assertThat(run.text("prepare.out")).contains("initialized");
        again();
        assertThat(stage(request, "prepare")).isEqualTo("0");
        assertThat(run.text("prepare.out")).startsWith("Skipping init").doesNotContain("initialized");
        assertThat(stage(request, "plan")).isEqualTo("2");

        assertThat(plan().counts().create()).isEqualTo(1);
        assertThat(run.text("workspace")).isEqualTo("staging");
    }

    @Test
    public void everyOptionIsOneThatTheCliTakes() throws Exception {
        Files.writeString(stack.resolve("a b.tfvars"), "names = [\"from a file\"]\n");
        Files.writeString(stack.resolve("backend.tf"), "terraform {\n  backend \"local\" {}\n}\n");
        Files.writeString(stack.resolve("it's.tfbackend"), "workspace_dir = \"ws\"\n");
        PlanRequest request = PlanRequest.builder().workspace("w.1~x").varFiles(List.of("a b.tfvars"))
                .backendConfig(Map.of("path", "my state.tfstate"), List.of("it's.tfbackend")).targets(List.of("terraform_data.each[\"from a file\"]"))
                .replace(List.of("terraform_data.each")).refresh(false).parallelism(3).lockTimeout("1.5s").build();

        assertThat(stage(request, "prepare")).as(run.text("prepare.out")).isEqualTo("0");
        assertThat(stage(request, "plan")).as(run.text("plan.out")).isEqualTo("2");
        assertThat(plan().changes()).singleElement()
                .satisfies(change -> assertThat(change.address()).isEqualTo("terraform_data.each[\"from a file\"]"));
        assertThat(stack.resolve("ws/w.1~x")).isDirectory();
        assertThat(RootModule.find(stack, stack, ".").recordedBackend(run.text("data-directory"))).isEqualTo("local");
    }

    @Test
    public void aPlanCanDestroyOrOnlyRefreshWithoutALock() throws Exception {
        Files.writeString(stack.resolve("main.tf"), "resource \"terraform_data\" \"x\" {\n}\n");
        PlanRequest destroy = PlanRequest.builder().destroy(true).lock(false).build();
        assertThat(stage(destroy, "prepare")).isEqualTo("0");
        assertThat(stage(destroy, "plan")).as(run.text("plan.out")).isEqualTo("0");
        again();
        PlanRequest refresh = PlanRequest.builder().refreshOnly(true).build();
        assertThat(stage(refresh, "prepare")).isEqualTo("0");
        assertThat(stage(refresh, "plan")).as(run.text("plan.out")).isEqualTo("0");
    }

    @Test
    public void aConfigurationThatCannotBeReadFailsAtInit() throws Exception {
        Files.writeString(stack.resolve("broken.tf"), "resource {{{\n");

        assertThat(stage(PlanRequest.builder().build(), "prepare")).isEqualTo("1");
        assertThat(run.text("prepare.failed")).isEqualTo("init\n");
        assertThat(run.text("prepare.out")).contains("Error:", "broken.tf").doesNotContain("\u001b[");
    }

    @Test
    public void aPlanThatFailsSaysWhyInItsOutput() throws Exception {
        Files.writeString(stack.resolve("broken.tf"), "output \"x\" {\n  value = terraform_data.each[\"missing\"].id\n}\n");
        PlanRequest request = PlanRequest.builder().build();

        assertThat(stage(request, "prepare")).isEqualTo("0");
        assertThat(stage(request, "plan")).isEqualTo("1");
        assertThat(run.text("plan.failed")).isEqualTo("plan\n");
        assertThat(run.text("plan.out")).contains("\"type\":\"diagnostic\"", "Invalid index");
    }

    private String stage(PlanRequest request, String stage) throws Exception {
        if (stage.equals(StackScripts.PREPARE)) {
            run.write(new StackScripts(StackOperation.PLAN, request, run.directory().toString(), stack.toString(), List.of())
                    .files(List.of(terraform), Map.of("CHECKPOINT_DISABLE", "1"), "", CliAccess.none(), InitAccess.none(), InitDigest.of(stack, request)));
        }
        run.start(stage);
        return run.exit(stage, 60);
    }

    private void again() throws IOException {
        run.close();
        run = new StageRun(folder.newFolder().toPath());
    }

    private PlanSummary plan() throws IOException {
        try (InputStream in = Files.newInputStream(run.directory().resolve("plan.json"))) {
            return new PlanReader().read(in, Sink.none());
        }
    }
}
