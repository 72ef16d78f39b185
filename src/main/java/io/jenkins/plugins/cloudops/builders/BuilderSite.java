package io.jenkins.plugins.cloudops.builders;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.incident.Site;
import io.jenkins.plugins.cloudops.incident.TriggerOrder;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.task.IncidentTask;
import io.jenkins.plugins.cloudops.task.TriggerSettings;
import java.io.IOException;
import java.util.List;

/** Triggers incidents where a freestyle build is. */
final class BuilderSite {

    private BuilderSite() {
    }

    static Site of(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener) throws IOException, InterruptedException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new CloudOpsException(FailureKind.AGENT, Messages.BuilderHost_noWorkspace());
        }
        FilePath temporary = WorkspaceList.tempDir(workspace);
        String node = build.getBuiltOnStr() == null ? "" : build.getBuiltOnStr();
        return new Site(build, node, workspace, temporary == null ? workspace : temporary, launcher, build.getEnvironment(listener), listener);
    }

    /** @return the id of the incident */
    static String trigger(TriggerSettings settings, AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        // Jenkins writes it at the end only: after a crash nothing would be known of the build, nor of its incident.
        build.save();
        Site site = of(build, launcher, listener);
        EnvVars variables = build.getEnvironment(listener);
        try {
            TriggerOrder order = settings.toOrder(variables::expand);
            IncidentTask.trigger(order, site, List::of, variables::expand);
            return order.id();
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
    }
}
