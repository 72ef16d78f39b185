package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.sf.json.JSONObject;
import org.junit.Test;

public class TraceLinkTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    public void eachBackendShowsATraceAtItsOwnAddress() {
        assertThat(link("jaeger", "https://traces.example.com/")).isEqualTo("https://traces.example.com/trace/" + TRACE);
        assertThat(link("zipkin", "https://traces.example.com")).isEqualTo("https://traces.example.com/zipkin/traces/" + TRACE);
        assertThat(link("elastic", "https://kibana.example.com/s/ops//")).isEqualTo("https://kibana.example.com/s/ops/app/apm/link-to/trace/" + TRACE);
        assertThat(link("custom", "https://t.example.com/?id={traceId}&span={spanId}&from={start}&to={end}"))
                .isEqualTo("https://t.example.com/?id=" + TRACE + "&span=" + SPAN + "&from=700000&to=1500000");
    }

    @Test
    public void grafanaIsAskedForTheTraceInItsTime() {
        URI link = URI.create(link("tempo", "https://grafana.example.com"));

        assertThat(link.getRawPath() + " " + link.getQuery()).startsWith("/explore schemaVersion=1&panes={");
        JSONObject pane = JSONObject.fromObject(link.getQuery().replaceFirst(".*panes=", "")).getJSONObject("t");
        assertThat(pane.getJSONArray("queries").getJSONObject(0).getString("query")).isEqualTo(TRACE);
        assertThat(pane.getJSONArray("queries").getJSONObject(0).getString("queryType")).isEqualTo("traceql");
        assertThat(pane.getJSONObject("range").getString("from") + " " + pane.getJSONObject("range").getString("to")).isEqualTo("700000 1500000");
    }

    @Test
    public void whatIsNoAddressOnTheWebIsNoLink() {
        for (String where : new String[] {"", "javascript:alert(1)", "traces.example.com", "https://a b", "https://a\"b", "file:///etc"}) {
            assertThat(link("jaeger", where)).as(where).isEmpty();
            assertThat(link("custom", where)).as(where).isEmpty();
        }
        assertThat(link("", "https://traces.example.com")).isEmpty();
        assertThat(link("graphite", "https://traces.example.com")).isEmpty();
    }

    private static String link(String backend, String where) {
        return TraceLink.of(backend).url(where, TRACE, SPAN, 1_000_000, 1_200_000);
    }
}
