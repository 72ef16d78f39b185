package io.jenkins.plugins.cloudops.run;

/** What comes after a stage of a run: another stage, or the end. */
public final class Next {

    private final String stage;
    private final int attempt;
    private final String unstable;

    private Next(String stage, int attempt, String unstable) {
        this.stage = stage;
        this.attempt = attempt;
        this.unstable = unstable;
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
        return new Next(name, attempt, "");
    }

    /** The run has succeeded. */
    public static Next end() {
        return end("");
    }

    /** @param unstable why the build is unstable, in a sentence; empty if it is not */
    public static Next end(String unstable) {
        return new Next("", 0, unstable);
    }

    boolean isEnd() {
        return stage.isEmpty();
    }

    String stage() {
        return stage;
    }

    int attempt() {
        return attempt;
    }

    String unstable() {
        return unstable;
    }
}
