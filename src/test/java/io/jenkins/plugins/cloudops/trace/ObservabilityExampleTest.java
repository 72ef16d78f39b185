package io.jenkins.plugins.cloudops.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import hudson.model.LocalBuild;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** What examples/observability and docs/observability.md call the metrics is what a collector gets, as Prometheus names it. */
public class ObservabilityExampleTest {

    private static final Path EXAMPLE = Path.of("examples/observability");
    private static final Pattern NAME = Pattern.compile("\\b(?:cloudops|cicd|error)_[a-z0-9_]+");

    @Rule
    public LocalSite site = new LocalSite();

    /** All that this Jenkins ever measures, as a collector gets it. */
    private List<Metric> metrics() throws IOException {
        try (Receiver receiver = new Receiver()) {
            TracingConfiguration tracing = new TracingConfiguration();
            tracing.setEndpoint(receiver.endpoint());
            CloudOpsConfiguration.get().setTracing(tracing);
            TraceExport.get().configured();
            LocalBuild build = site.build();
            new TraceListener().onInitialize(build);
            Metrics.get().operated("apply", "denied", 60_000);
            Metrics.get().changed("create", "aws_instance", true);
            Metrics.get().drifted(3);
            Metrics.get().waited("lock", 1_000);
            build.setResult(Result.FAILURE);
            new TraceListener().onFinalized(build);
            Metrics.get().flush();
            return List.copyOf(receiver.metrics());
        }
    }

    /** As the Prometheus exporter of the OpenTelemetry Collector names it: the unit, then what tells a counter. */
    private static Stream<String> prometheus(Metric metric) {
        String name = metric.getName().replace('.', '_') + (metric.getUnit().equals("s") ? "_seconds" : "");
        if (metric.hasHistogram()) {
            return Stream.of("_bucket", "_sum", "_count").map(name::concat);
        }
        return Stream.of(name + (metric.hasSum() && metric.getSum().getIsMonotonic() ? "_total" : ""));
    }

    private static Stream<String> attributes(Metric metric) {
        return Stream.of(metric.getSum().getDataPointsList().stream().flatMap(point -> point.getAttributesList().stream()),
                metric.getHistogram().getDataPointsList().stream().flatMap(point -> point.getAttributesList().stream()),
                metric.getGauge().getDataPointsList().stream().flatMap(point -> point.getAttributesList().stream()))
                .flatMap(all -> all).map(KeyValue::getKey).distinct();
    }

    /** Each expression, each label in a text. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.findValuesAsText("expr").forEach(texts::add);
        node.findValuesAsText("legendFormat").forEach(texts::add);
        node.findValuesAsText("summary").forEach(texts::add);
        return texts;
    }

    @Test
    public void alertsAndDashboardNameOnlyMetricsAndLabelsThatThereAre() throws Exception {
        Set<String> metrics = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        for (Metric metric : metrics()) {
            prometheus(metric).forEach(metrics::add);
            attributes(metric).map(name -> name.replace('.', '_')).forEach(labels::add);
        }
        JsonNode alerts = new YAMLMapper().readTree(EXAMPLE.resolve("alerts.yaml").toFile());
        JsonNode dashboard = new ObjectMapper().readTree(EXAMPLE.resolve("dashboard.json").toFile());
        int expressions = 0;
        for (JsonNode file : List.of(alerts, dashboard)) {
            for (String expression : file.findValuesAsText("expr")) {
                assertThat(names(expression)).as(expression).anyMatch(metrics::contains);
                expressions++;
            }
            for (String text : texts(file)) {
                assertThat(names(text)).as(text).allMatch(name -> metrics.contains(name) || labels.contains(name));
            }
        }
        assertThat(expressions).isEqualTo(5 + 8);
    }

    private static List<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    public void theDocumentNamesEachMetricWithItsUnitAndItsAttributes() throws Exception {
        String document = Files.readString(Path.of("docs/observability.md"));
        Pattern row = Pattern.compile("\\| `((?:cloudops|cicd)\\.[a-z._]+)` \\| (\\S+) \\|(.*)\\|");
        List<String> documented = new ArrayList<>();
        Matcher rows = row.matcher(document);
        while (rows.find()) {
            List<String> attributes = Pattern.compile("`([a-z_]+(?:\\.[a-z_]+)+)`").matcher(rows.group(3)).results()
                    .map(found -> found.group(1)).sorted().toList();
            documented.add(rows.group(1) + " " + rows.group(2) + " " + attributes);
        }

        assertThat(documented).containsExactlyInAnyOrderElementsOf(metrics().stream().map(metric ->
                metric.getName() + " " + metric.getUnit() + " " + attributes(metric).sorted().toList()).toList());
    }

    @Test
    public void eachPartOfTheCollectorsPipelinesIsDefined() throws Exception {
        JsonNode collector = new YAMLMapper().readTree(EXAMPLE.resolve("collector.yaml").toFile());

        assertThat(collector.get("receivers").get("otlp").get("protocols").has("http")).isTrue();
        for (JsonNode pipeline : collector.get("service").get("pipelines")) {
            for (String part : List.of("receivers", "processors", "exporters")) {
                assertThat(pipeline.get(part)).isNotEmpty().allMatch(name -> collector.get(part).has(name.asText()));
            }
        }
        assertThat(collector.get("service").get("extensions")).allMatch(name -> collector.get("extensions").has(name.asText()));
    }
}
