package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;

/** What plans and applies with the real Terraform record in the trace of their build. */
public class TraceTreeTest {

    @Rule
    public LocalSite site = new LocalSite();

    private void stack(String... more) {
        Tools.require("terraform");
        site.write("shop/main.tf", """
                resource "terraform_data" "web" {
                  count = 3
                  triggers_replace = [file("version")]
                }
                resource "terraform_data" "key" {
                  input = sensitive("s3cr3t-of-the-state")
                  provisioner "local-exec" {
                    command = "env | grep -E '^(TRACE|OTEL)' > seen; ! test -e fail || { echo s3cr3t-of-the-state; exit 3; }"
                  }
                }
                """, String.join("\n", more));
        site.write("shop/version", "1");
    }

    private LocalStep plan() throws Exception {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("shop");
        return site.start(step);
    }

    private LocalStep apply() throws Exception {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setPlan("shop");
        return site.start(step);
    }

    private List<SpanRecord> spans() throws IOException {
        List<SpanRecord> spans = new ArrayList<>();
        BuildTrace.of(site.build()).read(spans::add);
        return spans;
    }

    /** Each span with the names of those around it, the outermost first. */
    private List<String> tree() throws IOException {
        List<SpanRecord> spans = spans();
        List<String> tree = new ArrayList<>();
        for (SpanRecord span : spans) {
            StringBuilder path = new StringBuilder(span.name());
            SpanRecord at = span;
            while (at != null) {
                String parent = at.parentSpanId();
                at = spans.stream().filter(other -> other.spanId().equals(parent)).findFirst().orElse(null);
                path.insert(0, at == null ? "" : at.name() + " > ");
            }
            tree.add(path.toString());
        }
        return tree;
    }

    private SpanRecord one(String name) throws IOException {
        return spans().stream().filter(span -> span.name().equals(name)).reduce((one, other) -> {
            throw new AssertionError("two of " + name);
        }).orElseThrow();
    }

    @Test
    public void hasAPlanAnApplyAndEveryResource() throws Exception {
        stack();
        plan().result();
        apply().result();
        site.build().setResult(Result.SUCCESS);
        site.build().end();

        assertThat(tree()).containsExactlyInAnyOrder(
                "RUN folder/shop #1",
                "RUN folder/shop #1 > terraform plan",
                "RUN folder/shop #1 > terraform plan > prepare",
                "RUN folder/shop #1 > terraform plan > prepare > command terraform version",
                "RUN folder/shop #1 > terraform plan > prepare > command terraform init",
                "RUN folder/shop #1 > terraform plan > plan",
                "RUN folder/shop #1 > terraform plan > plan > command terraform plan",
                "RUN folder/shop #1 > terraform plan > plan > command terraform show",
                "RUN folder/shop #1 > terraform apply",
                "RUN folder/shop #1 > terraform apply > prepare",
                "RUN folder/shop #1 > terraform apply > prepare > command terraform version",
                "RUN folder/shop #1 > terraform apply > prepare > command terraform state pull",
                "RUN folder/shop #1 > terraform apply > apply",
                "RUN folder/shop #1 > terraform apply > apply > command terraform apply",
                "RUN folder/shop #1 > terraform apply > apply > command terraform apply > create terraform_data",
                "RUN folder/shop #1 > terraform apply > apply > command terraform apply > create terraform_data",
                "RUN folder/shop #1 > terraform apply > apply > command terraform apply > create terraform_data",
                "RUN folder/shop #1 > terraform apply > apply > command terraform apply > create terraform_data");
        assertThat(spans()).noneMatch(SpanRecord::failed).allMatch(span -> span.traceId().equals(BuildTrace.of(site.build()).traceId()));
        assertThat(one("terraform apply").attributes()).containsEntry("cloudops.stack", "shop").containsEntry("cloudops.workspace", "default")
                .containsEntry("cicd.pipeline.task.run.result", "success").containsEntry("cloudops.apply.created", 4L);
        assertThat(spans().stream().map(span -> span.text("cloudops.resource.address")).filter(text -> !text.isEmpty())).containsExactlyInAnyOrder(
                "terraform_data.web[0]", "terraform_data.web[1]", "terraform_data.web[2]", "terraform_data.key");
        SpanRecord stage = one("apply");
        SpanRecord command = one("command terraform apply");
        assertThat(command.attributes()).containsEntry("process.exit.code", 0L).containsEntry("process.executable.name", "terraform");
        assertThat(one("command terraform plan").text("process.exit.code")).isEqualTo("2");
        assertThat(spans()).filteredOn(span -> span.parentSpanId().equals(command.spanId())).hasSize(4).allMatch(span ->
                span.start() >= stage.start() - 1_000_000_000L && span.end() <= stage.end() + 1_000_000_000L);
    }

    @Test
    public void tellsWhatTheCliStartsWhichTraceItIsInAndKeepsItsOwnExporterOff() throws Exception {
        stack();
        plan().result();
        apply().result();

        assertThat(site.workspace().resolve("shop/seen")).content()
                .contains("TRACE_ID=" + BuildTrace.of(site.build()).traceId())
                .contains("TRACEPARENT=00-" + BuildTrace.of(site.build()).traceId() + "-" + one("terraform apply").spanId() + "-01")
                .doesNotContain("OTEL_");
    }

    @Test
    public void saysWhichResourceFailedAndNothingSecret() throws Exception {
        stack();
        site.write("shop/fail", "");
        plan().result();
        LocalStep apply = apply();

        assertThat(apply.failure()).isInstanceOf(CloudOpsException.class);
        SpanRecord failed = spans().stream().filter(span -> span.text("cloudops.resource.address").equals("terraform_data.key")).findFirst().orElseThrow();
        assertThat(failed.failed()).isTrue();
        assertThat(failed.text("error.type")).isEqualTo("provider");
        assertThat(failed.description()).contains("local-exec");
        assertThat(one("terraform apply").failed()).isTrue();
        assertThat(one("apply").failed()).isTrue();
        assertThat(one("terraform apply").text("error.type")).isEqualTo(one("apply").text("error.type")).isNotEmpty();
        assertThat(spans().toString()).doesNotContain("s3cr3t-of-the-state");
        site.assertNowhere("s3cr3t-of-the-state");
    }

    @Test
    public void hasBothHalvesOfAReplacement() throws Exception {
        stack();
        plan().result();
        apply().result();
        site.write("shop/version", "2");
        plan().result();
        apply().result();

        assertThat(tree()).filteredOn(path -> path.endsWith("delete terraform_data")).hasSize(3);
        assertThat(tree()).filteredOn(path -> path.endsWith("create terraform_data")).hasSize(7);
        assertThat(new TreeSet<>(spans().stream().map(SpanRecord::spanId).toList())).hasSize(spans().size());
    }

    @Test
    public void hasEachSpanOnceAfterTheControllerWasKilled() throws Exception {
        stack("resource \"terraform_data\" \"slow\" {", "  provisioner \"local-exec\" {", "    command = \"" + LocalSite.UNTIL_LET_GO + "\"", "  }", "}");
        plan().result();
        site.hold();
        LocalStep apply = apply();
        Eventually.holds(() -> assertThat(site.log().text()).contains("terraform_data.web"));
        LocalStep back = site.restart(site.restart(apply));
        site.letGo();
        back.result();
        site.build().end();

        assertThat(tree()).filteredOn(path -> path.startsWith("RUN folder/shop #1 > terraform apply")).hasSize(3 + 3 + 5);
        assertThat(tree()).filteredOn(path -> path.startsWith("RUN")).hasSize(spans().size());
        assertThat(new TreeSet<>(spans().stream().map(SpanRecord::spanId).toList())).hasSize(spans().size());
        assertThat(Map.of("trace", spans().get(0).traceId())).containsEntry("trace", BuildTrace.of(site.build()).traceId());
    }
}
