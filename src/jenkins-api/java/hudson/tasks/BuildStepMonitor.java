package hudson.tasks;

/** For what of earlier builds a post-build action waits. Declared: for nothing. */
public enum BuildStepMonitor {
    NONE
}
