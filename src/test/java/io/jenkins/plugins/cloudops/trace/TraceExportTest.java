package io.jenkins.plugins.cloudops.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.config.TracingTarget;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpTarget;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What is recorded reaches a collector, whatever that does, and no build waits for it. */
public class TraceExportTest {

    @Rule
    public LocalSite site = new LocalSite();

    @Rule
    public LocalCredentials credentials = new LocalCredentials();

    private Receiver receiver;

    @Before
    public void start() throws IOException {
        receiver = new Receiver();
    }

    @After
    public void stop() {
        receiver.close();
    }

    private TracingConfiguration send() {
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint(receiver.endpoint());
        configure(tracing);
        return tracing;
    }

    private static void configure(TracingConfiguration tracing) {
        CloudOpsConfiguration.get().setTracing(tracing);
        TraceExport.get().configured();
    }

    private void record(String name) {
        BuildTrace trace = BuildTrace.of(site.build());
        trace.record(trace.open(name).ended(System.currentTimeMillis()));
    }

    private void arrived(String... names) {
        Eventually.holds(() -> assertThat(receiver.spans()).extracting(Span::getName).containsExactly(names));
    }

    private long spooled() throws IOException {
        Path spool = site.home().resolve("cloudops-pipeline/spool/traces");
        if (!Files.exists(spool)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).count();
        }
    }

    @Test
    public void sendsNothingAndKeepsTheTraceWhenNothingIsConfigured() throws IOException {
        record("kept");

        assertThat(spooled()).isZero();
        assertThat(receiver.seen()).isEmpty();
        assertThat(site.build().getRootDir().toPath().resolve("cloudops/trace/spans.jsonl")).content().contains("kept");
    }

    @Test
    public void sendsWhatIsRecordedWithTheHeadersOfTheCredential() throws IOException {
        credentials.addText("collector", "Authorization=Bearer s3cr3t-of-the-collector");
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint(receiver.endpoint() + "/");
        tracing.setHeadersCredentialsId("collector");
        tracing.setServiceName("ci-of-the-team");
        configure(tracing);
        record("one");
        record("two");

        arrived("one", "two");
        assertThat(receiver.seen()).allMatch(request -> request.contains("Bearer s3cr3t-of-the-collector"));
        assertThat(receiver.resources().get(0).getResource().getAttributesList())
                .anyMatch(attribute -> attribute.getValue().getStringValue().equals("ci-of-the-team"));
        Eventually.holds(() -> assertThat(spooled()).isZero());
        site.assertNowhere("s3cr3t-of-the-collector");
    }

    @Test
    public void keepsWhatCannotBeSentOverARestartAndSendsItOnce() throws Exception {
        receiver.down();
        send();
        record("while it was down");
        site.kill();
        site.boot(true);
        send();
        record("after the restart");
        receiver.up();
        TraceExport.get().configured();

        arrived("while it was down", "after the restart");
        Eventually.holds(() -> assertThat(spooled()).isZero());
    }

    @Test
    public void costsABuildNothingWhenTheCollectorHangsRefusesOrIsDown() throws Exception {
        send();
        record("warm");
        arrived("warm");
        receiver.beSlow(true);
        assertThat(millis()).isLessThan(9_000);
        receiver.beSlow(false);
        for (int status : new int[] {429, 503, 401}) {
            receiver.answer(status, "3600");
            TraceExport.get().configured();
            assertThat(millis()).isLessThan(60_000);
        }
        receiver.answer(200, "");
        TraceExport.get().configured();
        Eventually.holds(() -> assertThat(receiver.spans().stream().map(Span::getSpanId).distinct()).hasSize(1 + 4 * 100));
    }

    /** For a hundred spans; waiting for a single request takes ten seconds, and what a refusal asks for takes an hour. */
    private long millis() {
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            record("span");
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    @Test
    public void sendsMetrics() {
        send();
        LocalBuild build = site.build();
        new TraceListener().onInitialize(build);
        Metrics.get().operated("plan", "", 2_500);
        Metrics.get().operated("apply", "denied", 60_000);
        Metrics.get().changed("create", "aws_instance", true);
        Metrics.get().drifted(3);
        Metrics.get().waited("lock", 1_000);
        Metrics.incidents(() -> 2);
        new TraceListener().onFinalized(build);
        new TraceListener().onFinalized(build);
        Metrics.get().flush();

        assertThat(receiver.metrics()).extracting(Metric::getName).containsExactlyInAnyOrder("cloudops.operations",
                "cloudops.operation.failures", "cloudops.operation.duration", "cloudops.resource.changes", "cloudops.resource.drift",
                "cloudops.wait.duration", "cloudops.incidents.active", "cicd.pipeline.run.duration", "cicd.pipeline.run.errors",
                "cicd.pipeline.run.active");
        assertThat(metric("cloudops.resource.drift").getSum().getDataPoints(0).getAsInt()).isEqualTo(3);
        assertThat(metric("cloudops.incidents.active").getGauge().getDataPoints(0).getAsInt()).isEqualTo(2);
        assertThat(metric("cicd.pipeline.run.active").getSum().getDataPoints(0).getAsInt()).isZero();
        assertThat(metric("cicd.pipeline.run.duration").getHistogram().getDataPoints(0).getCount()).isEqualTo(1);
        Metrics.incidents(() -> 0);
    }

    private Metric metric(String name) {
        return receiver.metrics().stream().filter(metric -> metric.getName().equals(name)).findFirst().orElseThrow();
    }

    @Test
    public void takesFromTheEnvironmentOfJenkinsWhatIsNotConfigured() {
        TracingConfiguration nothing = new TracingConfiguration();
        OtlpTarget target = new TracingTarget(nothing, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                "OTEL_EXPORTER_OTLP_HEADERS", "a=b", "OTEL_SERVICE_NAME", "ci", "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=prod")).resolve();

        assertThat(target).isEqualTo(new OtlpTarget("http://collector:4318/v1/traces", "http://collector:4318/v1/metrics", Map.of("a", "b"),
                Map.of("service.name", "ci", "deployment.environment", "prod")));
        assertThat(new TracingTarget(nothing, Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://t/x")).resolve().traces()).isEqualTo("http://t/x");
        assertThat(new TracingTarget(nothing, Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://t/x")).resolve().sendsMetrics()).isFalse();
        for (Map<String, String> none : new Map[] {Map.of(), Map.of("OTEL_SDK_DISABLED", "true", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318"),
            Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4317")}) {
            assertThat(new TracingTarget(nothing, none).resolve()).isEqualTo(OtlpTarget.NONE);
        }
        TracingConfiguration own = new TracingConfiguration();
        own.setEndpoint("https://mine");
        assertThat(new TracingTarget(own, Map.of("OTEL_EXPORTER_OTLP_HEADERS", "a=b")).resolve().headers()).isEmpty();
    }

    @Test
    public void saysWhatIsWrongWithWhatIsConfigured() {
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint("collector:4318");
        Assertions.assertThatThrownBy(() -> new TracingTarget(tracing, Map.of()).resolve()).isInstanceOf(BadSetting.class).hasMessageContaining("collector:4318");
        tracing.setEndpoint("http://collector:4318");
        tracing.setHeadersCredentialsId("none");
        Assertions.assertThatThrownBy(() -> new TracingTarget(tracing, Map.of()).resolve()).isInstanceOf(BadSetting.class).hasMessageContaining("'none'");
        credentials.addText("none", "s3cr3t");
        Assertions.assertThatThrownBy(() -> new TracingTarget(tracing, Map.of()).resolve()).isInstanceOf(BadSetting.class).hasMessageNotContaining("s3cr3t");
    }

    @Test
    public void losesNothingWhileTheConfigurationIsWrong() {
        TracingConfiguration tracing = send();
        record("one");
        tracing.setHeadersCredentialsId("none");
        configure(tracing);
        record("not for the collector");
        tracing.setHeadersCredentialsId("");
        configure(tracing);
        record("two");

        Eventually.holds(() -> assertThat(receiver.spans()).extracting(Span::getName).contains("one", "two"));
    }
}
