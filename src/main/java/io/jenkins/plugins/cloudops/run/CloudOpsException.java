package io.jenkins.plugins.cloudops.run;

import hudson.AbortException;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.trace.KnownFailure;
import java.io.EOFException;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * A failed step of ours: a sentence for people and a kind to decide by. With the kind {@code agent}
 * it has the cause by which {@code retry(conditions: [agent()])} knows that trying again may help.
 */
public class CloudOpsException extends AbortException implements KnownFailure {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    /** Saved with the pipeline. */
    private boolean recorded;

    public CloudOpsException(FailureKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
        if (kind == FailureKind.AGENT) {
            // Not a ClosedChannelException, which Pipeline cannot save.
            initCause(new EOFException());
        }
    }

    /** It came of a run, whose span says it. */
    CloudOpsException ofRun() {
        recorded = true;
        return this;
    }

    FailureKind kind() {
        return kind;
    }

    /** In one word, such as {@code configuration}. */
    @Whitelisted
    public String getKind() {
        return kind.word();
    }

    @Override
    public String errorType() {
        return kind.word();
    }

    @Override
    public boolean isRecorded() {
        return recorded;
    }
}
