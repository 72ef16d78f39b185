package io.jenkins.plugins.cloudops.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.util.FormValidation;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Names the jobs of other folders that may apply saved plans of the job that has it, in the manner of the Copy
 * Artifact plugin: {@code options { terraformPlanConsumers('team/deploy') }}.
 */
public final class TerraformPlanConsumers extends OptionalJobProperty<Job<?, ?>> {

    private static final Pattern NAME = Pattern.compile("[^/*?<>\\p{Cntrl}]+(/[^/*?<>\\p{Cntrl}]+)*(/\\*)?");

    private final String jobs;

    /** @param jobs full names, or a folder followed by {@code /*}, divided by commas or line breaks */
    @DataBoundConstructor
    public TerraformPlanConsumers(String jobs) {
        this.jobs = Util.fixNull(jobs).trim();
    }

    public String getJobs() {
        return jobs;
    }

    /** Whether a job is named, itself or with all that are directly in its folder. */
    public boolean allows(Job<?, ?> consumer) {
        String name = consumer.getFullName();
        String folder = consumer.getParent().getFullName();
        return names(jobs).stream().anyMatch(listed ->
                listed.equals(name) || !folder.isEmpty() && listed.equals(folder + "/*"));
    }

    private static List<String> names(String jobs) {
        return Arrays.stream(Util.fixNull(jobs).split("[,\\r\\n]")).map(name -> name.trim().replaceFirst("^/", ""))
                .filter(name -> !name.isEmpty()).toList();
    }

    /** Describes the property. */
    @Extension
    @Symbol("terraformPlanConsumers")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.TerraformPlanConsumers_displayName();
        }

        @POST
        public FormValidation doCheckJobs(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null) {
                Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            } else {
                item.checkPermission(Item.CONFIGURE);
            }
            List<String> names = names(value);
            for (String name : names) {
                if (!NAME.matcher(name).matches()) {
                    return FormValidation.error(Messages.TerraformPlanConsumers_name(name));
                }
            }
            return names.isEmpty() ? FormValidation.error(Messages.TerraformPlanConsumers_none()) : FormValidation.ok();
        }
    }
}
