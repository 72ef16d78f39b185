package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    /**
     * Kills the CLI of an apply in the middle of its work, as a system without memory does.
     *
     * @param begun what holds once it is at work
     * @return how the step fails
     */
    CloudOpsException killed(LocalStep apply, Eventually.Assertion begun) throws Exception {
        Eventually.holds(begun);
        Eventually.holds(() -> assertThat(clis().count()).isEqualTo(1));
        clis().forEach(ProcessHandle::destroyForcibly);
        return failure(apply);
    }

    private Stream<ProcessHandle> clis() {
        return ProcessHandle.allProcesses().filter(process -> {
            String line = process.info().commandLine().orElse("");
            return line.contains("apply -json") && line.contains(site.workspace() + "@tmp/");
        });
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
