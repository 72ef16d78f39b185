package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.task.ApplyTask;
import io.jenkins.plugins.cloudops.task.DestroySettings;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The freestyle build step that destroys, with the settings of the pipeline step. */
public class TerraformDestroyBuilder extends PlanningBuilder implements DestroySettings {

    private String confirm;

    @DataBoundConstructor
    public TerraformDestroyBuilder() {
        // What is missing is said when the build comes here.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        return Refusal.recorded(build, "terraformDestroy", () -> {
            ApplyRequest request = toDestroyRequest(build.getEnvironment(listener)::expand);
            BuilderHost.run(build, launcher, listener, (id, node, workspace) -> new ApplyTask(id, request, node, workspace));
        });
    }

    @Override
    public String getConfirm() {
        return Util.fixNull(confirm);
    }

    @DataBoundSetter
    public void setConfirm(String confirm) {
        this.confirm = Util.fixEmptyAndTrim(confirm);
    }

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("terraformDestroy")
    public static final class DescriptorImpl extends PlanningBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.TerraformDestroyBuilder_displayName();
        }

        @Override
        String step() {
            return "TerraformDestroyStep";
        }
    }
}
