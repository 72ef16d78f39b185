package io.jenkins.plugins.cloudops.engine.secrets;

/** Why secrets cannot be synced: a kind to decide by and a sentence for people, without a value in it. */
public final class SecretsProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong, in one word. */
    public enum Kind {
        /** Settings, a missing tool, or secrets that do not fit their target. */
        CONFIGURATION,
        /** Credentials are missing, wrong, expired or not sufficient. */
        DENIED,
        /** Somebody asked for fewer requests. */
        THROTTLED,
        /** Something could not be reached, or answered with an error of its own. */
        NETWORK
    }

    private final Kind kind;

    public SecretsProblem(Kind kind, String sentence) {
        // No stack trace: it is an answer, and it travels.
        super(sentence, null, false, false);
        this.kind = kind;
    }

    /** Something that whoever wrote the job can set right. */
    static SecretsProblem setting(String sentence) {
        return new SecretsProblem(Kind.CONFIGURATION, sentence);
    }

    public Kind kind() {
        return kind;
    }
}
