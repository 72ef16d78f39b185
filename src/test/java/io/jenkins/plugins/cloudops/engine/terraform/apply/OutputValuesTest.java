package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class OutputValuesTest {

    private static InputStream transcript() throws IOException {
        return new ByteArrayInputStream(Applies.bytes("output.json"));
    }

    @Test
    public void valuesArePlainAndExact() throws IOException {
        OutputValues outputs = OutputValues.read(transcript());

        assertThat(outputs.values().keySet()).containsExactly("big", "empty", "fraction", "known_after_apply", "list", "map", "number", "set",
                "text", "yes");
        assertThat(outputs.values())
                .containsEntry("big", new BigDecimal("123456789012345678901234567890"))
                .containsEntry("empty", "")
                .containsEntry("fraction", new BigDecimal("0.1"))
                .containsEntry("list", Arrays.asList("a", 1L, true, null))
                .containsEntry("map", Map.of("a", "x", "b", Map.of("c", List.of(1L, 2L))))
                .containsEntry("number", 3L)
                .containsEntry("set", List.of("a", "b"))
                .containsEntry("text", "line1\nline2 \"quoted\"")
                .containsEntry("yes", true);
    }

    @Test
    public void sensitiveOnesAreOnlyNamed() throws IOException {
        OutputValues outputs = OutputValues.read(transcript());

        assertThat(outputs.sensitive()).containsExactly("connection", "password");
        assertThat(outputs.toString()).doesNotContain("hunter2").doesNotContain("5432");
    }

    @Test
    public void theEventAfterAnApplySaysTheSame() throws IOException {
        ApplyOutcome apply = Applies.read("outputs.jsonl", "outputs.json");

        assertThat(apply.outputs()).isEqualTo(OutputValues.read(transcript()).values());
        assertThat(apply.sensitiveOutputs()).isEqualTo(OutputValues.read(transcript()).sensitive());
    }

    @Test
    public void chosenOnesAreTextsForTheEnvironment() throws IOException {
        Map<String, String> texts = OutputValues.inTheClear(transcript(), List.of("yes", "password", "connection", "number", "big", "list", "fraction"));

        assertThat(texts.keySet()).containsExactly("yes", "password", "connection", "number", "big", "list", "fraction");
        assertThat(texts.values()).containsExactly("true", "hunter2-default", "{\"password\":\"hunter2-default\",\"port\":5432,\"user\":\"admin\"}",
                "3", "123456789012345678901234567890", "[\"a\",1,true,null]", "0.1");
    }

    @Test
    public void aNameThatIsNotThereIsSaidWithThoseThatAre() {
        assertThatThrownBy(() -> OutputValues.inTheClear(transcript(), List.of("password", "pasword"))).isInstanceOf(BadSetting.class)
                .hasMessageContaining("no output 'pasword'").hasMessageContaining("'password', 'set'").hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> OutputValues.inTheClear(Applies.in("{}"), List.of("a"))).isInstanceOf(BadSetting.class)
                .hasMessageContaining("the root module has none");
    }

    @Test
    public void noOutputsAreNone() throws IOException {
        assertThat(OutputValues.read(Applies.in("{}\n"))).isEqualTo(new OutputValues(new java.util.LinkedHashMap<>(), List.of()));
    }

    @Test
    public void whatDoesNotSayThatItIsPublicIsSecret() throws IOException {
        assertThat(OutputValues.read(Applies.in("{\"a\":{\"value\":1},\"b\":{\"sensitive\":\"no\",\"value\":2}}")).sensitive()).containsExactly("a", "b");
    }

    @Test
    public void whatIsNoneOfItIsRefusedWithoutQuotingIt() throws IOException {
        String whole = new String(Applies.bytes("output.json"), StandardCharsets.UTF_8).strip();
        for (String broken : List.of("", "[]", "hunter2", "{\"a\":hunter2", whole + "hunter2", whole.substring(0, whole.length() / 2), "\u0000")) {
            assertThatThrownBy(() -> OutputValues.read(Applies.in(broken))).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The outputs are not readable").hasMessageNotContaining("hunter2").hasNoCause();
        }
    }
}
