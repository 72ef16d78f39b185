package io.jenkins.plugins.cloudops.queue;

/** The place of a run in the line before a state, or that it is its turn. Saved as XML, hence no record. */
public final class Turn {

    private final String run;
    private final String key;
    private final String label;
    private final String build;
    private final String task;
    private final boolean passing;

    private long number;
    private long since;
    private long began;
    private boolean waited;
    private String heldBy = "";

    private Turn(String run, String key, String label, String build, String task, boolean passing) {
        this.run = run;
        this.key = key;
        this.label = label;
        this.build = build;
        this.task = task;
        this.passing = passing;
    }

    /**
     * What a run asks for.
     *
     * @param run its id
     * @param key the digest of the state's key
     * @param label the state for people
     * @param build the externalizable id of its build
     * @param task what it does, for people
     */
    public static Turn of(String run, String key, String label, String build, String task) {
        return new Turn(run, key, label, build, task, false);
    }

    /** The same, for a run that frees the state: it goes before those that wait, and while the lock keeps others from working. */
    public Turn passing() {
        return new Turn(run, key, label, build, task, true);
    }

    void enter(long place, long now) {
        number = place;
        since = now;
    }

    void begin(long now) {
        began = now;
    }

    void hasToWait() {
        waited = true;
    }

    void heldBy(String sentence) {
        heldBy = sentence;
    }

    /** Of the run. */
    public String run() {
        return run;
    }

    /** The digest of the state's key. */
    public String key() {
        return key;
    }

    /** The state for people. */
    public String label() {
        return label;
    }

    /** The externalizable id of the build. */
    public String build() {
        return build;
    }

    /** What the run does, for people. */
    public String task() {
        return task;
    }

    /** Whether it goes before those that wait. */
    public boolean isPassing() {
        return passing;
    }

    long number() {
        return number;
    }

    /** When it came into the line, in milliseconds since 1970. */
    public long since() {
        return since;
    }

    /** When its turn began, in milliseconds since 1970; 0 while it waits. */
    public long began() {
        return began;
    }

    /** Whether it is its turn. */
    public boolean hasBegun() {
        return began != 0;
    }

    /** Whether it was not its turn at once. */
    public boolean hadToWait() {
        return waited;
    }

    /** Who holds the lock that it waits for although it is its turn, in a sentence; empty when it does not. */
    public String heldBy() {
        return heldBy;
    }
}
