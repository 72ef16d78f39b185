package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Gates for the jobs in a folder, for a Terraform workspace, or for both at once; for everything without either. No
 * Jenkinsfile takes them away. The folder is a {@link FolderPattern}; in the name of a workspace, {@code *} stands for any
 * characters.
 *
 * <p>What cannot be meant is kept as it is, and refuses every run that it may be for: what binds a form passes over a setter
 * that fails, and would leave nothing protected. So is a list that comes as one text with an entry a line.
 */
public final class GateDefaults extends AbstractDescribableImpl<GateDefaults> {

    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_.~*-]{1,90}");

    private String folder;
    private String workspace;
    private GateLimits limits;
    private List<String> protect;
    private List<String> requiredTags;
    private List<String> forbid;

    @DataBoundConstructor
    public GateDefaults() {
        // Whatever is not forbidden is left out.
    }

    public String getFolder() {
        return Util.fixNull(folder);
    }

    @DataBoundSetter
    public void setFolder(String folder) {
        this.folder = Util.fixEmptyAndTrim(folder);
    }

    public String getWorkspace() {
        return Util.fixNull(workspace);
    }

    @DataBoundSetter
    public void setWorkspace(String workspace) {
        this.workspace = Util.fixEmptyAndTrim(workspace);
    }

    public GateLimits getLimits() {
        return limits;
    }

    @DataBoundSetter
    public void setLimits(GateLimits limits) {
        this.limits = limits == null || limits.isEmpty() ? null : limits;
    }

    public List<String> getProtect() {
        return protect;
    }

    @DataBoundSetter
    public void setProtect(List<String> protect) {
        this.protect = kept(protect);
    }

    public List<String> getRequiredTags() {
        return requiredTags;
    }

    @DataBoundSetter
    public void setRequiredTags(List<String> requiredTags) {
        this.requiredTags = kept(requiredTags);
    }

    public List<String> getForbid() {
        return forbid;
    }

    @DataBoundSetter
    public void setForbid(List<String> forbid) {
        this.forbid = kept(forbid);
    }

    public String getProtectText() {
        return String.join("\n", all(protect));
    }

    public String getRequiredTagsText() {
        return String.join("\n", all(requiredTags));
    }

    public String getForbidText() {
        return String.join("\n", all(forbid));
    }

    private static List<String> all(List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    /** A list that Jenkins can save; null for none. */
    private static List<String> kept(List<String> texts) {
        List<String> lines = new ArrayList<>();
        all(texts).forEach(text -> lines.addAll(lines(text)));
        return lines.isEmpty() ? null : lines;
    }

    private static List<String> lines(String text) {
        return Util.fixNull(text).lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
    }

    private static String checkedFolder(String text) {
        String pattern = Util.fixEmptyAndTrim(text);
        if (pattern != null) {
            FolderPattern.of(pattern);
        }
        return pattern;
    }

    private static String checkedWorkspace(String text) {
        String pattern = Util.fixEmptyAndTrim(text);
        if (pattern != null && !WORKSPACE.matcher(pattern).matches()) {
            throw new BadSetting(Messages.GateDefaults_workspace(pattern));
        }
        return pattern;
    }

    /**
     * Whether they are for a run.
     *
     * @param job the full name of its job
     * @param terraformWorkspace in which it plans or applies
     */
    boolean areFor(String job, String terraformWorkspace) {
        return (folder == null || FolderPattern.of(folder).matches(job))
                && (workspace == null || terraformWorkspace.matches("\\Q" + checkedWorkspace(workspace).replace("*", "\\E.*\\Q") + "\\E"));
    }

    /** What they forbid. */
    Gates gates() {
        return Gates.of(limits == null ? Map.of() : limits.asMap(), all(protect), all(requiredTags), all(forbid));
    }

    /**
     * All that is in force for a run, together.
     *
     * @param jobs the full names of the jobs that it belongs to
     * @param terraformWorkspace in which it plans or applies
     */
    static Gates inForce(List<GateDefaults> defaults, Collection<String> jobs, String terraformWorkspace) {
        Gates gates = Gates.NONE;
        for (GateDefaults each : defaults) {
            if (jobs.stream().anyMatch(job -> each.areFor(job, terraformWorkspace))) {
                gates = gates.and(each.gates());
            }
        }
        return gates;
    }

    /** Checks the form. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<GateDefaults> {

        @Override
        public String getDisplayName() {
            return Messages.GateDefaults_displayName();
        }

        @POST
        public FormValidation doCheckFolder(@AncestorInPath Item item, @QueryParameter String value) {
            return FormAccess.check(item, value, GateDefaults::checkedFolder);
        }

        @POST
        public FormValidation doCheckWorkspace(@AncestorInPath Item item, @QueryParameter String value) {
            return FormAccess.check(item, value, GateDefaults::checkedWorkspace);
        }

        @POST
        public FormValidation doCheckProtect(@AncestorInPath Item item, @QueryParameter String value) {
            return FormAccess.check(item, value, text -> Gates.of(Map.of(), lines(text), List.of(), List.of()));
        }

        @POST
        public FormValidation doCheckForbid(@AncestorInPath Item item, @QueryParameter String value) {
            return FormAccess.check(item, value, text -> Gates.of(Map.of(), List.of(), List.of(), lines(text)));
        }
    }
}
