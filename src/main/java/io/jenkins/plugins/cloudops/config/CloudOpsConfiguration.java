package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.comment.CommentTexts;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.GoDuration;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The settings for all of Jenkins. */
@Extension
@Symbol("cloudOps")
public class CloudOpsConfiguration extends GlobalConfiguration {

    static final String DEFAULT_GRACE = "2h";
    static final String DEFAULT_AGENT_TIMEOUT = "30m";
    static final int DEFAULT_RETENTION_DAYS = 30;
    private static final int MOST = 100_000;
    private static final List<String> LISTS = List.of("defaults", "gates", "commentTemplates", "forges");

    private String grace;
    private String agentTimeout;
    private Integer planRetentionDays;
    private Integer plansPerJob;
    private Boolean planValuesInLog;
    private TracingConfiguration tracing;
    private List<StackDefaults> defaults;
    private List<GateDefaults> gates;
    private List<ForgeSettings> forges;
    private Boolean valuesInComments;
    private List<CommentTemplates> commentTemplates;
    private IncidentSettings incidents;

    public CloudOpsConfiguration() {
        load();
    }

    public static CloudOpsConfiguration get() {
        return ExtensionList.lookupSingleton(CloudOpsConfiguration.class);
    }

    /** @throws FormException if a number of the form is none, before anything of it is taken */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        FormNumbers.check(form);
        // A list whose last entry was taken out is not in the form at all, and would stay as it was.
        for (String list : LISTS) {
            if (!form.has(list)) {
                form.put(list, new JSONArray());
            }
        }
        return super.configure(request, form);
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

    public Integer getPlanRetentionDays() {
        return planRetentionDays();
    }

    /** @param planRetentionDays 0 for as long as the build; null for the default */
    @DataBoundSetter
    public void setPlanRetentionDays(Integer planRetentionDays) {
        this.planRetentionDays = planRetentionDays;
        save();
    }

    public Integer getPlansPerJob() {
        return plansPerJob();
    }

    /** @param plansPerJob 0 or null for any number */
    @DataBoundSetter
    public void setPlansPerJob(Integer plansPerJob) {
        this.plansPerJob = plansPerJob;
        save();
    }

    /** Whether the log of a build has the values of attributes and outputs that a plan changes: it has, unless told otherwise. */
    public boolean isPlanValuesInLog() {
        return planValuesInLog == null || planValuesInLog;
    }

    @DataBoundSetter
    public void setPlanValuesInLog(boolean planValuesInLog) {
        this.planValuesInLog = planValuesInLog;
        save();
    }

    /** Never null. */
    public TracingConfiguration getTracing() {
        return tracing == null ? new TracingConfiguration() : tracing;
    }

    /** @param tracing null for what it is without any settings */
    @DataBoundSetter
    public void setTracing(TracingConfiguration tracing) {
        this.tracing = tracing;
        save();
    }

    public List<StackDefaults> getDefaults() {
        return defaults == null ? List.of() : List.copyOf(defaults);
    }

    /**
     * @param defaults of those that are for a job, the first that has a setting counts
     * @throws BadSetting if one binds credentials, which only a folder can
     */
    @DataBoundSetter
    public void setDefaults(List<StackDefaults> defaults) {
        if (defaults != null && defaults.stream().anyMatch(each -> !each.getCredentials().isEmpty())) {
            throw new BadSetting(Messages.CloudOpsConfiguration_credentials());
        }
        this.defaults = defaults == null || defaults.isEmpty() ? null : new ArrayList<>(defaults);
        save();
    }

    public List<GateDefaults> getGates() {
        return gates == null ? List.of() : gates;
    }

    @DataBoundSetter
    public void setGates(List<GateDefaults> gates) {
        this.gates = gates == null || gates.isEmpty() ? null : new ArrayList<>(gates);
        save();
    }

    /**
     * All gates that are in force for a run, whatever its step says: those of Jenkins, and of each folder around its jobs.
     *
     * @param jobs the full names of the jobs that it belongs to
     * @param terraformWorkspace in which it plans or applies
     * @throws BadSetting if the configuration has one that cannot be read
     */
    public Gates gates(Collection<String> jobs, String terraformWorkspace) {
        Map<DefaultsLevel, List<String>> levels = new LinkedHashMap<>();
        for (String job : jobs) {
            for (DefaultsLevel level : DefaultsLevel.around(job)) {
                levels.computeIfAbsent(level, key -> new ArrayList<>()).add(job);
            }
        }
        Gates gates = Gates.NONE;
        for (Map.Entry<DefaultsLevel, List<String>> level : levels.entrySet()) {
            gates = level.getKey().gates(level.getValue(), terraformWorkspace).and(gates);
        }
        return gates;
    }

    public List<ForgeSettings> getForges() {
        return forges == null ? List.of() : List.copyOf(forges);
    }

    /** @param forges beside those that everybody knows */
    @DataBoundSetter
    public void setForges(List<ForgeSettings> forges) {
        this.forges = forges == null ? null : new ArrayList<>(forges);
        save();
    }

    public boolean isValuesInComments() {
        return valuesInComments == null || valuesInComments;
    }

    /** @param valuesInComments whether comments show values of attributes and outputs that are not sensitive */
    @DataBoundSetter
    public void setValuesInComments(boolean valuesInComments) {
        this.valuesInComments = valuesInComments;
        save();
    }

    public List<CommentTemplates> getCommentTemplates() {
        return commentTemplates == null ? List.of() : List.copyOf(commentTemplates);
    }

    @DataBoundSetter
    public void setCommentTemplates(List<CommentTemplates> commentTemplates) {
        this.commentTemplates = commentTemplates == null || commentTemplates.isEmpty() ? null : new ArrayList<>(commentTemplates);
        save();
    }

    /**
     * The texts of comments on plans of a job.
     *
     * @param job its full name
     */
    public CommentTexts commentTexts(String job) {
        return CommentTemplates.texts(getCommentTemplates(), job);
    }

    public IncidentSettings getIncidents() {
        return incidents == null ? new IncidentSettings() : incidents;
    }

    /** @param incidents null for what it is without any settings */
    @DataBoundSetter
    public void setIncidents(IncidentSettings incidents) {
        this.incidents = incidents;
        save();
    }

    /** After how many days a saved plan is dropped, 0 for never; the default if the setting is out of range. */
    public int planRetentionDays() {
        return isInRange(planRetentionDays) ? planRetentionDays : DEFAULT_RETENTION_DAYS;
    }

    /** How many saved plans of a job are kept, 0 for any number, also if the setting is out of range. */
    public int plansPerJob() {
        return isInRange(plansPerJob) ? plansPerJob : 0;
    }

    private static boolean isInRange(Integer number) {
        return number != null && number >= 0 && number <= MOST;
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

    @POST
    public FormValidation doCheckPlanRetentionDays(@QueryParameter String value) {
        return checkNumber("planRetentionDays", value);
    }

    @POST
    public FormValidation doCheckPlansPerJob(@QueryParameter String value) {
        return checkNumber("plansPerJob", value);
    }

    private static FormValidation checkNumber(String setting, String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        String text = Util.fixEmptyAndTrim(value);
        try {
            if (text == null || isInRange(Integer.valueOf(text))) {
                return FormValidation.ok();
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        return FormValidation.error(Messages.CloudOpsConfiguration_number(setting, text, String.valueOf(MOST)));
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
