package io.jenkins.plugins.cloudops.steps;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.List;
import java.util.Map;

/** Plans, applies and recovers the stack {@code shop} of a site. */
final class ApplySteps {

    private final LocalSite site;

    ApplySteps(LocalSite site) {
        this.site = site;
    }

    Map<?, ?> plan() throws Exception {
        return (Map<?, ?>) site.start(planning()).result();
    }

    TerraformPlanStep planning() {
        TerraformPlanStep step = new TerraformPlanStep();
        step.setStack("shop");
        return step;
    }

    TerraformApplyStep applying(Object plan) {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setPlan(plan);
        return step;
    }

    /** Plans and applies at once. */
    TerraformApplyStep unreviewed() {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setStack("shop");
        step.setAutoApprove(true);
        return step;
    }

    Map<?, ?> apply(Object plan) throws Exception {
        return (Map<?, ?>) site.start(applying(plan)).result();
    }

    CloudOpsException failure(Object plan) throws Exception {
        return failure(site.start(applying(plan)));
    }

    CloudOpsException failure(LocalStep step) throws Exception {
        return (CloudOpsException) step.failure();
    }

    LocalStep recover(String from) throws Exception {
        TerraformRecoverStep step = new TerraformRecoverStep();
        step.setFrom(from);
        return site.start(step);
    }

    List<StoredApply> records() throws Exception {
        return ApplyStore.of(site.build()).list();
    }

    /** The last apply of the build. */
    StoredApply record() throws Exception {
        List<StoredApply> all = records();
        return all.get(all.size() - 1);
    }
}
