package io.jenkins.plugins.cloudops.incident;

/** Clears an incident on whichever agent of a label is free, when the one that triggered it is away. */
final class ClearingTask {

    private ClearingTask() {
    }

    static void queue(Incident incident) {
        // Filled in below.
    }
}
