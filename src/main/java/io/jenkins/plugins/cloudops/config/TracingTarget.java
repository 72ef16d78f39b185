package io.jenkins.plugins.cloudops.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.security.ACL;
import io.jenkins.plugins.cloudops.credentials.ProxiedHttp;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpTarget;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Where this Jenkins sends traces and metrics: what the configuration says, and where it says nothing, what the
 * {@code OTEL_*} variables in the environment of Jenkins say, as the OpenTelemetry specification has them.
 */
public final class TracingTarget {

    private static final String PREFIX = "OTEL_EXPORTER_OTLP_";

    private final TracingConfiguration configuration;
    private final Map<String, String> environment;

    /** @param environment of the process */
    public TracingTarget(TracingConfiguration configuration, Map<String, String> environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /** @throws BadSetting if a credential is missing or what is set cannot be used */
    public OtlpTarget resolve() {
        String endpoint = configuration.getEndpoint();
        if (endpoint.isEmpty() && "true".equalsIgnoreCase(variable("OTEL_SDK_DISABLED"))) {
            return OtlpTarget.NONE;
        }
        String traces = endpoint.isEmpty() ? ofEnvironment("traces") : OtlpTarget.below(endpoint, "traces");
        String metrics = endpoint.isEmpty() ? ofEnvironment("metrics") : OtlpTarget.below(endpoint, "metrics");
        if (traces.isEmpty() && metrics.isEmpty()) {
            return OtlpTarget.NONE;
        }
        for (String address : new String[] {traces, metrics}) {
            if (!address.isEmpty() && !OtlpTarget.isUsable(address)) {
                throw new BadSetting(Messages.TracingTarget_endpoint(endpoint.isEmpty() ? address : endpoint));
            }
        }
        return new OtlpTarget(traces, metrics, headers(), resource());
    }

    /** The way there, through the proxy of Jenkins. */
    public static Transport transport() {
        return new Transport(ProxiedHttp.newClientBuilder().connectTimeout(Duration.ofSeconds(10)).build(), ProxiedHttp::newRequestBuilder);
    }

    private String variable(String name) {
        String value = environment.get(name);
        return value == null ? "" : value.trim();
    }

    private String ofEnvironment(String signal) {
        String own = variable(PREFIX + signal.toUpperCase(java.util.Locale.ROOT) + "_ENDPOINT");
        String all = variable(PREFIX + "ENDPOINT");
        // Only OTLP over HTTP is spoken.
        if ("grpc".equals(variable(PREFIX + "PROTOCOL")) || "none".equals(variable("OTEL_" + signal.toUpperCase(java.util.Locale.ROOT) + "_EXPORTER"))) {
            return "";
        }
        return !own.isEmpty() || all.isEmpty() ? own : OtlpTarget.below(all, signal);
    }

    private Map<String, String> headers() {
        String id = configuration.getHeadersCredentialsId();
        String text;
        if (!id.isEmpty()) {
            StringCredentials found = CredentialsMatchers.firstOrNull(CredentialsProvider.lookupCredentialsInItemGroup(
                    StringCredentials.class, Jenkins.get(), ACL.SYSTEM2), CredentialsMatchers.withId(id));
            if (found == null) {
                throw new BadSetting(Messages.TracingTarget_noCredentials(id));
            }
            text = found.getSecret().getPlainText();
        } else if (configuration.getEndpoint().isEmpty()) {
            text = variable(PREFIX + "HEADERS");
        } else {
            // A token for another place is not sent to this one.
            text = "";
        }
        try {
            return OtlpTarget.pairs(text);
        } catch (IllegalArgumentException e) {
            throw new BadSetting(Messages.TracingTarget_headers(e.getMessage()));
        }
    }

    private Map<String, String> resource() {
        Map<String, String> resource = new TreeMap<>();
        resource.put("service.name", "jenkins");
        try {
            resource.putAll(OtlpTarget.pairs(variable("OTEL_RESOURCE_ATTRIBUTES")));
        } catch (IllegalArgumentException e) {
            // The specification says to go on without them.
            resource = new TreeMap<>(Map.of("service.name", "jenkins"));
        }
        String name = configuration.getServiceName().isEmpty() ? variable("OTEL_SERVICE_NAME") : configuration.getServiceName();
        if (!name.isEmpty()) {
            resource.put("service.name", name);
        }
        return resource;
    }
}
