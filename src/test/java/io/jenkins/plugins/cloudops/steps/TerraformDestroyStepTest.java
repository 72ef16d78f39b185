package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Destroys with the real Terraform. */
public class TerraformDestroyStepTest {

    @Rule
    public LocalSite site = new LocalSite();

    @Before
    public void stack() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {\n  count = 2\n}");
        site.terraform("shop", "apply", "-auto-approve");
    }

    @Test
    public void destroysWhatIsConfirmed() throws Exception {
        Map<?, ?> destroyed = (Map<?, ?>) site.start(step("shop")).result();

        assertThat(destroyed.get("deleted")).isEqualTo(2);
        assertThat(destroyed.get("created")).isEqualTo(0);
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void withoutTheNameNothingIsDestroyed() {
        assertThatThrownBy(() -> site.start(step(""))).hasMessage("confirm: nothing is destroyed without the name of it. Give confirm: 'shop'.");
        assertThatThrownBy(() -> site.start(step("other"))).hasMessageStartingWith("confirm: 'other' is not the name of what would be destroyed");
        assertThat(site.log().text()).isEmpty();
    }

    @Test
    public void aReviewedPlanToDestroyIsApplied() throws Exception {
        TerraformPlanStep plan = new TerraformPlanStep();
        plan.setStack("shop");
        plan.setDestroy(true);
        TerraformApplyStep apply = new TerraformApplyStep();
        apply.setPlan(site.start(plan).result());

        assertThat(((Map<?, ?>) site.start(apply).result()).get("deleted")).isEqualTo(2);
    }

    private static TerraformDestroyStep step(String confirm) {
        TerraformDestroyStep step = new TerraformDestroyStep();
        step.setStack("shop");
        step.setConfirm(confirm);
        return step;
    }
}
