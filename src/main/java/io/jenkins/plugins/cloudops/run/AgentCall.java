package io.jenkins.plugins.cloudops.run;

import hudson.remoting.RequestAbortedException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.support.concurrent.Timeout;

/**
 * Something that calls an agent, which may never answer: made in a thread that follows runs, which must not wait for ever.
 *
 * @param <T> the answer
 */
interface AgentCall<T> {

    /** For a call that looks at something or writes a small file. */
    long SECONDS = 20;

    /** For a call that reads or moves what can be large, such as a plan. */
    long READ_SECONDS = 1_800;

    T make() throws IOException, InterruptedException;

    /**
     * Makes a call that is given up after a time.
     *
     * @throws IOException also if the connection breaks during the call
     * @throws InterruptedException if there was no answer in time
     */
    static <T> T within(long seconds, AgentCall<T> call) throws IOException, InterruptedException {
        try (Timeout limit = Timeout.limit(seconds, TimeUnit.SECONDS)) {
            return call.make();
        } catch (RequestAbortedException e) {
            throw broken(e);
        }
    }

    /** A connection that breaks during a call says so with an unchecked exception. */
    private static IOException broken(RequestAbortedException e) {
        return new IOException(e);
    }
}
