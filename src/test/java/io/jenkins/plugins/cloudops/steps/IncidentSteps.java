package io.jenkins.plugins.cloudops.steps;

import io.jenkins.plugins.cloudops.incident.FlagTarget;
import io.jenkins.plugins.cloudops.incident.FlagdFile;
import io.jenkins.plugins.cloudops.incident.OfrepCheck;
import io.jenkins.plugins.cloudops.incident.PrometheusSignal;

/** Steps for incidents, with settings. */
final class IncidentSteps {

    static final String FILE = "src/flagd/demo.flagd.json";

    private IncidentSteps() {
    }

    static TriggerIncidentStep trigger(String scenario) {
        return settle(new TriggerIncidentStep(), scenario);
    }

    static WithIncidentStep with(String scenario) {
        return settle(new WithIncidentStep(), scenario);
    }

    private static <S extends TriggerStep> S settle(S step, String scenario) {
        step.setScenario(scenario);
        step.setTarget(new FlagdFile(FILE));
        return step;
    }

    static <S extends TriggerStep> S verified(S step, String url, String timeout) {
        step.setVerify(new OfrepCheck(url));
        step.setTimeout(timeout);
        return step;
    }

    static ClearIncidentStep clear(Object incident, boolean force) {
        ClearIncidentStep step = new ClearIncidentStep();
        step.setIncident(incident);
        step.setForce(force);
        return step;
    }

    static ClearIncidentsStep clearAll(FlagTarget target) {
        ClearIncidentsStep step = new ClearIncidentsStep();
        step.setTarget(target);
        return step;
    }

    static ExpectSignalStep expect(String url, String query, String within) {
        ExpectSignalStep step = new ExpectSignalStep(new PrometheusSignal(url, query));
        step.setWithin(within);
        return step;
    }
}
