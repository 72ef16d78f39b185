package io.jenkins.plugins.cloudops.steps;

import hudson.Util;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.incident.FlagTarget;
import io.jenkins.plugins.cloudops.incident.OfrepCheck;
import io.jenkins.plugins.cloudops.incident.TriggerOrder;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.TriggerSettings;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** A pipeline step that triggers an incident. */
public abstract class TriggerStep extends Step implements TriggerSettings {

    private String scenario = "";
    private String flag = "";
    private String variant = "";
    private String scenarios = "";
    private FlagTarget target;
    private OfrepCheck verify;
    private String timeout = "";
    private String expires = "";
    private String reason = "";

    /** What is to be triggered. */
    final TriggerOrder order() throws CloudOpsException {
        try {
            return toOrder(UnaryOperator.identity());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }

    @Override
    public String getScenario() {
        return scenario;
    }

    @DataBoundSetter
    public void setScenario(String scenario) {
        this.scenario = Util.fixNull(scenario).trim();
    }

    @Override
    public String getFlag() {
        return flag;
    }

    @DataBoundSetter
    public void setFlag(String flag) {
        this.flag = Util.fixNull(flag).trim();
    }

    @Override
    public String getVariant() {
        return variant;
    }

    @DataBoundSetter
    public void setVariant(String variant) {
        this.variant = Util.fixNull(variant).trim();
    }

    @Override
    public String getScenarios() {
        return scenarios;
    }

    @DataBoundSetter
    public void setScenarios(String scenarios) {
        this.scenarios = Util.fixNull(scenarios).trim();
    }

    @Override
    public FlagTarget getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(FlagTarget target) {
        this.target = target;
    }

    @Override
    public OfrepCheck getVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(OfrepCheck verify) {
        this.verify = verify;
    }

    @Override
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = Util.fixNull(timeout).trim();
    }

    @Override
    public String getExpires() {
        return expires;
    }

    @DataBoundSetter
    public void setExpires(String expires) {
        this.expires = Util.fixNull(expires).trim();
    }

    @Override
    public String getReason() {
        return reason;
    }

    @DataBoundSetter
    public void setReason(String reason) {
        this.reason = Util.fixNull(reason).trim();
    }
}
