package io.jenkins.plugins.cloudops.run;

/**
 * Somebody let a build go on.
 *
 * @param user the id of the user
 * @param time milliseconds since 1970
 */
public record Approval(String user, long time) {
}
