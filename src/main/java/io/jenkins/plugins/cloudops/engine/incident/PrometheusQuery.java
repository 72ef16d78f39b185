package io.jenkins.plugins.cloudops.engine.incident;

import java.io.IOException;

/**
 * An instant query at Prometheus (https://prometheus.io/docs/prometheus/latest/querying/api/). It fires as an alerting rule
 * would: if it returns any series at all, or a number that is not 0.
 */
public final class PrometheusQuery {

    private final String url;
    private final String query;

    /** @throws IncidentProblem if that is no address, or no query */
    public PrometheusQuery(String url, String query) {
        this.url = Address.checked("prometheus", url, "http://prometheus:9090");
        this.query = query.strip();
        if (this.query.isEmpty()) {
            throw IncidentProblem.setting(Messages.PrometheusQuery_none());
        }
    }

    public String query() {
        return query;
    }

    /** Where to ask. */
    public String address() {
        return url + "/api/v1/query?query=" + Address.encoded(query);
    }

    /** Where to ask how it was at a time, in milliseconds since 1970. */
    public String address(long time) {
        return address() + "&time=" + time / 1000 + "." + String.format("%03d", time % 1000);
    }

    /**
     * Whether it fires.
     *
     * @throws IncidentProblem if the answer does not say; of the kind {@code network} if that may change
     */
    public boolean fires(Answer answer) {
        if (answer.status() == 0) {
            throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.PrometheusQuery_unreachable(url, answer.body()));
        }
        try {
            JsonNode body = JsonNode.read(answer.body());
            JsonNode data = body.field("data");
            if (answer.status() == 200 && data != null && data.field("result") != null) {
                return fires(data.field("resultType").text(), data.field("result"));
            }
            JsonNode error = body.field("error");
            if (answer.status() / 100 == 4 && error != null) {
                throw IncidentProblem.setting(Messages.PrometheusQuery_refused(url, query, error.text()));
            }
        } catch (IOException e) {
            // No answer of Prometheus.
        }
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
            throw IncidentProblem.setting(Messages.PrometheusQuery_status(url, answer.status(), answer.excerpt()));
        }
        throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.PrometheusQuery_status(url, answer.status(), answer.excerpt()));
    }

    private boolean fires(String type, JsonNode result) {
        switch (type) {
            case "vector", "matrix":
                return !result.elements().isEmpty();
            case "scalar":
                return result.elements().size() == 2 && !result.elements().get(1).text().matches("-?0(\\.0*)?|NaN");
            default:
                throw IncidentProblem.setting(Messages.PrometheusQuery_type(query, type));
        }
    }
}
