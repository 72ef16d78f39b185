package io.jenkins.plugins.cloudops.engine.incident;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asking an evaluator which variant of a flag it serves, by the OpenFeature Remote Evaluation Protocol
 * (https://github.com/open-feature/protocol, {@code POST /ofrep/v1/evaluate/flags/KEY}).
 */
public final class Ofrep {

    private final String url;

    /** @throws IncidentProblem if that is no address */
    public Ofrep(String url) {
        this.url = Address.checked("ofrep", url, "http://flagd:8016");
    }

    public String url() {
        return url;
    }

    /** Where to ask for a flag. */
    public String address(String flag) {
        return url + "/ofrep/v1/evaluate/flags/" + Address.encoded(flag);
    }

    /** What to ask with. A name with points is a path as well, since that is what it is to the conditions of a targeting. */
    public static String body(Map<String, String> context) {
        Map<String, Object> all = new LinkedHashMap<>(context);
        context.forEach((name, value) -> put(all, name, value));
        return "{\"context\":" + json(all) + "}";
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> into, String name, String value) {
        int point = name.indexOf('.');
        if (point < 0) {
            into.putIfAbsent(name, value);
        } else if (into.computeIfAbsent(name.substring(0, point), first -> new LinkedHashMap<>()) instanceof Map<?, ?> inner) {
            put((Map<String, Object>) inner, name.substring(point + 1), value);
        }
    }

    private static String json(Object value) {
        return value instanceof Map<?, ?> map ? map.entrySet().stream()
                .map(entry -> JsonNode.quoted(String.valueOf(entry.getKey())) + ":" + json(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}")) : JsonNode.quoted(String.valueOf(value));
    }

    /**
     * The variant that is served.
     *
     * @throws IncidentProblem if the answer does not say; of the kind {@code network} or {@code unserved} if that may change
     */
    public String variant(String flag, Answer answer) {
        if (answer.status() == 0) {
            throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.Ofrep_unreachable(url, answer.body()));
        }
        JsonNode body = null;
        try {
            body = JsonNode.read(answer.body());
        } catch (IOException e) {
            // Said below.
        }
        if (answer.status() == 200 && body != null && body.field("variant") != null && body.field("variant").isText()) {
            return body.field("variant").text();
        }
        String said = body == null ? answer.excerpt() : said(body);
        switch (answer.status()) {
            case 200:
                throw IncidentProblem.setting(Messages.Ofrep_noVariant(url, flag, answer.excerpt()));
            case 401, 403:
                throw IncidentProblem.setting(Messages.Ofrep_denied(url, flag, answer.status()));
            case 404:
                throw new IncidentProblem(IncidentProblem.Kind.UNSERVED, Messages.Ofrep_notFound(url, flag, said));
            case 400:
                throw IncidentProblem.setting(Messages.Ofrep_refused(url, flag, said));
            default:
                throw new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.Ofrep_status(url, flag, answer.status(), said));
        }
    }

    private static String said(JsonNode body) {
        JsonNode code = body.field("errorCode");
        JsonNode details = body.field("errorDetails");
        return ((code == null ? "" : code.text()) + " " + (details == null ? "" : details.text())).strip();
    }
}
