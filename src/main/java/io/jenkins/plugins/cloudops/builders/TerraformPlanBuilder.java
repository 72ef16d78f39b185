package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.task.CommentFormChecks;
import io.jenkins.plugins.cloudops.task.PlanTask;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The freestyle build step that plans, with the settings of the pipeline step. A setting that the
 * configuration of a job does not have is null here, and its getter gives the default.
 */
public class TerraformPlanBuilder extends PlanModeBuilder {

    private String onBrokenGate;

    @DataBoundConstructor
    public TerraformPlanBuilder() {
        // All settings are optional.
    }

    @Override
    public String getOnBrokenGate() {
        return onBrokenGate == null ? "fail" : onBrokenGate;
    }

    @DataBoundSetter
    public void setOnBrokenGate(String onBrokenGate) {
        this.onBrokenGate = Util.fixEmptyAndTrim(onBrokenGate);
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        return Refusal.recorded(build, "terraformPlan", () -> {
            PlanRequest request = toRequest(build.getEnvironment(listener)::expand);
            BuilderHost.run(build, launcher, listener, toCommentRequest(build.getEnvironment(listener)::expand),
                    (id, node, workspace) -> new PlanTask(id, request, node, workspace));
        });
    }

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("terraformPlan")
    public static final class DescriptorImpl extends PlanningBuilderDescriptor implements CommentFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformPlanBuilder_displayName();
        }

        @Override
        String step() {
            return "TerraformPlanStep";
        }
    }
}
