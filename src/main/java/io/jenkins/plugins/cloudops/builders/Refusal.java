package io.jenkins.plugins.cloudops.builders;

import hudson.model.AbstractBuild;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;

/** Records a build step that failed before there was a run of it, as the trace of a pipeline does it of a step. */
final class Refusal {

    private Refusal() {
    }

    /** What a build step does. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Does it, and records it if nobody else has.
     *
     * @param step what the pipeline step is called
     * @return true, as build steps say that the build may go on
     */
    static boolean recorded(AbstractBuild<?, ?> build, String step, Work work) throws IOException, InterruptedException {
        long began = System.currentTimeMillis();
        try {
            work.run();
            return true;
        } catch (CloudOpsException e) {
            BuildTrace trace = BuildTrace.existing(build);
            if (trace != null && !e.isRecorded()) {
                trace.refused(trace.context().spanId(), step, "step/" + step + '/' + began, began, e);
            }
            throw e;
        }
    }
}
