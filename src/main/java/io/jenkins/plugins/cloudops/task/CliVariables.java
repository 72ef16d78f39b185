package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.run.RunSpans;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What a CLI gets of the environment of its build, beside what its own machine or container gives it. */
final class CliVariables {

    private CliVariables() {
    }

    /**
     * The variables of a build, and with them the place of a run in its trace.
     *
     * @param computer where it runs, or null if that is gone
     * @param run its id
     */
    static Map<String, String> of(EnvVars environment, Computer computer, Run<?, ?> build, String run)
            throws IOException, InterruptedException {
        Map<String, String> variables = ofTheBuildAlone(environment, computer);
        variables.putAll(traced(build, run));
        return variables;
    }

    /**
     * What the node itself has in its environment is not repeated: in a container it would be wrong.
     * PATH is left to the launcher, which knows where it starts processes.
     */
    static Map<String, String> ofTheBuildAlone(EnvVars environment, Computer computer) throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        if (computer != null) {
            computer.getEnvironment().forEach(variables::remove);
        }
        variables.remove("PATH");
        return variables;
    }

    /** What the CLI starts joins the trace of the build, at the span of the run; the CLI itself exports nothing. */
    private static Map<String, String> traced(Run<?, ?> build, String run) {
        BuildTrace trace = BuildTrace.of(build);
        Map<String, String> variables = trace.context().at(RunSpans.id(trace, run)).environment();
        variables.values().removeIf(String::isEmpty);
        return variables;
    }

    /** One directory for the providers of all jobs on an agent; empty where there is none. */
    static String cache(Computer computer) {
        Node place = computer == null ? null : computer.getNode();
        FilePath root = place == null ? null : place.getRootPath();
        return root == null ? "" : root.child("cloudops-pipeline/providers").getRemote();
    }
}
