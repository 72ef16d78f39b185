package io.jenkins.plugins.cloudops.incident;

import hudson.model.Executor;
import hudson.model.Job;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessControlled;
import java.util.Arrays;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * Clears an incident on whichever agent with the same labels is free, when the one that triggered it is away. Waits in the
 * queue, where it is visible, and where it is only once; after a restart it is put there again.
 */
@Restricted(NoExternalUse.class)
@ExportedBean(defaultVisibility = 3)
public final class ClearingTask implements Queue.TransientTask, AccessControlled {

    private final Incident incident;

    private ClearingTask(Incident incident) {
        this.incident = incident;
    }

    static void queue(Incident incident) {
        Queue.getInstance().schedule2(new ClearingTask(incident), 0);
    }

    /** All labels of a node, of which an agent has to have each. */
    static String labels(String node) {
        Node found = node.isEmpty() ? null : Jenkins.get().getNode(node);
        return found == null ? "" : Arrays.stream(found.getLabelString().trim().split("\\s+")).filter(label -> !label.isEmpty())
                .map(label -> '"' + label + '"').collect(Collectors.joining("&&"));
    }

    /** Null for any agent. */
    @Override
    public Label getAssignedLabel() {
        String labels = incident.place().labels();
        return labels.isEmpty() ? null : Label.parseExpression(labels);
    }

    /** The queue shows it to whoever may see the job, and to nobody if it says nothing of that. */
    @Override
    public ACL getACL() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = Jenkins.get().getItemByFullName(incident.job(), Job.class);
            return job == null ? Jenkins.get().getACL() : job.getACL();
        }
    }

    @Override
    @Exported
    public String getName() {
        return "cloudops-incident-" + incident.id();
    }

    @Override
    public String getDisplayName() {
        return Messages.ClearingTask_displayName(incident.title(), incident.build());
    }

    @Override
    public String getFullDisplayName() {
        return getDisplayName();
    }

    @Override
    public String getUrl() {
        return "manage/cloudops-incidents/";
    }

    @Override
    public Queue.Executable createExecutable() {
        return new Execution(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClearingTask task && task.incident.id().equals(incident.id());
    }

    @Override
    public int hashCode() {
        return incident.id().hashCode();
    }

    /** On an agent. */
    private static final class Execution implements Queue.Executable {

        private final ClearingTask task;

        Execution(ClearingTask task) {
            this.task = task;
        }

        @Override
        public ClearingTask getParent() {
            return task;
        }

        @Override
        public void run() {
            Executor executor = Executor.currentExecutor();
            Node node = executor == null ? null : executor.getOwner().getNode();
            if (node != null) {
                Incidents.get().clearFrom(task.incident, node);
            }
        }

        @Override
        public String toString() {
            return task.getDisplayName();
        }
    }
}
