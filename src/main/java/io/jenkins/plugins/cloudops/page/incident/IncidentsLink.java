package io.jenkins.plugins.cloudops.page.incident;

import hudson.Extension;
import hudson.model.ManagementLink;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.IncidentSettings;
import io.jenkins.plugins.cloudops.incident.Incident;
import io.jenkins.plugins.cloudops.incident.Incidents;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The management page for the incidents of all jobs, with the switch that stops them. */
@Extension
@Restricted(NoExternalUse.class)
public class IncidentsLink extends ManagementLink {

    /** Those that are not cleared yet, the earliest first. */
    public List<IncidentView> getIncidents() {
        return Incidents.get().going().stream().map(IncidentView::new).toList();
    }

    public boolean isStopped() {
        return CloudOpsConfiguration.get().getIncidents().isStopped();
    }

    /** Clears one. */
    @RequirePOST
    public HttpResponse doClear(@QueryParameter String id) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Incident incident = Incidents.get().going(id);
        if (incident == null) {
            return HttpResponses.errorWithoutStack(404, Messages.IncidentsAction_none());
        }
        IncidentView.clear(incident, false);
        return HttpResponses.redirectToDot();
    }

    /** Gives up one that cannot be cleared. */
    @RequirePOST
    public HttpResponse doForget(@QueryParameter String id) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        Incident incident = Incidents.get().going(id);
        if (incident == null || !new IncidentView(incident).isStuck()) {
            return HttpResponses.errorWithoutStack(404, Messages.IncidentsAction_none());
        }
        Incidents.get().forget(incident, IncidentView.user());
        return HttpResponses.redirectToDot();
    }

    /** Stops all: nothing is triggered any more, and what is in force is cleared. */
    @RequirePOST
    public HttpResponse doStop() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        stop(true);
        Incidents.get().clearAll(Messages.IncidentsLink_stopped(IncidentView.user()));
        return HttpResponses.redirectToDot();
    }

    /** Lets them be triggered again. */
    @RequirePOST
    public HttpResponse doAllow() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        stop(false);
        return HttpResponses.redirectToDot();
    }

    private static void stop(boolean stopped) {
        IncidentSettings settings = CloudOpsConfiguration.get().getIncidents();
        settings.setStopped(stopped);
        CloudOpsConfiguration.get().setIncidents(settings);
    }

    @Override
    public String getIconFileName() {
        return "symbol-shield-warning";
    }

    @Override
    public String getDisplayName() {
        return Messages.IncidentsAction_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.IncidentsLink_description();
    }

    @Override
    public String getUrlName() {
        return "cloudops-incidents";
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }
}
