package io.jenkins.plugins.cloudops.page.incident;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.incident.Incident;
import io.jenkins.plugins.cloudops.incident.Incidents;
import io.jenkins.plugins.cloudops.page.JobActions;
import java.util.Collection;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** What a job has in force, on its page. Holds nothing itself. */
@Restricted(NoExternalUse.class)
public final class JobIncidentsAction implements Action {

    private final Job<?, ?> job;

    JobIncidentsAction(Job<?, ?> job) {
        this.job = job;
    }

    /** Those that are not cleared yet, the earliest first. */
    public List<IncidentView> getIncidents() {
        return going(job).stream().map(IncidentView::new).toList();
    }

    private static List<Incident> going(Job<?, ?> job) {
        return Incidents.get().going().stream().filter(incident -> incident.job().equals(job.getFullName())).toList();
    }

    /** Whether whoever looks may clear them. */
    public boolean mayClear() {
        return job.hasPermission(CloudOpsPermissions.INCIDENT);
    }

    /** Clears an incident of this job. */
    @RequirePOST
    public HttpResponse doClear(@QueryParameter String id) {
        job.checkPermission(CloudOpsPermissions.INCIDENT);
        for (Incident incident : going(job)) {
            if (incident.id().equals(id)) {
                IncidentView.clear(incident, false);
                return HttpResponses.redirectTo("..");
            }
        }
        return HttpResponses.errorWithoutStack(404, Messages.IncidentsAction_none());
    }

    /** It is shown on the page of the job itself. */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.IncidentsAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "cloudops-incidents";
    }

    /** Adds it to each job that has something in force. */
    @Extension
    public static final class Factory extends JobActions {

        @Override
        public Collection<? extends Action> createFor(Job<?, ?> job) {
            return going(job).isEmpty() ? List.of() : List.of(new JobIncidentsAction(job));
        }
    }
}
