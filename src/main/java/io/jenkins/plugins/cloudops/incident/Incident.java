package io.jenkins.plugins.cloudops.incident;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A scenario that is, was or is about to be in force: what it changes where, until when, and what happened so far. Kept as
 * one XML file: among those in force until it is cleared, with its build afterwards. Long, since it is all that is known.
 */
@Restricted(NoExternalUse.class)
public final class Incident {

    /** How far it has come. What is in force has been written, what is intended may have been. */
    public enum Phase {
        INTENDED, IN_FORCE, CLEARING, CLEARED,
        /** The agent with its file is gone for good. */
        LOST
    }

    /** Something that happened. */
    public static final class Moment {

        private final long time;
        private final String what;

        Moment(long time, String what) {
            this.time = time;
            this.what = what;
        }

        public long time() {
            return time;
        }

        public String what() {
            return what;
        }
    }

    private final String id;
    private String build;
    private String job;
    private final String scenario;
    private final String title;
    private final TargetPlace place;
    private final ArrayList<Touch> touches;
    private final ArrayList<Moment> moments = new ArrayList<>();
    private final ArrayList<String> left = new ArrayList<>();
    private String environment = "";
    private String user = "";
    private String reason = "";
    private Verification verification;
    private long expires;
    private Phase phase = Phase.INTENDED;
    private long inForceSince;
    private long clearedAt;
    private String cause = "";
    private boolean force;
    private String problem = "";
    private int attempts;
    private long nextAttempt;
    /** When something noticed it first; 0 if nothing did. */
    private long noticedAt;
    private long recoveredAt;

    Incident(String id, Run<?, ?> build, String scenario, String title, TargetPlace place, List<Touch> touches) {
        this.id = id;
        this.build = build.getExternalizableId();
        this.job = build.getParent().getFullName();
        this.scenario = scenario;
        this.title = title;
        this.place = place;
        this.touches = new ArrayList<>(touches);
    }

    Incident answeredBy(String whose, String why, String where) {
        user = whose;
        reason = why;
        environment = where;
        return this;
    }

    Incident verifiedBy(Verification check) {
        verification = check;
        return this;
    }

    /** @param time milliseconds since 1970 */
    Incident expiringAt(long time) {
        expires = time;
        return this;
    }

    public String id() {
        return id;
    }

    /** {@code job#42}. */
    public synchronized String build() {
        return build;
    }

    public synchronized String job() {
        return job;
    }

    /** Its job has another name from now on. */
    synchronized void moved(String newJob) {
        build = newJob + build.substring(build.lastIndexOf('#'));
        job = newJob;
    }

    public String scenario() {
        return scenario;
    }

    public String title() {
        return title;
    }

    TargetPlace place() {
        return place;
    }

    public String target() {
        return place.label();
    }

    /** Where the target is, empty for the built-in node. */
    public String node() {
        return place.node();
    }

    public List<Touch> touches() {
        return List.copyOf(touches);
    }

    /** What is changed, in one line. */
    public String changes() {
        return touches.stream().map(Touch::toString).collect(Collectors.joining(", "));
    }

    public String environment() {
        return environment;
    }

    /** Who answers for it in production; empty elsewhere. */
    public String user() {
        return user;
    }

    public String reason() {
        return reason;
    }

    /** Null if nothing is asked. */
    Verification verification() {
        return verification;
    }

    /** Milliseconds since 1970. */
    public long expires() {
        return expires;
    }

    public synchronized Phase phase() {
        return phase;
    }

    /** Milliseconds since 1970, 0 if it never was. */
    public synchronized long inForceSince() {
        return inForceSince;
    }

    /** Milliseconds since 1970, 0 until then. */
    public synchronized long clearedAt() {
        return clearedAt;
    }

    public synchronized long noticedAt() {
        return noticedAt;
    }

    public synchronized long recoveredAt() {
        return recoveredAt;
    }

    /** Why it could not be cleared at the last attempt; empty if it could. */
    public synchronized String problem() {
        return problem;
    }

    public synchronized int attempts() {
        return attempts;
    }

    synchronized long nextAttempt() {
        return nextAttempt;
    }

    /** Why it is cleared; empty before that. */
    public synchronized String cause() {
        return cause;
    }

    synchronized boolean force() {
        return force;
    }

    /** What was not restored, since somebody else wrote it: a sentence for each. */
    public synchronized List<String> left() {
        return List.copyOf(left);
    }

    public synchronized List<Moment> moments() {
        return List.copyOf(moments);
    }

    synchronized void happened(long now, String what) {
        moments.add(new Moment(now, what));
    }

    synchronized void isInForce(long now) {
        phase = Phase.IN_FORCE;
        inForceSince = now;
    }

    synchronized void isCleared(long now, List<String> sentences) {
        phase = Phase.CLEARED;
        problem = "";
        clearedAt = now;
        left.clear();
        left.addAll(sentences);
    }

    synchronized void isBeingCleared(String why, boolean forced) {
        phase = Phase.CLEARING;
        cause = cause.isEmpty() || forced ? why : cause;
        force |= forced;
    }

    synchronized void failedToClear(String sentence, long again) {
        problem = sentence;
        attempts++;
        nextAttempt = again;
    }

    synchronized void isLost(String sentence) {
        phase = Phase.LOST;
        problem = sentence;
    }

    synchronized void isNoticed(long now) {
        noticedAt = noticedAt == 0 ? now : noticedAt;
    }

    synchronized void isRecovered(long now) {
        recoveredAt = now;
    }
}
