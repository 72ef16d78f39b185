package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.engine.terraform.CheckRequest;
import io.jenkins.plugins.cloudops.task.CheckSettings;
import io.jenkins.plugins.cloudops.task.CheckTask;
import io.jenkins.plugins.cloudops.task.FormMaps;
import io.jenkins.plugins.cloudops.task.PlanFormChecks;
import io.jenkins.plugins.cloudops.task.StackForm;
import java.io.IOException;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The freestyle build step that checks a stack, with the settings of the pipeline step. */
public class TerraformCheckBuilder extends StackBuilder implements CheckSettings {

    // A config.xml may leave them out: null is the default, true.
    private Boolean fmt;
    private Boolean validate;
    private Boolean test;
    private String junit = "";
    private String onFailure;

    @DataBoundConstructor
    public TerraformCheckBuilder() {
        // All settings are optional.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        return Refusal.recorded(build, "terraformCheck", () -> {
            CheckRequest request = toCheckRequest(build.getEnvironment(listener)::expand);
            BuilderHost.run(build, launcher, listener, (id, node, workspace) -> new CheckTask(id, request, node, workspace));
        });
    }

    @Override
    public boolean isFmt() {
        return !Boolean.FALSE.equals(fmt);
    }

    @DataBoundSetter
    public void setFmt(boolean fmt) {
        this.fmt = fmt;
    }

    @Override
    public boolean isValidate() {
        return !Boolean.FALSE.equals(validate);
    }

    @DataBoundSetter
    public void setValidate(boolean validate) {
        this.validate = validate;
    }

    @Override
    public boolean isTest() {
        return !Boolean.FALSE.equals(test);
    }

    @DataBoundSetter
    public void setTest(boolean test) {
        this.test = test;
    }

    @Override
    public String getJunit() {
        return Util.fixNull(junit);
    }

    @DataBoundSetter
    public void setJunit(String junit) {
        this.junit = Util.fixNull(junit).trim();
    }

    @Override
    public String getOnFailure() {
        return onFailure == null ? "fail" : onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = Util.fixNull(onFailure).trim();
    }

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("terraformCheck")
    public static final class DescriptorImpl extends BuilderDescriptor implements PlanFormChecks {

        @Override
        public String getDisplayName() {
            return Messages.TerraformCheckBuilder_displayName();
        }

        @Override
        String step() {
            return "TerraformCheckStep";
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormMaps.check(form);
            StackForm texts = new StackForm(form);
            TerraformCheckBuilder builder = (TerraformCheckBuilder) super.newInstance(request, form);
            texts.applyTo(builder);
            return builder;
        }
    }
}
