package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.engine.terraform.ApplyRequest;
import io.jenkins.plugins.cloudops.task.ApplyTask;
import io.jenkins.plugins.cloudops.task.DestroySettings;
import io.jenkins.plugins.cloudops.task.PlanForm;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

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
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> implements PlanFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformDestroyBuilder_displayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        /** The pipeline step has the same settings and explains them. */
        @Override
        public String getHelpFile(String field) {
            return "/descriptor/io.jenkins.plugins.cloudops.steps.TerraformDestroyStep/help"
                    + (field == null || field.isEmpty() ? "" : "/" + field);
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            PlanForm texts = new PlanForm(form);
            TerraformDestroyBuilder builder = (TerraformDestroyBuilder) super.newInstance(request, form);
            texts.applyTo(builder);
            return builder;
        }
    }
}
