package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.CollectState;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.IOException;
import java.io.PrintStream;

/**
 * The state that an apply writes: closed to everybody while nobody knows how it is, and kept with the build when it could
 * not be written where it belongs. Saved with its task. Used by one thread at a time, and what it does may be repeated.
 */
final class AppliedState {

    private final String run;
    private String key = "";
    private String label = "";

    /** @param run the id of the apply */
    AppliedState(String run) {
        this.run = run;
    }

    /** It is known which one it is. */
    void is(StateKey state) {
        is(state.digest(), state.label());
    }

    /** @param shown what people know it by */
    void is(String digest, String shown) {
        key = digest;
        label = shown;
    }

    /** By which a state is known; empty before {@code prepare} has ended. */
    String key() {
        return key;
    }

    /** What people know it by. */
    String label() {
        return label;
    }

    /** Nobody works on it until somebody has looked. */
    void close(Run<?, ?> build, String sentence) throws IOException {
        ClosedStates.get().close(new ClosedState(key, label, build == null ? "" : build.getExternalizableId(), run, sentence,
                System.currentTimeMillis()));
    }

    /** It is known after all what this apply did to it. */
    void open() throws IOException {
        ClosedStates.get().openAfter(key, run);
    }

    /**
     * Keeps with the build what the CLI could not write, if there is anything, and closes the state for it.
     *
     * @param build null if it was deleted
     * @param stack its absolute path on the agent
     * @param attempt the name of the last attempt to apply
     * @throws IOException if it cannot be kept; the run directory must not be removed then
     */
    void rescue(Run<?, ?> build, FilePath directory, String stack, String attempt, ApplyRecord record, PrintStream log)
            throws IOException, InterruptedException {
        CollectState.Found found = directory.act(new CollectState(stack, attempt));
        if (found == CollectState.Found.NOTHING) {
            return;
        }
        if (build == null) {
            // It stays where only its owner can read it: there is nothing else that could keep it.
            throw new IOException(Messages.AppliedState_nowhereToKeep(label, directory));
        }
        ErroredStates.of(build).save(run, directory.child(StackScripts.ERRORED_STATE));
        if (found == CollectState.Found.STATE) {
            record.update(StoredApply::leavingState);
        }
        String sentence = found == CollectState.Found.STATE
                ? Messages.AppliedState_errored(build.getParent().getFullName() + "#" + build.getNumber())
                : Messages.AppliedState_part();
        close(build, sentence);
        log.println(Messages.AppliedState_closes(label, sentence));
    }
}
