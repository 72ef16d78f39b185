package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * How many objects a plan may delete, replace, …; null for any number. A property each, since configuration as code has no maps.
 *
 * <p>Whatever binds them gives null for a text that is no number, and would leave nothing limited: a limit that was given as null
 * refuses every run, and {@link FormNumbers} takes out of a form what was left empty.
 */
public final class GateLimits extends AbstractDescribableImpl<GateLimits> {

    private Integer delete;
    private Integer replace;
    private Integer forget;
    private Integer update;
    private Integer create;
    /** Those that were given and are no number; null for none. */
    private List<String> unread;

    @DataBoundConstructor
    public GateLimits() {
        // Whatever is not limited is left out.
    }

    public Integer getDelete() {
        return delete;
    }

    @DataBoundSetter
    public void setDelete(Integer delete) {
        this.delete = read("delete", delete);
    }

    public Integer getReplace() {
        return replace;
    }

    @DataBoundSetter
    public void setReplace(Integer replace) {
        this.replace = read("replace", replace);
    }

    public Integer getForget() {
        return forget;
    }

    @DataBoundSetter
    public void setForget(Integer forget) {
        this.forget = read("forget", forget);
    }

    public Integer getUpdate() {
        return update;
    }

    @DataBoundSetter
    public void setUpdate(Integer update) {
        this.update = read("update", update);
    }

    public Integer getCreate() {
        return create;
    }

    @DataBoundSetter
    public void setCreate(Integer create) {
        this.create = read("create", create);
    }

    private Integer read(String name, Integer limit) {
        List<String> others = new ArrayList<>(unread == null ? List.of() : unread);
        others.remove(name);
        if (limit == null) {
            others.add(name);
        }
        unread = others.isEmpty() ? null : others;
        return limit;
    }

    /** Whether they say nothing at all. */
    boolean isEmpty() {
        return unread == null && all().values().stream().allMatch(Objects::isNull);
    }

    /** What they are called. */
    static Set<String> names() {
        return new GateLimits().all().keySet();
    }

    /**
     * By the word of the action.
     *
     * @throws BadSetting if one was given that is no number
     */
    Map<String, Integer> asMap() {
        if (unread != null) {
            throw new BadSetting(Messages.GateLimits_unread(unread.get(0)));
        }
        Map<String, Integer> limits = all();
        limits.values().removeIf(Objects::isNull);
        return limits;
    }

    private Map<String, Integer> all() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("delete", delete);
        limits.put("replace", replace);
        limits.put("forget", forget);
        limits.put("update", update);
        limits.put("create", create);
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
        public FormValidation doCheckDelete(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "delete", value);
        }

        @POST
        public FormValidation doCheckReplace(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "replace", value);
        }

        @POST
        public FormValidation doCheckForget(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "forget", value);
        }

        @POST
        public FormValidation doCheckUpdate(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "update", value);
        }

        @POST
        public FormValidation doCheckCreate(@AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "create", value);
        }

        private static FormValidation check(Item item, String action, String value) {
            return FormAccess.check(item, value, text -> Gates.of(Map.of(action, text), List.of(), List.of(), List.of()));
        }
    }
}
