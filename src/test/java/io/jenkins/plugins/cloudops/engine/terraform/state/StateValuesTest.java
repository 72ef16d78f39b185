package io.jenkins.plugins.cloudops.engine.terraform.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class StateValuesTest {

    private final SensitiveValues values = new SensitiveValues();

    @Test
    public void findsWhatARealStateMarks() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("state.json")) {
            assertThat(StateValues.collect(in, values)).isTrue();
        }

        assertThat(values.redact("key \"quoted\" 123, 12345678, t-0123456789, 987654321"))
                .isEqualTo("(sensitive), (sensitive), (sensitive), (sensitive)");
        String other = "open-value string tuple number object input 261d249b-0c70-e843-63ec-e6b50bbebd15";
        assertThat(values.redact(other)).isSameAs(other);
    }

    @Test
    public void takesTheWholeAttributeWhereAPathCannotBeFollowed() throws IOException {
        collect("{\"version\":4,\"resources\":[{\"instances\":[{\"attributes\":{\"set\":[{\"a\":\"hidden-a\"}],\"open\":\"shown-b\"},"
                + "\"sensitive_attributes\":[[{\"type\":\"get_attr\",\"value\":\"set\"},{\"type\":\"index\",\"value\":{\"value\":{\"a\":\"?\"}}}]]}]}]}");

        assertThat(values.redact("hidden-a shown-b")).isEqualTo("(sensitive) shown-b");
    }

    @Test
    public void keepsWhatItFoundBeforeAStateBreaksOff() throws IOException {
        assertThat(collect("{\"version\":4,\"outputs\":{\"a\":{\"value\":\"hidden-a\",\"sensitive\":true}},\"resources\":[{\"ins")).isFalse();

        assertThat(values.redact("hidden-a")).isEqualTo("(sensitive)");
    }

    @Test
    public void saysWhenItIsNoStateThatItKnows() throws IOException {
        assertThat(collect("")).isFalse();
        assertThat(collect("[]")).isFalse();
        assertThat(collect("{\"version\":3,\"modules\":[]}")).isFalse();
        assertThat(collect("{\"version\":5}")).isFalse();
        assertThat(values.isEmpty()).isTrue();
    }

    private boolean collect(String json) throws IOException {
        return StateValues.collect(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), values);
    }
}
