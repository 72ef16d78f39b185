package io.jenkins.plugins.cloudops.store;

import java.util.List;

/**
 * A comment of plans of a build, so that it can be found again after they were applied.
 *
 * @param id unique on this controller
 * @param plans the ids of the plans, in the order in which they are shown
 * @param pullRequest the address of the pull request
 * @param given the address as whoever wrote the pipeline gave it; empty if it was found out
 * @param credentialsId those that were given with it; empty if none were
 * @param stack of its marker
 * @param workspace of its marker
 * @param parts how many there may be
 * @param mode in a word
 * @param url for people; may be empty
 */
public record StoredComment(String id, List<String> plans, String pullRequest, String given, String credentialsId,
        String stack, String workspace, int parts, String mode, String url) {

    public StoredComment {
        plans = List.copyOf(plans);
    }
}
