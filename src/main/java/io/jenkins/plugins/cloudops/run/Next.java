package io.jenkins.plugins.cloudops.run;

/** What comes after a stage of a run: another stage, or the end. */
public final class Next {

    private final String stage;
    private final String unstable;

    private Next(String stage, String unstable) {
        this.stage = stage;
        this.unstable = unstable;
    }

    /** @param name of the stage, whose script is in the run directory */
    public static Next stage(String name) {
        return new Next(name, "");
    }

    /** The run has succeeded. */
    public static Next end() {
        return end("");
    }

    /** @param unstable why the build is unstable, in a sentence; empty if it is not */
    public static Next end(String unstable) {
        return new Next("", unstable);
    }

    boolean isEnd() {
        return stage.isEmpty();
    }

    String stage() {
        return stage;
    }

    String unstable() {
        return unstable;
    }
}
