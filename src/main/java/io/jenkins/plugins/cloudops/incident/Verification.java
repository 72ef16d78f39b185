package io.jenkins.plugins.cloudops.incident;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.AskHttp;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.engine.incident.Answer;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Ofrep;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks an evaluator until it serves what was set, or again what was there before. Kept with an incident as XML, so plain. */
final class Verification {

    private static final long PAUSE = 500;

    private final String url;
    private final String credentialsId;
    private final LinkedHashMap<String, String> context;
    private final long timeout;

    /**
     * @param context what to ask with, by name
     * @param timeout in milliseconds
     * @throws IncidentProblem if that is no address
     */
    Verification(String url, String credentialsId, Map<String, String> context, long timeout) {
        this.url = new Ofrep(url).url();
        this.credentialsId = credentialsId;
        this.context = new LinkedHashMap<>(context);
        this.timeout = timeout;
    }

    String url() {
        return url;
    }

    /**
     * Waits until the variants are served, at most the timeout, and asks at least once.
     *
     * @param resting those from before, instead of those of the incident
     * @throws IncidentProblem if they are not
     */
    void await(Site site, List<Touch> touches, boolean resting) throws IOException, InterruptedException {
        Ofrep ofrep = new Ofrep(url);
        String authorization = authorization(site.build(), credentialsId);
        long end = System.nanoTime() + timeout * 1_000_000;
        for (Touch touch : touches) {
            String wanted = resting ? touch.resting() : touch.variant();
            while (true) {
                IncidentProblem problem = problem(ofrep, site, touch.flag(), wanted, authorization);
                if (problem == null) {
                    break;
                }
                if (problem.kind() == IncidentProblem.Kind.CONFIGURATION) {
                    throw problem;
                }
                if (System.nanoTime() >= end) {
                    throw new IncidentProblem(problem.kind(), Messages.Verification_timeout(timeout / 1000, problem.getMessage()));
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private IncidentProblem problem(Ofrep ofrep, Site site, String flag, String wanted, String authorization)
            throws IOException, InterruptedException {
        Answer answer = site.directory().act(new AskHttp(ofrep.address(flag), Ofrep.body(context), authorization));
        try {
            String served = ofrep.variant(flag, answer);
            return served.equals(wanted) ? null
                    : new IncidentProblem(IncidentProblem.Kind.UNSERVED, Messages.Verification_other(url, flag, served, wanted));
        } catch (IncidentProblem e) {
            return e;
        }
    }

    /** The value of that header, empty without credentials. */
    static String authorization(Run<?, ?> build, String credentialsId) {
        return credentialsId.isEmpty() || build == null ? "" : new BuildCredentials(build).authorization("credentialsId", credentialsId);
    }
}
