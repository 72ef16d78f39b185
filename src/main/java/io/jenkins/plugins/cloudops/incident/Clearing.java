package io.jenkins.plugins.cloudops.incident;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/** Clears incidents for a step, which waits for it. */
public final class Clearing {

    private final Site site;
    private final boolean force;
    private final Incidents incidents = Incidents.get();

    /** @param force also what somebody else wrote since */
    public Clearing(Site site, boolean force) {
        this.site = site;
        this.force = force;
    }

    /**
     * Clears an incident; fine if it is cleared.
     *
     * @param id of an incident of this build, or of one that is in force
     * @param cause why, as part of a sentence
     * @throws IncidentProblem if there is none, or it cannot be cleared now; it is tried again all the same
     */
    public Incident clear(String id, String cause) throws IOException, InterruptedException {
        Incident incident = incidents.going(id);
        if (incident == null) {
            incident = IncidentFiles.of(site.build()).get(id);
            if (incident == null) {
                throw IncidentProblem.setting(Messages.Clearing_unknown(id));
            }
            if (!force || incident.left().isEmpty()) {
                site.say(Messages.Clearing_already(incident.title(), incident.cause()));
                return incident;
            }
            incidents.takeUpAgain(incident);
        }
        return clear(incident, cause);
    }

    /**
     * Clears all of a target that any build has triggered.
     *
     * @param expand applied to each text of the target
     */
    public List<Incident> clearAll(FlagTarget target, UnaryOperator<String> expand, String cause) throws IOException, InterruptedException {
        if (target == null) {
            throw IncidentProblem.setting(Messages.Trigger_target());
        }
        String key = target.locate(site, expand).key();
        List<Incident> cleared = new ArrayList<>();
        for (Incident incident : incidents.going()) {
            if (incident.place().key().equals(key)) {
                cleared.add(clear(incident, cause));
            }
        }
        if (cleared.isEmpty()) {
            site.say(Messages.Clearing_nothing());
        }
        return cleared;
    }

    private Incident clear(Incident incident, String cause) throws IOException, InterruptedException {
        try {
            // From where it was triggered: a file of another agent cannot be reached from here.
            boolean here = !incident.place().isOnNode() || incident.place().node().equals(site.node());
            incidents.clear(incident, cause, force, here ? site : null).get();
        } catch (ExecutionException e) {
            String why = e.getCause().getMessage() == null ? e.getCause().toString() : e.getCause().getMessage();
            throw new IncidentProblem(e.getCause() instanceof IncidentProblem problem ? problem.kind() : IncidentProblem.Kind.NETWORK,
                    Messages.Clearing_failed(incident.title(), incident.changes(), why));
        }
        site.say(incident.left().isEmpty() ? Messages.Clearing_cleared(incident.title(), incident.changes()) : Messages.Clearing_inPart(incident.title()));
        incident.left().forEach(site::say);
        if (incident.verification() != null && incident.left().isEmpty()) {
            prove(incident);
        }
        return incident;
    }

    private void prove(Incident incident) throws IOException, InterruptedException {
        String sentence;
        IncidentProblem problem = null;
        try {
            incident.verification().await(site, incident.touches(), true);
            sentence = Messages.Clearing_served(incident.verification().url());
        } catch (IncidentProblem e) {
            sentence = Messages.Clearing_unserved(e.getMessage());
            problem = new IncidentProblem(e.kind(), sentence);
        }
        incident.happened(incidents.now(), sentence);
        incidents.save(incident);
        if (problem != null) {
            throw problem;
        }
        site.say(sentence);
    }

    /** The last incident of a build that began; null if there is none. */
    static Incident last(Run<?, ?> build) {
        List<Incident> all = Incidents.get().of(build);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
