package io.jenkins.plugins.cloudops.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.Test;
import org.kohsuke.stapler.StaplerRequest2;

public class OfrepCheckFormTest {

    /** Binds what is left of the form. */
    private static final StaplerRequest2 REQUEST = (StaplerRequest2) Proxy.newProxyInstance(OfrepCheckFormTest.class.getClassLoader(),
            new Class<?>[] {StaplerRequest2.class}, (proxy, method, arguments) -> new OfrepCheck(((JSONObject) arguments[1]).getString("url")));

    private static OfrepCheck bound(JSONObject form) throws Exception {
        return new OfrepCheck.DescriptorImpl().newInstance(REQUEST, form);
    }

    @Test
    public void theContextIsBoundHoweverOftenThatIsDone() throws Exception {
        JSONObject form = JSONObject.fromObject(Map.of("url", "http://flagd:8016", "context", "user.mail = a=b\nx = 1"));
        for (int time = 1; time <= 2; time++) {
            OfrepCheck check = bound(form);
            assertThat(check.getContext()).containsExactly(Map.entry("user.mail", "a=b"), Map.entry("x", "1"));
            assertThat(check.getContextText()).isEqualTo("user.mail = a=b\nx = 1");
        }
    }

    @Test
    public void withoutAnyItIsEmpty() throws Exception {
        assertThat(bound(JSONObject.fromObject(Map.of("url", "x", "context", ""))).getContext()).isEmpty();
        assertThat(bound(JSONObject.fromObject(Map.of("url", "x"))).getContext()).isEmpty();
    }
}
