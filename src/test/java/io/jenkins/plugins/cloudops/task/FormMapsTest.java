package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor.FormException;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.Test;

public class FormMapsTest {

    private static void check(Map<String, ?> form) throws FormException {
        FormMaps.check(JSONObject.fromObject(form));
    }

    @Test
    public void aLineThatIsNoneIsNamed() {
        for (String field : List.of("vars", "limits", "map", "environment", "registries", "secrets")) {
            assertThatThrownBy(() -> check(Map.of(field, "a = b\nno line"))).as(field).isInstanceOf(FormException.class)
                    .hasMessageContaining(field).hasMessageContaining("no line");
        }
    }

    @Test
    public void soIsOneOfWhatIsInside() {
        assertThatThrownBy(() -> check(Map.of("from", Map.of("tags", "team:shop")))).isInstanceOf(FormException.class).hasMessageContaining("team:shop");
        assertThatThrownBy(() -> check(Map.of("from", Map.of("environment", "x")))).isInstanceOf(FormException.class);
        assertThatThrownBy(() -> check(Map.of("from", Map.of("backendConfig", "a = [")))).isInstanceOf(FormException.class);
        assertThatThrownBy(() -> check(Map.of("verify", Map.of("context", "x")))).isInstanceOf(FormException.class);
    }

    @Test
    public void whatIsNoMapIsLeftAlone() {
        assertThatCode(() -> check(Map.of("stack", "shop", "from", "plan#42", "vars", "a = b", "backendConfig", "prod.tfbackend",
                "target", Map.of("environment", "production", "context", "prod"), "to", List.of(Map.of("context", "prod")))))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("from", Map.of("prefix", "shop/", "tags", "team = shop"), "verify", Map.of("url", "x", "context", ""))))
                .doesNotThrowAnyException();
    }
}
