package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.Receiver;
import io.jenkins.plugins.cloudops.trace.TraceExport;
import io.jenkins.plugins.cloudops.trace.TraceListener;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What a collector gets of a build that plans with the real Terraform, applies, and fails: read with the protocol's own classes. */
public class TraceOverOtlpTest {

    private static final String BUILD = "RUN folder/shop #1";
    private static final String APPLY = BUILD + " > terraform apply > apply > command terraform apply";
    private static final String SECRET = "s3cr3t-of-the-state";

    @Rule
    public LocalSite site = new LocalSite();

    private Receiver receiver;

    @Before
    public void aStackThatIsThereAlreadyAndACollector() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", """
                resource "terraform_data" "web" {
                  count            = 2
                  triggers_replace = [file("version")]
                }
                """);
        site.write("shop/version", "1");
        site.terraform("shop", "apply", "-auto-approve");
        site.write("shop/version", "2");
        site.write("shop/key.tf", """
                resource "terraform_data" "key" {
                  depends_on = [terraform_data.web]
                  input      = sensitive("s3cr3t-of-the-state")
                  provisioner "local-exec" {
                    command = "echo s3cr3t-of-the-state; exit 3"
                  }
                }
                """);
        receiver = new Receiver();
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint(receiver.endpoint());
        tracing.setServiceName("ci");
        CloudOpsConfiguration.get().setTracing(tracing);
        TraceExport.get().configured();
    }

    @After
    public void close() {
        receiver.close();
    }

    private void build() throws Exception {
        new TraceListener().onInitialize(site.build());
        TerraformPlanStep plan = new TerraformPlanStep();
        plan.setStack("shop");
        site.start(plan).result();
        TerraformApplyStep apply = new TerraformApplyStep();
        apply.setPlan("shop");
        assertThat(site.start(apply).failure()).isInstanceOf(CloudOpsException.class);
        site.build().setResult(Result.FAILURE);
        site.build().end();
        Eventually.holds(() -> assertThat(receiver.spans()).extracting(Span::getName).contains(BUILD));
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, attribute -> text(attribute.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
    }

    private List<Span> named(String name) {
        return receiver.spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    @Test
    public void isTheWholeTreeOfABuildWhoseApplyFails() throws Exception {
        build();

        assertThat(receiver.tree()).containsExactlyInAnyOrder(
                BUILD,
                BUILD + " > terraform plan",
                BUILD + " > terraform plan > prepare",
                BUILD + " > terraform plan > prepare > command terraform version",
                BUILD + " > terraform plan > prepare > command terraform init",
                BUILD + " > terraform plan > plan",
                BUILD + " > terraform plan > plan > command terraform plan",
                BUILD + " > terraform plan > plan > command terraform show",
                BUILD + " > terraform apply",
                BUILD + " > terraform apply > prepare",
                BUILD + " > terraform apply > prepare > command terraform version",
                BUILD + " > terraform apply > prepare > command terraform state pull",
                BUILD + " > terraform apply > apply",
                APPLY,
                APPLY + " > delete terraform_data",
                APPLY + " > delete terraform_data",
                APPLY + " > create terraform_data",
                APPLY + " > create terraform_data",
                APPLY + " > create terraform_data",
                BUILD + " > terraform apply > apply > command terraform state pull");
        assertThat(receiver.spans()).allMatch(span ->
                HexFormat.of().formatHex(span.getTraceId().toByteArray()).equals(BuildTrace.of(site.build()).traceId()));
        assertThat(receiver.resources()).allMatch(one -> one.getResource().getAttributesList().stream()
                .anyMatch(attribute -> attribute.getKey().equals("service.name") && attribute.getValue().getStringValue().equals("ci")));
        assertThat(receiver.seen()).allMatch(request -> request.contains("application/x-protobuf"));
    }

    @Test
    public void saysOfEachResourceWhatBecameOfItAndOfTheFailureWhereItWas() throws Exception {
        build();

        List<Map<String, String>> resources = receiver.spans().stream().map(TraceOverOtlpTest::attributes)
                .filter(attributes -> attributes.containsKey("cloudops.resource.address")).toList();
        assertThat(resources).extracting(one -> one.get("cloudops.resource.address") + " " + one.get("cloudops.resource.action"))
                .containsExactlyInAnyOrder("terraform_data.web[0] delete", "terraform_data.web[1] delete",
                        "terraform_data.web[0] create", "terraform_data.web[1] create", "terraform_data.key create");
        assertThat(new TreeSet<>(resources.stream().map(one -> one.get("cloudops.resource.order")).toList())).hasSize(5);
        List<Span> failed = receiver.spans().stream().filter(span -> span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR).toList();
        assertThat(failed).extracting(Span::getName).containsExactlyInAnyOrder("create terraform_data", "command terraform apply", "apply",
                "terraform apply", BUILD);
        assertThat(failed).filteredOn(span -> !span.getName().equals(BUILD)).allMatch(span ->
                attributes(span).get("error.type").equals("provider") && span.getStatus().getMessage().contains("local-exec"));
        assertThat(named("command terraform apply").get(0).getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(attributes(named("command terraform apply").get(0))).containsEntry("process.exit.code", "1");
        assertThat(attributes(named(BUILD).get(0))).containsEntry("cicd.pipeline.result", "failure");
        assertThat(receiver.spans().toString()).doesNotContain(SECRET);
    }
}
