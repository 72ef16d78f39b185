package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.agent.ReadProgress;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import java.io.IOException;
import java.io.PrintStream;

/**
 * What the current attempt at a stage says, from the agent into the log of the build: read from the byte where it was
 * left, which is noted with the run. Belongs to the look at the run.
 */
final class Transcript {

    private final CliRun run;
    private final Recipient recipient;

    Transcript(CliRun run, Recipient recipient) {
        this.run = run;
        this.recipient = recipient;
    }

    /** What was said since the last part that was printed, as far as one call takes it. */
    Progress next(FilePath directory) throws IOException, InterruptedException {
        return AgentCall.within(AgentCall.SECONDS, () -> directory.act(new ReadProgress(run.attemptName(), run.offset())));
    }

    /** Has a part printed by the task. */
    void print(Progress part) throws IOException, InterruptedException {
        PrintStream log = recipient.log();
        run.task().print(run.build(), run.stage(), part.events(), log);
        if (!part.events().isEmpty()) {
            // On the disk before it is noted as read: a crash may repeat a line, never lose one.
            log.flush();
        }
        run.advance(part.offset());
    }
}
