package io.jenkins.plugins.cloudops.page.queue;

import hudson.Util;
import io.jenkins.plugins.cloudops.page.BuildLink;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A place in the line before a state, as whoever looks may see it: the name of a build is for those who may read it. */
@ExportedBean(defaultVisibility = 2)
public final class TurnView {

    private final Turn turn;
    private final int place;
    private final BuildLink build;

    private TurnView(Turn turn, int place, BuildLink build) {
        this.turn = turn;
        this.place = place;
        this.build = build;
    }

    static TurnView of(Turn turn) {
        return new TurnView(turn, Turns.get().before(turn.run()).size(), BuildLink.of(turn.build()));
    }

    /** Of the run. */
    @Exported
    public String getRun() {
        return turn.run();
    }

    /** The build, for people. */
    @Exported
    public String getBuild() {
        return build.getName();
    }

    /** Of the build, relative to that of Jenkins; empty if there is none to show. */
    @Exported
    public String getUrl() {
        return build.getUrl();
    }

    /** What it does, for people. */
    @Exported
    public String getTask() {
        return getUrl().isEmpty() ? "" : turn.task();
    }

    /** The state, for people. */
    @Exported
    public String getState() {
        return turn.label();
    }

    /** How many come before it: 0 when it is its turn. */
    @Exported
    public int getPlace() {
        return place;
    }

    /** When its turn began, or else when it began to wait, in milliseconds since 1970. */
    @Exported
    public long getSince() {
        return turn.hasBegun() ? turn.began() : turn.since();
    }

    /** Who holds the lock that it waits for although it is its turn; empty when it does not. */
    @Exported
    public String getHeldBy() {
        return turn.heldBy();
    }

    /** For how long it has been so. */
    public String getTime() {
        return Util.getTimeSpanString(Math.max(0, System.currentTimeMillis() - getSince()));
    }

    /** Whether it is its turn. */
    public boolean hasBegun() {
        return turn.hasBegun();
    }
}
