package io.jenkins.plugins.cloudops.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class AnswersTest {

    private final Ofrep ofrep = new Ofrep("http://flagd:8016/");
    private final PrometheusQuery query = new PrometheusQuery("https://prometheus.example/base/", " up == 0 ");

    @Test
    public void anEvaluatorIsAskedByTheProtocol() {
        assertThat(ofrep.address("a flag/1")).isEqualTo("http://flagd:8016/ofrep/v1/evaluate/flags/a%20flag%2F1");
        assertThat(Ofrep.body(Map.of())).isEqualTo("{\"context\":{}}");
        assertThat(Ofrep.body(Map.of("a\"b", "ä\n"))).isEqualTo("{\"context\":{\"a\\\"b\":\"ä\\n\"}}");
    }

    @Test
    public void aNameWithPointsIsAPathToTheConditionsOfATargeting() {
        assertThat(Ofrep.body(new TreeMap<>(Map.of("user.mail", "x", "user.name.last", "y"))))
                .isEqualTo("{\"context\":{\"user.mail\":\"x\",\"user.name.last\":\"y\",\"user\":{\"mail\":\"x\",\"name\":{\"last\":\"y\"}}}}");
        assertThat(Ofrep.body(new TreeMap<>(Map.of("user", "z", "user.mail", "x"))))
                .isEqualTo("{\"context\":{\"user\":\"z\",\"user.mail\":\"x\"}}");
    }

    @Test
    public void theVariantIsReadFromItsAnswer() {
        assertThat(ofrep.variant("a", new Answer(200, "{\"key\":\"a\",\"reason\":\"STATIC\",\"variant\":\"on\",\"value\":true}"))).isEqualTo("on");
    }

    @Test
    public void everyOtherAnswerIsASentenceWithAKind() {
        assertOfrep(0, "Connection refused", IncidentProblem.Kind.NETWORK, "cannot be reached from the agent: Connection refused");
        assertOfrep(200, "{\"key\":\"a\",\"value\":true}", IncidentProblem.Kind.CONFIGURATION, "without saying which variant");
        assertOfrep(200, "<html>", IncidentProblem.Kind.CONFIGURATION, "<html>");
        assertOfrep(400, "{\"key\":\"a\",\"errorCode\":\"TARGETING_KEY_MISSING\",\"errorDetails\":\"no key\"}", IncidentProblem.Kind.CONFIGURATION, "TARGETING_KEY_MISSING no key");
        assertOfrep(401, "", IncidentProblem.Kind.CONFIGURATION, "status 401");
        assertOfrep(403, "", IncidentProblem.Kind.CONFIGURATION, "status 403");
        assertOfrep(404, "{\"key\":\"a\",\"errorCode\":\"FLAG_NOT_FOUND\"}", IncidentProblem.Kind.UNSERVED, "does not know the flag 'a': FLAG_NOT_FOUND");
        assertOfrep(429, "", IncidentProblem.Kind.NETWORK, "429");
        assertOfrep(500, "{\"errorDetails\":\"broken\"}", IncidentProblem.Kind.NETWORK, "500: broken");
    }

    private void assertOfrep(int status, String body, IncidentProblem.Kind kind, String sentence) {
        assertThatThrownBy(() -> ofrep.variant("a", new Answer(status, body))).isInstanceOf(IncidentProblem.class).hasMessageContaining(sentence)
                .extracting(problem -> ((IncidentProblem) problem).kind()).isEqualTo(kind);
    }

    @Test
    public void aQueryFiresAsAnAlertingRuleWould() {
        assertThat(query.address()).isEqualTo("https://prometheus.example/base/api/v1/query?query=up%20%3D%3D%200");
        assertThat(query.fires(success("vector", "[]"))).isFalse();
        assertThat(query.fires(success("vector", "[{\"metric\":{},\"value\":[1,\"0\"]}]"))).isTrue();
        assertThat(query.fires(success("scalar", "[1,\"0\"]"))).isFalse();
        assertThat(query.fires(success("scalar", "[1,\"0.5\"]"))).isTrue();
        assertThat(query.fires(success("scalar", "[1,\"NaN\"]"))).isFalse();
    }

    @Test
    public void aQueryThatSaysNothingIsASentenceWithAKind() {
        assertQuery(success("string", "[1,\"x\"]"), IncidentProblem.Kind.CONFIGURATION, "returns a string");
        assertQuery(new Answer(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"), IncidentProblem.Kind.CONFIGURATION, "refuses the query up == 0: parse error");
        assertQuery(new Answer(404, "not here"), IncidentProblem.Kind.CONFIGURATION, "status 404: not here");
        assertQuery(new Answer(503, "soon"), IncidentProblem.Kind.NETWORK, "status 503");
        assertQuery(Answer.none("refused"), IncidentProblem.Kind.NETWORK, "cannot be reached");
        assertThatThrownBy(() -> new PrometheusQuery("http://a", " ")).hasMessageContaining("there is no query");
    }

    @Test
    public void theAnswersOfARealPrometheusAreRead() throws Exception {
        assertThat(query.fires(new Answer(200, transcript("firing")))).isTrue();
        assertThat(query.fires(new Answer(200, transcript("quiet")))).isFalse();
        assertThat(query.fires(new Answer(200, transcript("scalar")))).isTrue();
        assertQuery(new Answer(400, transcript("refused")), IncidentProblem.Kind.CONFIGURATION, "unexpected end of input inside braces");
        assertQuery(new Answer(200, transcript("text")), IncidentProblem.Kind.CONFIGURATION, "returns a string");
    }

    private static String transcript(String name) throws IOException {
        try (InputStream in = AnswersTest.class.getResourceAsStream("prometheus/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertQuery(Answer answer, IncidentProblem.Kind kind, String sentence) {
        assertThatThrownBy(() -> query.fires(answer)).isInstanceOf(IncidentProblem.class).hasMessageContaining(sentence)
                .extracting(problem -> ((IncidentProblem) problem).kind()).isEqualTo(kind);
    }

    private static Answer success(String type, String result) {
        return new Answer(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}");
    }

    @Test
    public void anAddressHasNoPasswordAndIsOneOfHttp() {
        for (String url : List.of("", "flagd:8016", "ftp://a", "http://user:swordfish@flagd", "http://a/?b", "http://a b")) {
            assertThatThrownBy(() -> new Ofrep(url)).as(url).isInstanceOf(IncidentProblem.class).hasMessageNotContaining("swordfish")
                    .hasMessageContaining("such as http://flagd:8016,");
            assertThatThrownBy(() -> new PrometheusQuery(url, "up")).as(url).isInstanceOf(IncidentProblem.class).hasMessageNotContaining("swordfish")
                    .hasMessageContaining("such as http://prometheus:9090,");
        }
    }

    @Test
    public void aReportTellsWhatHappenedWhen() {
        String report = GameDayReport.markdown("game #1", List.of(new GameDayReport.Entry("Payments | fail",
                List.of("Flags", "paymentFailure: off -> 50%", "Reason", ""),
                List.of(new GameDayReport.Moment(1_770_000_065_400L, "Noticed by <b>x</b>"), new GameDayReport.Moment(1_770_000_000_000L, "Triggered")))));

        assertThat(report).isEqualTo("""
                # Game day: game \\#1

                ## Payments \\| fail

                - **Flags:** paymentFailure: off -\\> 50%

                | Time (UTC) | After | What happened |
                |---|---|---|
                | 2026-02-02 02:40:00 | 0.0s | Triggered |
                | 02:41:05 | 1m 5s | Noticed by \\<b\\>x\\</b\\> |
                """);
        assertThat(GameDayReport.markdown("x", List.of())).contains("No incident was triggered.");
        assertThat(GameDayReport.span(3_723_000)).isEqualTo("1h 2m 3s");
    }
}
