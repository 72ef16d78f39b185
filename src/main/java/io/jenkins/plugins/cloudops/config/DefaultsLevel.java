package io.jenkins.plugins.cloudops.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;

/**
 * What one folder, or Jenkins itself, says for the jobs in it.
 *
 * @param folder its full name; empty for Jenkins
 */
public record DefaultsLevel(String folder, List<StackDefaults> defaults, List<GateDefaults> gates) {

    /**
     * The levels around a job that say anything, the innermost folder first, Jenkins last. Folders are found whoever
     * the build runs as: what nobody sees is in force all the same.
     *
     * @param job its full name; that it has been deleted does not matter
     */
    public static List<DefaultsLevel> around(String job) {
        List<DefaultsLevel> levels = new ArrayList<>();
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            for (int end = job.lastIndexOf('/'); end > 0; end = job.lastIndexOf('/', end - 1)) {
                String name = job.substring(0, end);
                AbstractFolder<?> folder = Jenkins.get().getItemByFullName(name, AbstractFolder.class);
                FolderDefaults property = folder == null ? null : folder.getProperties().get(FolderDefaults.class);
                if (property != null) {
                    levels.add(new DefaultsLevel(name, property.getDefaults(), property.getGates()));
                }
            }
        }
        CloudOpsConfiguration jenkins = CloudOpsConfiguration.get();
        levels.add(new DefaultsLevel("", jenkins.getDefaults(), jenkins.getGates()));
        return levels;
    }

    /** For people. */
    public String label() {
        return folder.isEmpty() ? Messages.DefaultsLevel_jenkins() : Messages.DefaultsLevel_folder(folder);
    }

    /**
     * The defaults that are for a job, in the order in which they count.
     *
     * @param expand applied to each text
     * @throws BadSetting naming the level, if one of them cannot be used
     */
    public List<PlanRequest> requests(String job, UnaryOperator<String> expand) {
        try {
            return defaults.stream().filter(each -> each.areFor(job)).map(each -> each.toRequest(expand)).toList();
        } catch (BadSetting e) {
            throw new BadSetting(Messages.DefaultsLevel_defaults(label(), e.getMessage()));
        }
    }

    /**
     * The gates that are for one of some jobs in it, and a Terraform workspace.
     *
     * @throws BadSetting naming the level, if one of them cannot be used
     */
    Gates gates(Collection<String> jobs, String terraformWorkspace) {
        try {
            return GateDefaults.inForce(gates, jobs, terraformWorkspace);
        } catch (BadSetting e) {
            throw new BadSetting(Messages.DefaultsLevel_gates(label(), e.getMessage()));
        }
    }
}
