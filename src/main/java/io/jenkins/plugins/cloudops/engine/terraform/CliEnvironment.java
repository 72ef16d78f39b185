package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The environment of the CLI: what the build adds to that of its agent, without what other plugins and
 * Jenkins itself have in there for their own use, then what the step says, then what credentials give.
 *
 * <p>A trace may be continued by the CLI, so {@code TRACEPARENT}, {@code TRACESTATE} and {@code BAGGAGE}
 * pass; where the telemetry of the build goes, and with which token, is not the CLI's business.
 */
public final class CliEnvironment {

    private static final Pattern OF_TELEMETRY = Pattern.compile("OTEL_EXPORTER_.*|OTEL_(?:TRACES|METRICS|LOGS)_EXPORTER");

    /** Taken away whoever set them, the agent's own environment included. */
    private static final Set<String> WITHHELD = Set.of(
            "JENKINS_AGENT_SECRET", "JENKINS_OPTS", "JENKINS_SECRET", "REMOTING_OPTS",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
            "OTEL_EXPORTER_OTLP_METRICS_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_LOGS_EXPORTER",
            "OTEL_METRICS_EXPORTER", "OTEL_TRACES_EXPORTER");

    private final TreeMap<String, String> variables = new TreeMap<>();

    /** @param build what the build adds to the environment of its agent */
    CliEnvironment(Map<String, String> build, PlanRequest request, CliAccess access) {
        variables.putAll(passed(build));
        variables.putAll(request.environment());
        variables.putAll(access.variables());
        variables.put("TF_IN_AUTOMATION", "1");
        variables.put("TF_INPUT", "0");
    }

    /** For a shell to source. */
    String file() {
        return EnvironmentFile.without(WITHHELD) + EnvironmentFile.render(variables);
    }

    /** The same for other CLIs, which get nothing but what the build adds; for a shell to source. */
    public static String ofBuild(Map<String, String> build) {
        return EnvironmentFile.without(WITHHELD) + EnvironmentFile.render(passed(build));
    }

    private static Map<String, String> passed(Map<String, String> build) {
        Map<String, String> passed = new TreeMap<>();
        build.forEach((name, value) -> {
            if (!WITHHELD.contains(name) && !OF_TELEMETRY.matcher(name).matches()) {
                passed.put(name, value);
            }
        });
        return passed;
    }
}
