package io.jenkins.plugins.cloudops.page.incident;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.engine.incident.GameDayReport;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.incident.Incident;
import io.jenkins.plugins.cloudops.incident.Incidents;
import io.jenkins.plugins.cloudops.page.BuildActions;
import java.io.IOException;
import java.io.PrintWriter;
import java.text.DateFormat;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The incidents of a build, on its page, and their report. Holds nothing itself. */
@Restricted(NoExternalUse.class)
public final class IncidentsAction implements Action {

    private final Run<?, ?> build;

    IncidentsAction(Run<?, ?> build) {
        this.build = build;
    }

    public Run<?, ?> getBuild() {
        return build;
    }

    /** All incidents of the build, the earliest first. */
    public List<IncidentView> getIncidents() {
        return Incidents.get().of(build).stream().map(IncidentView::new).toList();
    }

    /** When something happened, in the time zone of Jenkins. */
    public String time(Incident.Moment moment) {
        return DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.MEDIUM).format(new Date(moment.time()));
    }

    /** Whether whoever looks may clear them. */
    public boolean mayClear() {
        return build.getParent().hasPermission(CloudOpsPermissions.INCIDENT);
    }

    /** Clears an incident of this build. */
    @RequirePOST
    public HttpResponse doClear(@QueryParameter String id, @QueryParameter boolean force) throws IOException {
        build.getParent().checkPermission(CloudOpsPermissions.INCIDENT);
        for (Incident incident : Incidents.get().of(build)) {
            if (incident.id().equals(id) && (incident.phase() != Incident.Phase.CLEARED || force && !incident.left().isEmpty())) {
                try {
                    Incidents.get().takeUpAgain(incident);
                } catch (IncidentProblem e) {
                    return HttpResponses.errorWithoutStack(409, e.getMessage());
                }
                IncidentView.clear(incident, force);
                return HttpResponses.redirectToDot();
            }
        }
        return HttpResponses.errorWithoutStack(404, Messages.IncidentsAction_none());
    }

    /** The report as a Markdown file. */
    public void doReport(StaplerResponse2 response) throws IOException {
        response.setContentType("text/markdown;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"game-day.md\"");
        try (PrintWriter out = response.getWriter()) {
            out.print(getReport());
        }
    }

    public String getReport() {
        return GameDayReport.markdown(build.getFullDisplayName(), Incidents.get().of(build).stream().map(IncidentsAction::entry).toList());
    }

    private static GameDayReport.Entry entry(Incident incident) {
        long detected = incident.noticedAt() == 0 ? -1 : incident.noticedAt() - incident.inForceSince();
        long recovered = incident.recoveredAt() == 0 ? -1 : incident.recoveredAt() - incident.clearedAt();
        return new GameDayReport.Entry(incident.title(), List.of(
                Messages.IncidentsAction_scenario(), incident.scenario(),
                Messages.IncidentsAction_changes(), incident.changes(),
                Messages.IncidentsAction_target(), incident.target(),
                Messages.IncidentsAction_environment(), incident.environment(),
                Messages.IncidentsAction_reason(), incident.reason(),
                Messages.IncidentsAction_user(), incident.user(),
                Messages.IncidentsAction_detected(), detected < 0 ? "" : GameDayReport.span(detected),
                Messages.IncidentsAction_recovered(), recovered < 0 ? "" : GameDayReport.span(recovered)),
                incident.moments().stream().map(moment -> new GameDayReport.Moment(moment.time(), moment.what())).toList());
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
    public String getUrlName() {
        return "cloudops-incidents";
    }

    /** Adds the page to each build that has incidents. */
    @Extension
    public static final class Factory extends BuildActions {

        @Override
        public Collection<? extends Action> createFor(Run<?, ?> build) {
            return Incidents.get().has(build) ? List.of(new IncidentsAction(build)) : List.of();
        }
    }
}
