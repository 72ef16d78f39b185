package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.GoDuration;
import java.time.Duration;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The settings for all of Jenkins. */
@Extension
@Symbol("cloudOps")
public class CloudOpsConfiguration extends GlobalConfiguration {

    static final String DEFAULT_GRACE = "2h";
    static final String DEFAULT_AGENT_TIMEOUT = "30m";

    private String grace;
    private String agentTimeout;

    public CloudOpsConfiguration() {
        load();
    }

    public static CloudOpsConfiguration get() {
        return ExtensionList.lookupSingleton(CloudOpsConfiguration.class);
    }

    public String getGrace() {
        return Util.fixEmptyAndTrim(grace) == null ? DEFAULT_GRACE : grace;
    }

    /** @param grace a duration such as {@code 2h}; empty for the default */
    @DataBoundSetter
    public void setGrace(String grace) {
        this.grace = Util.fixEmptyAndTrim(grace);
        save();
    }

    public String getAgentTimeout() {
        return Util.fixEmptyAndTrim(agentTimeout) == null ? DEFAULT_AGENT_TIMEOUT : agentTimeout;
    }

    /** @param agentTimeout a duration such as {@code 30m}; empty for the default */
    @DataBoundSetter
    public void setAgentTimeout(String agentTimeout) {
        this.agentTimeout = Util.fixEmptyAndTrim(agentTimeout);
        save();
    }

    /** How long a CLI may take to stop after its first interrupt; the default if the setting is unreadable. */
    public Duration grace() {
        return orDefault(getGrace(), DEFAULT_GRACE);
    }

    /** How long an agent may stay away before the step fails; the default if the setting is unreadable. */
    public Duration agentTimeout() {
        return orDefault(getAgentTimeout(), DEFAULT_AGENT_TIMEOUT);
    }

    @POST
    public FormValidation doCheckGrace(@QueryParameter String value) {
        return check("grace", value);
    }

    @POST
    public FormValidation doCheckAgentTimeout(@QueryParameter String value) {
        return check("agentTimeout", value);
    }

    private static FormValidation check(String setting, String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String text = Util.fixEmptyAndTrim(value);
        try {
            if (text != null) {
                GoDuration.parse(setting, text);
            }
            return FormValidation.ok();
        } catch (BadSetting e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static Duration orDefault(String value, String fallback) {
        try {
            return GoDuration.parse("", value);
        } catch (BadSetting e) {
            return GoDuration.parse("", fallback);
        }
    }
}
