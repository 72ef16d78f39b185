package io.jenkins.plugins.cloudops.incident;

import io.jenkins.plugins.cloudops.agent.AskHttp;
import io.jenkins.plugins.cloudops.engine.incident.GameDayReport;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.PrometheusQuery;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Waits until a failure is noticed, or, after clearing, until nothing of it is seen any more. */
public final class SignalWatch {

    private static final long PAUSE = 1_000;

    private final Site site;
    private final PrometheusQuery query;
    private final String credentialsId;
    private final Incidents incidents = Incidents.get();

    /** @throws IncidentProblem if the signal cannot be used */
    public SignalWatch(Site site, PrometheusSignal signal) {
        if (signal == null) {
            throw IncidentProblem.setting(Messages.SignalWatch_signal());
        }
        this.site = site;
        this.query = new PrometheusQuery(signal.getUrl(), signal.getQuery());
        this.credentialsId = signal.getCredentialsId();
    }

    /** @return whether the last incident of the build is over, so that recovery is what is left to wait for */
    public boolean isAfterwards() {
        Incident last = Clearing.last(site.build());
        return last != null && last.phase() == Incident.Phase.CLEARED;
    }

    /**
     * Waits.
     *
     * @param gone for nothing to be seen any more, instead of for something
     * @param since when waiting began, in milliseconds since 1970
     * @param within how long to wait from then, in milliseconds
     * @return what came of it, for a pipeline
     * @throws IncidentProblem if it did not come in time
     */
    public Map<String, Object> await(boolean gone, long since, long within) throws IOException, InterruptedException {
        Incident incident = Clearing.last(site.build());
        long from = incident == null ? since : gone ? incident.clearedAt() : incident.inForceSince();
        from = from == 0 ? since : from;
        if (!gone && incident != null) {
            requireQuietBefore(from);
        }
        IncidentProblem last = null;
        boolean answered = false;
        while (true) {
            try {
                if (fires(query.address()) != gone) {
                    return found(incident, gone, from);
                }
                answered = true;
                last = null;
            } catch (IncidentProblem e) {
                if (e.kind() == IncidentProblem.Kind.CONFIGURATION) {
                    throw e;
                }
                last = e;
            }
            if (incidents.now() >= since + within) {
                String why = last == null ? "" : " " + last.getMessage();
                String waited = GameDayReport.span(within);
                if (!answered && last != null) {
                    throw new IncidentProblem(last.kind(), Messages.SignalWatch_silent(waited, last.getMessage()));
                }
                throw new IncidentProblem(IncidentProblem.Kind.UNNOTICED, (gone ? Messages.SignalWatch_notRecovered(query.query(), waited)
                        : Messages.SignalWatch_unnoticed(query.query(), waited)) + why);
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Whatever fired before cannot have noticed it. */
    private void requireQuietBefore(long time) throws IOException, InterruptedException {
        try {
            if (fires(query.address(time))) {
                throw new IncidentProblem(IncidentProblem.Kind.UNNOTICED, Messages.SignalWatch_before(query.query()));
            }
        } catch (IncidentProblem e) {
            if (e.kind() != IncidentProblem.Kind.NETWORK) {
                throw e;
            }
        }
    }

    private boolean fires(String address) throws IOException, InterruptedException {
        return query.fires(site.directory().act(new AskHttp(address, "", Verification.authorization(site.build(), credentialsId))));
    }

    private Map<String, Object> found(Incident incident, boolean gone, long from) throws IOException {
        long now = incidents.now();
        long time = Math.max(0, now - from);
        String sentence = gone ? Messages.SignalWatch_recovered(query.query(), GameDayReport.span(time))
                : Messages.SignalWatch_noticed(query.query(), GameDayReport.span(time));
        site.say(sentence);
        if (incident != null) {
            if (gone) {
                incident.isRecovered(now);
            } else {
                incident.isNoticed(now);
            }
            incident.happened(now, sentence);
            incidents.save(incident);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("query", query.query());
        result.put("noticed", !gone);
        result.put(gone ? "timeToRecover" : "timeToDetect", GameDayReport.span(time));
        result.put(gone ? "timeToRecoverMillis" : "timeToDetectMillis", time);
        return result;
    }
}
