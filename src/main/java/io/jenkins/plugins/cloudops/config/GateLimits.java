package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How many objects a plan may delete, replace, …; null for any number. A property each, since configuration as code has no maps. */
public final class GateLimits extends AbstractDescribableImpl<GateLimits> {

    private Integer delete;
    private Integer replace;
    private Integer forget;
    private Integer update;
    private Integer create;

    @DataBoundConstructor
    public GateLimits() {
        // Whatever is not limited is left out.
    }

    public Integer getDelete() {
        return delete;
    }

    @DataBoundSetter
    public void setDelete(Integer delete) {
        this.delete = delete;
    }

    public Integer getReplace() {
        return replace;
    }

    @DataBoundSetter
    public void setReplace(Integer replace) {
        this.replace = replace;
    }

    public Integer getForget() {
        return forget;
    }

    @DataBoundSetter
    public void setForget(Integer forget) {
        this.forget = forget;
    }

    public Integer getUpdate() {
        return update;
    }

    @DataBoundSetter
    public void setUpdate(Integer update) {
        this.update = update;
    }

    public Integer getCreate() {
        return create;
    }

    @DataBoundSetter
    public void setCreate(Integer create) {
        this.create = create;
    }

    /** By the word of the action. */
    Map<String, Integer> asMap() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("delete", delete);
        limits.put("replace", replace);
        limits.put("forget", forget);
        limits.put("update", update);
        limits.put("create", create);
        limits.values().removeIf(limit -> limit == null);
        return limits;
    }

    /** Checks the numbers. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GateLimits> {

        @Override
        public String getDisplayName() {
            return Messages.GateLimits_displayName();
        }

        @POST
        public FormValidation doCheckDelete(@QueryParameter String value) {
            return check("delete", value);
        }

        @POST
        public FormValidation doCheckReplace(@QueryParameter String value) {
            return check("replace", value);
        }

        @POST
        public FormValidation doCheckForget(@QueryParameter String value) {
            return check("forget", value);
        }

        @POST
        public FormValidation doCheckUpdate(@QueryParameter String value) {
            return check("update", value);
        }

        @POST
        public FormValidation doCheckCreate(@QueryParameter String value) {
            return check("create", value);
        }

        private static FormValidation check(String action, String value) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String text = Util.fixEmptyAndTrim(value);
            try {
                if (text != null) {
                    Gates.of(Map.of(action, text), List.of(), List.of(), List.of());
                }
                return FormValidation.ok();
            } catch (BadSetting e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
