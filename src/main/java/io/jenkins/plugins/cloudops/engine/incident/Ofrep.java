package io.jenkins.plugins.cloudops.engine.incident;

import java.io.IOException;
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
        this.url = Address.checked("ofrep", url);
    }

    public String url() {
        return url;
    }

    /** Where to ask for a flag. */
    public String address(String flag) {
        return url + "/ofrep/v1/evaluate/flags/" + Address.encoded(flag);
    }

    /** What to ask with. */
    public static String body(Map<String, String> context) {
        return "{\"context\":{" + context.entrySet().stream()
                .map(entry -> JsonNode.quoted(entry.getKey()) + ":" + JsonNode.quoted(entry.getValue()))
                .collect(Collectors.joining(",")) + "}}";
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
