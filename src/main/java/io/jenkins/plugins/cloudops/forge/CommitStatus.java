package io.jenkins.plugins.cloudops.forge;

/**
 * What is said of a commit beside its pull request.
 *
 * @param context which of the statuses of the commit it is: one with the same context is replaced
 * @param good whether the plan was made
 * @param description up to {@value #LONGEST} characters
 * @param url of the build, for people
 */
public record CommitStatus(String context, boolean good, String description, String url) {

    /** GitHub takes no more. */
    static final int LONGEST = 140;

    public CommitStatus {
        if (description.length() > LONGEST) {
            int end = Character.isHighSurrogate(description.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
            description = description.substring(0, end) + "…";
        }
    }
}
