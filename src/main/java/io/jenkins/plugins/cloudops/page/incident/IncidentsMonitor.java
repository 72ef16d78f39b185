package io.jenkins.plugins.cloudops.page.incident;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.cloudops.incident.Incidents;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Warns administrators of incidents that could not be cleared. */
@Extension
@Restricted(NoExternalUse.class)
public class IncidentsMonitor extends AdministrativeMonitor {

    @Override
    public boolean isActivated() {
        return !getIncidents().isEmpty();
    }

    @Override
    public String getDisplayName() {
        return Messages.IncidentsMonitor_displayName();
    }

    public List<IncidentView> getIncidents() {
        return Incidents.get().going().stream().map(IncidentView::new).filter(IncidentView::isBad).toList();
    }
}
