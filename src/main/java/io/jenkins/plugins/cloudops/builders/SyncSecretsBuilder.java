package io.jenkins.plugins.cloudops.builders;

import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.sync.SecretSourceSettings;
import io.jenkins.plugins.cloudops.sync.SecretTargetSettings;
import io.jenkins.plugins.cloudops.sync.SyncOrder;
import io.jenkins.plugins.cloudops.task.FormMaps;
import io.jenkins.plugins.cloudops.task.Plain;
import io.jenkins.plugins.cloudops.task.SyncForm;
import io.jenkins.plugins.cloudops.task.SyncSettings;
import io.jenkins.plugins.cloudops.task.SyncTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The freestyle build step that syncs secrets, with the settings of the pipeline step. */
public class SyncSecretsBuilder extends Builder implements SyncSettings {

    private SecretSourceSettings from;
    private List<SecretTargetSettings> to;
    private Map<String, Object> map;
    private boolean dryRun;
    private boolean adopt;
    private boolean prune;
    private Integer pruneLimit;

    @DataBoundConstructor
    public SyncSecretsBuilder() {
        // What is missing is said when the build comes here.
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        return Refusal.recorded(build, "syncSecrets", () -> {
            SyncOrder order = toOrder(build.getEnvironment(listener)::expand);
            BuilderHost.run(build, launcher, listener, (id, node, workspace) -> new SyncTask(id, order, node, workspace));
        });
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
        return to == null ? List.of() : to;
    }

    @DataBoundSetter
    public void setTo(List<SecretTargetSettings> to) {
        this.to = to == null || to.isEmpty() ? null : new ArrayList<>(to);
    }

    @Override
    public Map<String, Object> getMap() {
        return map == null ? Map.of() : map;
    }

    @DataBoundSetter
    public void setMap(Map<String, Object> map) {
        this.map = map == null || map.isEmpty() ? null : Plain.map(map);
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
        return pruneLimit == null ? PRUNE_LIMIT : pruneLimit;
    }

    @DataBoundSetter
    public void setPruneLimit(int pruneLimit) {
        this.pruneLimit = pruneLimit;
    }

    /** Offers the build step to every freestyle job. */
    @Extension
    @Symbol("syncSecrets")
    public static final class DescriptorImpl extends BuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.SyncSecretsBuilder_displayName();
        }

        @Override
        String step() {
            return "SyncSecretsStep";
        }

        @Override
        public Builder newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormMaps.check(form);
            Map<String, Object> map = SyncForm.takeMap(form);
            SyncSecretsBuilder builder = (SyncSecretsBuilder) super.newInstance(request, form);
            builder.setMap(map);
            return builder;
        }
    }
}
