package io.jenkins.plugins.cloudops.engine.trace.otlp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A collector that speaks the OpenTelemetry protocol over HTTP.
 *
 * @param traces where spans are sent, {@code https://collector:4318/v1/traces}; empty for nowhere
 * @param metrics where metrics are sent; empty for nowhere
 * @param headers secret: they say who we are
 * @param resource what all spans and metrics have in common: {@code service.name}
 */
public record OtlpTarget(String traces, String metrics, Map<String, String> headers, Map<String, String> resource) {

    /** Nothing is sent. */
    public static final OtlpTarget NONE = new OtlpTarget("", "", Map.of(), Map.of());

    public OtlpTarget {
        headers = Map.copyOf(headers);
        resource = Map.copyOf(resource);
    }

    public boolean sendsTraces() {
        return !traces.isEmpty();
    }

    public boolean sendsMetrics() {
        return !metrics.isEmpty();
    }

    /** The path of a signal below an endpoint. */
    public static String below(String endpoint, String signal) {
        return endpoint.replaceAll("/+$", "") + "/v1/" + signal;
    }

    /** Whether something can be sent to an address. */
    public static boolean isUsable(String address) {
        try {
            URI uri = new URI(address);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Reads {@code key=value,key2=value2}, as OTEL_EXPORTER_OTLP_HEADERS and OTEL_RESOURCE_ATTRIBUTES have it; of a pair that
     * is none, nothing is said, since it can be secret.
     *
     * @throws IllegalArgumentException if one is no pair, with its place in the text
     */
    public static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int place = 0;
        for (String pair : text.split("[,\\r\\n]+")) {
            if (!pair.isBlank()) {
                place++;
                int equals = pair.indexOf('=');
                if (equals < 1 || pair.substring(0, equals).isBlank()) {
                    throw new IllegalArgumentException(String.valueOf(place));
                }
                pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return traces + " " + metrics + " " + resource;
    }
}
