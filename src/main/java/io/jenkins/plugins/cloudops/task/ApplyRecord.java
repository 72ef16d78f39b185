package io.jenkins.plugins.cloudops.task;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * What is kept of an apply with its build, from its beginning on: changed whenever more is known of it. Of a build that was
 * deleted nothing is kept. Used by one thread at a time: the one that begins, then the look at the run.
 */
final class ApplyRecord {

    private final Run<?, ?> build;
    private final String id;
    private final Supplier<StoredApply> first;

    /**
     * @param build null if it was deleted
     * @param id of the run
     * @param first what is kept of it when there is nothing yet
     */
    ApplyRecord(Run<?, ?> build, String id, Supplier<StoredApply> first) {
        this.build = build;
        this.id = id;
        this.first = first;
    }

    /** What is different now about an apply. */
    interface Update {
        StoredApply of(StoredApply stored);
    }

    /** Null if nothing is kept. */
    StoredApply get() throws IOException {
        return build == null ? null : ApplyStore.of(build).get(id);
    }

    void update(Update update) throws IOException {
        if (build != null) {
            StoredApply stored = get();
            ApplyStore.of(build).save(update.of(stored == null ? first.get() : stored));
        }
    }

    /**
     * The run has failed or was stopped. What was done stays done, whatever failed after it.
     *
     * @param sentence what is said of it, without anything secret
     * @param duration milliseconds
     */
    void failed(RunOutcome outcome, String sentence, long duration) throws IOException {
        update(stored -> {
            StoredApply.Outcome known = stored.result().outcome();
            if (outcome.wasStopped() && (known == StoredApply.Outcome.APPLIED || known == StoredApply.Outcome.UNKNOWN)) {
                return stored;
            }
            boolean done = known == StoredApply.Outcome.APPLIED || known == StoredApply.Outcome.NOTHING;
            StoredApply.Outcome how = done ? known : outcome.wasStopped() ? StoredApply.Outcome.STOPPED
                    : outcome.kind() == FailureKind.UNKNOWN ? StoredApply.Outcome.UNKNOWN : StoredApply.Outcome.FAILED;
            return stored.with(new StoredApply.Result(how, outcome.kind().word(), sentence, stored.result().counts()), duration);
        });
    }
}
