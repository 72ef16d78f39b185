package io.jenkins.plugins.cloudops.store;

/**
 * A sync of secrets as it is kept with its build.
 *
 * @param id unique on this controller
 * @param source for people
 * @param targets for people, one a line
 * @param started milliseconds since 1970
 * @param duration milliseconds
 * @param kind why it failed, in a word; empty for one that succeeded
 * @param failure why it failed, in a sentence
 */
public record StoredSync(String id, String source, String targets, long started, long duration, String kind, String failure) {

    public boolean succeeded() {
        return kind.isEmpty();
    }
}
