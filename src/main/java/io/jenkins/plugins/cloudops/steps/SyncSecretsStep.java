package io.jenkins.plugins.cloudops.steps;

import hudson.Extension;
import hudson.FilePath;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.sync.SecretSourceSettings;
import io.jenkins.plugins.cloudops.sync.SecretTargetSettings;
import io.jenkins.plugins.cloudops.sync.SyncOrder;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.SyncForm;
import io.jenkins.plugins.cloudops.task.SyncSettings;
import io.jenkins.plugins.cloudops.task.SyncTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The pipeline step {@code syncSecrets}. */
public class SyncSecretsStep extends Step implements SyncSettings {

    private SecretSourceSettings from;
    private List<SecretTargetSettings> to = new ArrayList<>();
    private Map<String, Object> map = new LinkedHashMap<>();
    private boolean dryRun;
    private boolean adopt;
    private boolean prune;
    private int pruneLimit = PRUNE_LIMIT;

    @DataBoundConstructor
    public SyncSecretsStep() {
        // What is missing is said when the step starts.
    }

    @Override
    public StepExecution start(StepContext context) throws CloudOpsException {
        return new Execution(context, toOrder(UnaryOperator.identity()));
    }

    @Override
    public SecretSourceSettings getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(SecretSourceSettings from) {
        this.from = from;
    }

    @Override
    public List<SecretTargetSettings> getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(List<SecretTargetSettings> to) {
        this.to = to == null ? new ArrayList<>() : new ArrayList<>(to);
    }

    @Override
    public Map<String, Object> getMap() {
        return map;
    }

    @DataBoundSetter
    public void setMap(Map<String, Object> map) {
        this.map = Plain.map(map);
    }

    @Override
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public boolean isAdopt() {
        return adopt;
    }

    @DataBoundSetter
    public void setAdopt(boolean adopt) {
        this.adopt = adopt;
    }

    @Override
    public boolean isPrune() {
        return prune;
    }

    @DataBoundSetter
    public void setPrune(boolean prune) {
        this.prune = prune;
    }

    @Override
    public int getPruneLimit() {
        return pruneLimit;
    }

    @DataBoundSetter
    public void setPruneLimit(int pruneLimit) {
        this.pruneLimit = pruneLimit;
    }

    private static final class Execution extends CliExecution {

        private static final long serialVersionUID = 1L;

        private final SyncOrder order;

        Execution(StepContext context, SyncOrder order) {
            super(context);
            this.order = order;
        }

        @Override
        CliTask task(String id, String node, FilePath workspace) {
            return new SyncTask(id, order, node, workspace);
        }
    }

    /** Says what the step is called and what it needs around it. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "syncSecrets";
        }

        @Override
        public String getDisplayName() {
            return Messages.SyncSecretsStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return CliExecution.requiredContext();
        }

        @Override
        public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            Map<String, Object> map = SyncForm.takeMap(form);
            SyncSecretsStep step = (SyncSecretsStep) super.newInstance(request, form);
            step.setMap(map);
            return step;
        }
    }
}
