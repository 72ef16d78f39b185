package io.jenkins.plugins.cloudops.queue;

/**
 * A state on which nothing of ours begins until somebody has looked, since nobody knows what an apply did
 * to it. Saved as XML, hence no record.
 */
public final class ClosedState {

    private final String key;
    private final String label;
    private final String build;
    private final String run;
    private final String sentence;
    private final long since;

    /**
     * @param key the digest of the state's key
     * @param label the state for people
     * @param build the externalizable id of the build whose apply it is
     * @param run the id of the apply
     * @param sentence what is known
     * @param since milliseconds since 1970
     */
    public ClosedState(String key, String label, String build, String run, String sentence, long since) {
        this.key = key;
        this.label = label;
        this.build = build;
        this.run = run;
        this.sentence = sentence;
        this.since = since;
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    public String build() {
        return build;
    }

    public String run() {
        return run;
    }

    public String sentence() {
        return sentence;
    }

    public long since() {
        return since;
    }
}
