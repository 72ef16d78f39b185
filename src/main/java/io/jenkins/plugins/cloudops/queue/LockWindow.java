package io.jenkins.plugins.cloudops.queue;

import io.jenkins.plugins.cloudops.engine.lock.RunWindow;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import java.time.Instant;

/** When a run of ours may have taken the lock of a state, and as whom. Saved as XML, hence no record. */
public final class LockWindow {

    private final String run;
    private final String build;
    private final String key;
    private final String backend;
    private final String label;
    private final String who;
    private final String node;
    private final String boot;
    private final long from;

    private long until;
    private boolean working = true;
    private boolean gone;
    private String refusedBy = "";

    /**
     * @param run its id
     * @param build the externalizable id of its build
     * @param state on which it works
     * @param who {@code user@host} of its CLI
     * @param node the name of the node, empty for the built-in one
     * @param boot another one after each start of that machine; or empty
     * @param from when it began, in milliseconds since 1970 by the clock of that machine
     */
    public LockWindow(String run, String build, StateKey state, String who, String node, String boot, long from) {
        this.run = run;
        this.build = build;
        this.key = state.digest();
        this.backend = state.backend();
        this.label = state.label();
        this.who = who;
        this.node = node;
        this.boot = boot;
        this.from = from;
    }

    void end(long when, boolean isGone) {
        until = when;
        working = false;
        gone = isGone;
    }

    void refusedBy(String lock) {
        refusedBy = lock;
    }

    /** Whether it is known that it has not got this lock: it was refused for it. */
    boolean cannotHave(String lock) {
        return !lock.isEmpty() && lock.equals(refusedBy);
    }

    /** Of the run. */
    public String run() {
        return run;
    }

    /** The externalizable id. */
    public String build() {
        return build;
    }

    String key() {
        return key;
    }

    String node() {
        return node;
    }

    String boot() {
        return boot;
    }

    boolean isWorking() {
        return working;
    }

    boolean isGone() {
        return gone;
    }

    RunWindow asRun(String name, boolean ended, RunWindow.Process process) {
        return new RunWindow(name, new StateKey(key, backend, label), who, Instant.ofEpochMilli(from),
                until == 0 ? Instant.MAX : Instant.ofEpochMilli(until), ended, process);
    }
}
