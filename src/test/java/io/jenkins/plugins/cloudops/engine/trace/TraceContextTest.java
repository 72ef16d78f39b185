package io.jenkins.plugins.cloudops.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public class TraceContextTest {

    /** The example of the specification. */
    private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    public void readsTheExampleOfTheSpecification() {
        TraceContext context = TraceContext.parse(EXAMPLE, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "userId=alice,serverNode=DF%2028");

        assertThat(context.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(context.spanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(context.state()).isEqualTo("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
        assertThat(context.baggage()).isEqualTo("userId=alice,serverNode=DF%2028");
        assertThat(context.traceparent()).isEqualTo(EXAMPLE);
    }

    @Test
    public void joinsNothingThatIsNotValid() {
        for (String text : new String[] {null, "", "x", EXAMPLE.toUpperCase(), EXAMPLE + "-00", EXAMPLE.replace("00-4", "ff-4"),
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01", EXAMPLE + "\n" + EXAMPLE, "00_4bf92f3577b34da6a3ce929d0e0e4736"}) {
            assertThat(TraceContext.parse(text, "a=b", "c=d")).as(text).isEqualTo(TraceContext.none());
        }
        assertThat(TraceContext.none().isPresent()).isFalse();
        assertThat(TraceContext.none().traceparent()).isEmpty();
        assertThat(TraceContext.none().environment()).isEmpty();
    }

    @Test
    public void readsWhatALaterVersionBeginsWith() {
        assertThat(TraceContext.parse(EXAMPLE.replace("00-4", "01-4") + "-what-comes", "", "").isPresent()).isTrue();
        assertThat(TraceContext.parse(EXAMPLE.replace("00-4", "01-4") + "x", "", "").isPresent()).isFalse();
    }

    @Test
    public void leavesOutAStateAndBaggageThatOthersWouldRefuse() {
        for (String state : new String[] {"no equals sign", "A=b", "a=b\nc=d", "a=" + "x".repeat(600), "a=b=c", "é=1"}) {
            assertThat(TraceContext.parse(EXAMPLE, state, "").state()).as(state).isEmpty();
        }
        for (String baggage : new String[] {"none", "a=b\nc=d", "a=\u0007", "a=" + "x".repeat(9_000)}) {
            assertThat(TraceContext.parse(EXAMPLE, "", baggage).baggage()).as(baggage).isEmpty();
        }
        assertThat(TraceContext.parse(EXAMPLE, " a=b , , c@d=e ", "").state()).isEqualTo("a=b,c@d=e");
    }

    @Test
    public void tellsProcessesByTheirEnvironment() {
        assertThat(TraceContext.parse(EXAMPLE, "a=b", "c=d").environment()).containsOnly(
                java.util.Map.entry("TRACE_ID", "4bf92f3577b34da6a3ce929d0e0e4736"), java.util.Map.entry("TRACEPARENT", EXAMPLE),
                java.util.Map.entry("TRACESTATE", "a=b"), java.util.Map.entry("BAGGAGE", "c=d"));
    }

    @Test
    public void givesEachTraceAnIdentifierOfItsOwn() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            TraceContext context = TraceContext.fresh();
            assertThat(TraceIds.isTraceId(context.traceId())).isTrue();
            assertThat(TraceIds.isSpanId(context.spanId())).isTrue();
            ids.add(context.traceId());
            ids.add(context.spanId());
        }
        assertThat(ids).hasSize(20_000);
    }

    @Test
    public void knowsASpanAgainByItsKey() {
        String trace = TraceIds.newTraceId();

        assertThat(TraceIds.spanId(trace, "node/12")).isEqualTo(TraceIds.spanId(trace, "node/12")).matches(TraceIds::isSpanId);
        assertThat(TraceIds.spanId(trace, "node/13")).isNotEqualTo(TraceIds.spanId(trace, "node/12"));
        assertThat(TraceIds.spanId(TraceIds.newTraceId(), "node/12")).isNotEqualTo(TraceIds.spanId(trace, "node/12"));
    }
}
