package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.cloudops.engine.terraform.CheckRequest;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.CheckSettings;
import io.jenkins.plugins.cloudops.task.CheckTask;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pipeline step {@code terraformCheck}. */
public class TerraformCheckStep extends StackStep implements CheckSettings {

    private boolean fmt = true;
    private boolean validate = true;
    private boolean test = true;
    private String junit = "";
    private String onFailure = "fail";

    @DataBoundConstructor
    public TerraformCheckStep() {
        // All parameters are optional.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, toCheckRequest(UnaryOperator.identity()));
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final CheckRequest request;

        Execution(StepContext context, CheckRequest request) {
            super(context);
            this.request = request;
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new CheckTask(id, request, node, workspace);
        }
    }

    @Override
    public boolean isFmt() {
        return fmt;
    }

    @DataBoundSetter
    public void setFmt(boolean fmt) {
        this.fmt = fmt;
    }

    @Override
    public boolean isValidate() {
        return validate;
    }

    @DataBoundSetter
    public void setValidate(boolean validate) {
        this.validate = validate;
    }

    @Override
    public boolean isTest() {
        return test;
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
        return Util.fixNull(onFailure);
    }

    @DataBoundSetter
    public void setOnFailure(String onFailure) {
        this.onFailure = Util.fixNull(onFailure).trim();
    }

    /** Says what the step is called. */
    @Extension
    public static final class DescriptorImpl extends StackStepDescriptor {

        @Override
        public String getFunctionName() {
            return "terraformCheck";
        }

        @Override
        public String getDisplayName() {
            return Messages.TerraformCheckStep_displayName();
        }
    }
}
