package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.json.JSONObject;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.StaplerRequest2;

public class TerraformPlanFormTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private TerraformPlanStep.DescriptorImpl descriptor() {
        return ExtensionList.lookupSingleton(TerraformPlanStep.DescriptorImpl.class);
    }

    @Test
    public void saysAtOnceWhatABuildWouldRefuse() {
        FormValidation refusal = descriptor().doCheckLockTimeout(null, "soon");

        assertThat(refusal.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(refusal).hasMessage("lockTimeout: &#039;soon&#039; is no duration. "
                + "Write numbers with units, such as &#039;90s&#039;, &#039;10m&#039; or &#039;1h30m&#039;.");
    }

    @Test
    public void acceptsWhatABuildWouldAccept() {
        assertThat(descriptor().doCheckLockTimeout(null, "90s").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor().doCheckLockTimeout(null, "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor().doCheckWorkspace(null, "blue").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void turnsTheLinesOfAFormIntoMapsAndLists() throws Exception {
        JSONObject form = new JSONObject();
        form.put("vars", "region = eu-west-1\nzones = [\"a\", \"b\"]\n");
        form.put("varFiles", "a.tfvars\n\nb.tfvars\n");
        form.put("backendConfig", "bucket = b");
        form.put("environment", "A = 1");
        form.put("stack", "shop");

        TerraformPlanStep step = (TerraformPlanStep) descriptor().newInstance(new StackOnly(), form);

        assertThat(step.getStack()).isEqualTo("shop");
        assertThat(step.getVars()).isEqualTo(Map.of("region", "eu-west-1", "zones", List.of("a", "b")));
        assertThat(step.getVarFiles()).containsExactly("a.tfvars", "b.tfvars");
        assertThat(step.getBackendConfig()).isEqualTo(Map.of("bucket", "b"));
        assertThat(step.getEnvironment()).isEqualTo(Map.of("A", "1"));
    }

    /** Binds one field, which is enough to see that the texts were taken out before. */
    private static final class StackOnly implements StaplerRequest2 {

        @Override
        public <T> T bindJSON(Class<T> type, JSONObject form) {
            assertThat(form.keySet()).isEqualTo(Set.of("stack"));
            TerraformPlanStep step = new TerraformPlanStep();
            step.setStack(form.getString("stack"));
            return type.cast(step);
        }
    }
}
