package io.jenkins.plugins.cloudops.engine.secrets;

/**
 * What becomes, or has become, of one secret at one target. Without a value.
 *
 * @param target which of the request, from 0
 * @param name at the target
 * @param source names at the source, one a line
 * @param version at the source
 * @param call by which it is written; empty if it is not by a call
 * @param millis how long that took
 * @param message why, in a sentence, or empty
 */
record SyncEntry(int target, String name, String source, String version, SyncAction action, String call, long millis,
        String message) {

    SyncEntry now(SyncAction another, String why) {
        return new SyncEntry(target, name, source, version, another, call, millis, why);
    }

    SyncEntry took(long duration) {
        return new SyncEntry(target, name, source, version, action, call, duration, message);
    }

    SyncEntry by(String another) {
        return new SyncEntry(target, name, source, version, action, another, millis, message);
    }
}
