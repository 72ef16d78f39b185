package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.Test;

public class TraceSpanStepTest {

    @Test
    public void keysOfAPipelineCanBeOfAnyType() throws Exception {
        Map<Object, Object> attributes = new HashMap<>();
        attributes.put(3, 1.5);
        attributes.put("nothing", null);

        assertThat(span("x", attributes).start(null)).isNotNull();
    }

    @Test
    public void whatHasNoNameIsRefused() {
        for (Object key : new Object[] {null, "", " \n"}) {
            assertThatThrownBy(() -> span("x", Collections.singletonMap(key, "v")).start(null)).isInstanceOf(CloudOpsException.class)
                    .hasMessageStartingWith("attributes: an attribute of the span 'x' has no name.");
        }
        assertThatThrownBy(() -> span(" \n", Map.of()).start(null)).hasMessageContaining("the name of the span is empty");
    }

    @Test
    public void aNameIsOneLineThatReadsAsItIsWritten() {
        assertThat(span(" a\nb\u202ec ", Map.of()).getName()).isEqualTo("a\\nb\\u202ec");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TraceSpanStep span(String name, Map<?, ?> attributes) {
        TraceSpanStep step = new TraceSpanStep(name);
        step.setAttributes((Map) attributes);
        return step;
    }
}
