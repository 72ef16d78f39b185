package io.jenkins.plugins.cloudops.run;

/** That a run waits between two stages, and for what. */
public final class Waiting {

    /** It does not. */
    public static final Waiting NOT = new Waiting("", "");

    private final String status;
    private final String sentence;

    private Waiting(String status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /**
     * @param status in a short lower-case phrase
     * @param sentence for the log, which gets it when it is another one
     */
    public static Waiting on(String status, String sentence) {
        return new Waiting(status, sentence);
    }

    boolean goesOn() {
        return !status.isEmpty();
    }

    String status() {
        return status;
    }

    String sentence() {
        return sentence;
    }
}
