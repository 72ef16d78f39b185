package io.jenkins.plugins.cloudops.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a tracing backend shows one trace. In a template, {@code {url}} is where the backend is, {@code {traceId}} and
 * {@code {spanId}} say what to show, and {@code {start}} and {@code {end}} are milliseconds since 1970 around it.
 */
enum TraceLink {
    /** No link. */
    NONE("none", ""),
    /** Jaeger's user interface. */
    JAEGER("Jaeger", "{url}/trace/{traceId}"),
    /** Grafana's Explore view with its data source for Tempo, whose identifier is {@code tempo}. */
    TEMPO("Grafana Tempo", "{url}/explore?schemaVersion=1&panes=" + encoded("{\"t\":{\"datasource\":\"tempo\",\"queries\":[{\"refId\":\"A\","
            + "\"datasource\":{\"type\":\"tempo\",\"uid\":\"tempo\"},\"queryType\":\"traceql\",\"query\":\"~traceId~\"}],"
            + "\"range\":{\"from\":\"~start~\",\"to\":\"~end~\"}}}").replaceAll("%7E(\\w+)%7E|~(\\w+)~", "{$1$2}")),
    /** Zipkin's user interface. */
    ZIPKIN("Zipkin", "{url}/zipkin/traces/{traceId}"),
    /** Kibana's view of Elastic APM. */
    ELASTIC("Elastic", "{url}/app/apm/link-to/trace/{traceId}"),
    /** What is given is the whole template. */
    CUSTOM("another one", "{url}");

    private static final Pattern WEB = Pattern.compile("https?://[^\\s\"<>]+");
    /** Before and after a build, so that a clock that is wrong hides nothing: five minutes. */
    private static final long MARGIN = 300_000;

    private final String label;
    private final String template;

    TraceLink(String label, String template) {
        this.label = label;
        this.template = template;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The one with this name, else none. */
    static TraceLink of(String name) {
        return Arrays.stream(values()).filter(link -> link.word().equals(name)).findFirst().orElse(NONE);
    }

    String word() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String label() {
        return label;
    }

    static boolean isWeb(String url) {
        return WEB.matcher(url).matches();
    }

    /** Empty if there is none. */
    String url(String where, String traceId, String spanId, long start, long end) {
        if (this == NONE || !isWeb(where)) {
            return "";
        }
        return template.replace("{url}", this == CUSTOM ? where : where.replaceAll("/+$", ""))
                .replace("{traceId}", traceId).replace("{spanId}", spanId)
                .replace("{start}", String.valueOf(start - MARGIN)).replace("{end}", String.valueOf(end + MARGIN));
    }
}
