package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.task.FormMaps;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import io.jenkins.plugins.cloudops.task.StackForm;
import io.jenkins.plugins.cloudops.task.UnlockRequest;
import io.jenkins.plugins.cloudops.task.UnlockSettings;
import io.jenkins.plugins.cloudops.task.UnlockTask;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The freestyle build step that takes a lock away, with the settings of the pipeline step. */
public class TerraformUnlockBuilder extends StackBuilder implements UnlockSettings {

    private String id;
    private String reason;

    @DataBoundConstructor
    public TerraformUnlockBuilder() {
        // What is missing is said when the build comes here.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        return Refusal.recorded(build, "terraformUnlock", () -> {
            UnlockRequest request = toUnlockRequest(build.getEnvironment(listener)::expand);
            BuilderHost.run(build, launcher, listener, (run, node, workspace) -> new UnlockTask(run, request, node, workspace));
        });
    }

    @Override
    public String getId() {
        return Util.fixNull(id);
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    @Override
    public String getReason() {
        return Util.fixNull(reason);
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixEmptyAndTrim(reason);
    }

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("terraformUnlock")
    public static final class DescriptorImpl extends BuilderDescriptor implements PlanFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformUnlockBuilder_displayName();
        }

        @Override
        String step() {
            return "TerraformUnlockStep";
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormMaps.check(form);
            StackForm texts = new StackForm(form);
            TerraformUnlockBuilder builder = (TerraformUnlockBuilder) super.newInstance(request, form);
            texts.applyTo(builder);
            return builder;
        }
    }
}
