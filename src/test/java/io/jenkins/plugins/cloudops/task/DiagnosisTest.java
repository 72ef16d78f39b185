package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.steps.FailureDiagnosisStep;
import io.jenkins.plugins.cloudops.steps.TerraformApplyStep;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class DiagnosisTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Before
    public void aStackThatFails() {
        Tools.require("terraform");
        site.write("net work/main.tf", """
                variable "token" {
                  type      = string
                  sensitive = true
                }
                resource "terraform_data" "good" {}
                resource "terraform_data" "bad" {
                  depends_on = [terraform_data.good]
                  provisioner "local-exec" {
                    command = "echo it is ${nonsensitive(var.token)}; exit 3"
                  }
                }
                """);
    }

    private Diagnosis failed() throws Exception {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack("net work");
        step.setAutoApprove(true);
        step.setVars(Map.of("token", "hunter2-of-the-test"));
        assertThat(site.start(step).failure()).isInstanceOf(CloudOpsException.class);
        return Diagnosis.of(site.build(), BuildTrace.of(site.build()));
    }

    @Test
    public void leadsFromAFailedBuildToTheResourceAndTheCommandsThatShowItAgain() throws Exception {
        Diagnosis diagnosis = failed();

        assertThat(diagnosis.traceId()).isEqualTo(BuildTrace.of(site.build()).traceId());
        assertThat(diagnosis.failures()).hasSize(1);
        Diagnosis.Failure failure = diagnosis.failures().get(0);
        assertThat(failure.operation()).isEqualTo("terraform apply");
        assertThat(failure.command()).isEqualTo("terraform apply");
        assertThat(failure.facts()).containsEntry("process.exit.code", "1");
        assertThat(failure.kind()).isEqualTo("provider");
        assertThat(failure.help()).isEqualTo(KindHelp.of("provider")).isNotBlank();
        assertThat(failure.sentence()).contains("local-exec");
        assertThat(failure.resources()).extracting(Diagnosis.Resource::address).containsExactly("terraform_data.bad");
        assertThat(failure.facts()).containsEntry("cloudops.stack", "net work").containsEntry("cloudops.workspace", "default")
                .containsKeys("cloudops.tool.version", "cloudops.plan.digest", "cloudops.state", "cloudops.state.serial");
        assertThat(failure.reproduce()).containsExactly("cd 'net work'", "terraform init -input=false", "terraform plan -input=false");
    }

    @Test
    public void aPipelineGetsWhatTheJsonSays() throws Exception {
        failed();
        site.build().end();

        Object map = site.start("later", new FailureDiagnosisStep()).result();

        assertThat(new ObjectMapper().valueToTree(map).toString()).isEqualTo(
                new ObjectMapper().readTree(DiagnosisText.json(Diagnosis.of(site.build(), BuildTrace.of(site.build())))).toString());
        assertThat(((Map<?, ?>) ((List<?>) ((Map<?, ?>) map).get("failures")).get(0)).get("kind")).isEqualTo("provider");
        new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(map);
    }

    @Test
    public void aBuildThatIsNotThereIsASentence() throws Exception {
        FailureDiagnosisStep step = new FailureDiagnosisStep();
        step.setFrom("deploy");
        assertThatThrownBy(() -> site.start(step)).isInstanceOf(CloudOpsException.class)
                .hasMessageStartingWith("from: 'deploy' does not name a build.");
        step.setFrom("deploy#12");
        assertThatThrownBy(() -> site.start("b", step)).hasMessageStartingWith("from: there is no build 'deploy#12'.");
    }

    @Test
    public void saysTheSameInJsonAndInMarkdownWithoutASecret() throws Exception {
        Diagnosis diagnosis = failed();

        JsonNode json = new ObjectMapper().readTree(DiagnosisText.json(diagnosis));
        assertThat(json.get("traceId").asText()).isEqualTo(diagnosis.traceId());
        assertThat(json.get("failures").get(0).get("kind").asText()).isEqualTo("provider");
        assertThat(json.get("failures").get(0).get("resources").get(0).get("address").asText()).isEqualTo("terraform_data.bad");
        assertThat(DiagnosisText.markdown(diagnosis)).startsWith("# ").contains("## terraform apply failed: provider\n",
                "- Command: `terraform apply`\n", "- Trace ID: `" + diagnosis.traceId() + "`\n", "cd 'net work'\nterraform init");
        assertThat(DiagnosisText.json(diagnosis) + DiagnosisText.markdown(diagnosis)).doesNotContain("hunter2-of-the-test");
    }

    @Test
    public void hasNothingToSayOfABuildWithoutAFailure() throws Exception {
        Diagnosis diagnosis = Diagnosis.of(site.build(), BuildTrace.of(site.build()));

        assertThat(diagnosis.failures()).isEmpty();
        assertThat(DiagnosisText.json(diagnosis)).contains("\"failures\" : [ ]");
    }

    @Test
    public void helpsAgainstEachKind() {
        for (FailureKind kind : FailureKind.values()) {
            assertThat(KindHelp.of(kind.word())).as(kind.word()).endsWith(".");
        }
        assertThat(KindHelp.of("hudson.AbortException")).isEmpty();
    }

    @Test
    public void whatACliSaidCannotBreakOutOfTheMarkdown() {
        Diagnosis diagnosis = new Diagnosis("shop # 1", "", "abc", "FAILURE", "", List.of(new Diagnosis.Failure("terraform plan", "",
                "provider", "```\n# no heading\n@everybody", "Help.", Map.of("cloudops.stack", "a`b"), List.of(), List.of())),
                List.of());

        assertThat(DiagnosisText.markdown(diagnosis)).contains("````\n```\n# no heading\n@everybody\n````\n").contains("`` a`b ``");
    }
}
