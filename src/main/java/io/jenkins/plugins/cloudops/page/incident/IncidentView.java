package io.jenkins.plugins.cloudops.page.incident;

import hudson.Util;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.cloudops.incident.Incident;
import io.jenkins.plugins.cloudops.incident.Incidents;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What pages say of an incident, and its clearing by hand. */
@Restricted(NoExternalUse.class)
public final class IncidentView {

    private static final Logger LOGGER = Logger.getLogger(IncidentView.class.getName());
    /** So long a click waits for what it does. */
    private static final long SECONDS = 5;

    private final Incident incident;

    IncidentView(Incident incident) {
        this.incident = incident;
    }

    public Incident getIncident() {
        return incident;
    }

    /** How it is, in a sentence. */
    public String getState() {
        return switch (incident.phase()) {
            case INTENDED -> Messages.IncidentView_intended();
            case IN_FORCE -> Messages.IncidentView_inForce(Util.getTimeSpanString(Math.max(0, incident.expires() - System.currentTimeMillis())));
            case CLEARING -> incident.problem().isEmpty() ? Messages.IncidentView_clearing(incident.cause())
                    : Messages.IncidentView_failed(incident.attempts(), incident.problem());
            case CLEARED -> incident.left().isEmpty() ? Messages.IncidentView_cleared(incident.cause())
                    : Messages.IncidentView_left(incident.cause(), String.join(" ", incident.left()));
            case LOST -> incident.problem();
        };
    }

    /** Whether something is still to be restored. */
    public boolean isGoing() {
        return incident.phase() != Incident.Phase.CLEARED;
    }

    /** Whether somebody has to look. */
    public boolean isBad() {
        return isStuck() || !incident.left().isEmpty();
    }

    /** Whether it could not be cleared so far, so that somebody may give it up. */
    public boolean isStuck() {
        return isGoing() && !incident.problem().isEmpty();
    }

    /** The page of its build, below the address of Jenkins; empty if that is gone. */
    public String getBuildUrl() {
        Run<?, ?> build = Run.fromExternalizableId(incident.build());
        return build == null ? "" : build.getUrl();
    }

    /** Clears one by hand. */
    static void clear(Incident incident, boolean force) {
        Future<Incident> cleared = Incidents.get().clear(incident, Messages.IncidentView_byHand(user()), force, null);
        try {
            cleared.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // The page says how it is.
            LOGGER.log(Level.FINE, "not cleared yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String user() {
        User user = User.current();
        return user == null ? "anonymous" : user.getId();
    }
}
