package io.jenkins.plugins.cloudops.run;

/** What comes after a stage of a run: another stage, or the end; or that it has to wait. */
public final class Next {

    private final String stage;
    private final int attempt;
    private final String unstable;
    private final boolean renewed;

    private Next(String stage, int attempt, String unstable, boolean renewed) {
        this.stage = stage;
        this.attempt = attempt;
        this.unstable = unstable;
        this.renewed = renewed;
    }

    /** @param name of the stage, whose script is in the run directory */
    public static Next stage(String name) {
        return stage(name, 1);
    }

    /**
     * @param name of the stage, whose script is in the run directory
     * @param attempt which attempt at it begins: not one that was there before
     */
    public static Next stage(String name, int attempt) {
        return new Next(name, attempt, "", false);
    }

    /** The run has succeeded. */
    public static Next end() {
        return end("");
    }

    /** @param unstable why the build is unstable, in a sentence; empty if it is not */
    public static Next end(String unstable) {
        return new Next("", 0, unstable, false);
    }

    /** The run waits, as {@link CliTask#waiting} says; the end of the stage is taken in again when it does not any more. */
    public static Next waiting() {
        return new Next("", -1, "", false);
    }

    /** The same, with what {@link CliTask#renew} makes of credentials that may be out of date. */
    public Next renewed() {
        return stage.isEmpty() ? this : new Next(stage, attempt, unstable, true);
    }

    boolean isEnd() {
        return stage.isEmpty() && !isWaiting();
    }

    boolean isWaiting() {
        return attempt < 0;
    }

    boolean isRenewed() {
        return renewed;
    }

    /** The name of the stage; empty if none comes next. */
    public String stage() {
        return stage;
    }

    int attempt() {
        return attempt;
    }

    String unstable() {
        return unstable;
    }
}
