package io.jenkins.plugins.cloudops.run;

import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;

/** How a run ended. Saved as XML, hence no record. */
public final class RunOutcome {

    private final FailureKind kind;
    private final String sentence;
    private final String unstable;

    private RunOutcome(FailureKind kind, String sentence, String unstable) {
        this.kind = kind;
        this.sentence = sentence;
        this.unstable = unstable;
    }

    /** @param unstable why the build is unstable all the same, in a sentence, or empty */
    public static RunOutcome success(String unstable) {
        return new RunOutcome(null, "", unstable);
    }

    public static RunOutcome stopped() {
        return new RunOutcome(FailureKind.INTERRUPTED, Messages.RunOutcome_stopped(), "");
    }

    public static RunOutcome failure(CloudOpsException problem) {
        return new RunOutcome(problem.kind(), problem.getMessage(), "");
    }

    public boolean succeeded() {
        return kind == null;
    }

    public boolean wasStopped() {
        return kind == FailureKind.INTERRUPTED;
    }

    /** Null after success. */
    public FailureKind kind() {
        return kind;
    }

    /** What went wrong; empty after success. */
    public String sentence() {
        return sentence;
    }

    /** Why the build is unstable; empty if it is not. */
    String unstable() {
        return unstable;
    }

    CloudOpsException asException() {
        return new CloudOpsException(kind, sentence).ofRun();
    }
}
