package io.jenkins.plugins.cloudops.forge;

import java.io.IOException;
import java.util.List;

/**
 * The comments of one pull request, and the statuses of its commits. Each call is one conversation with the forge, in
 * the thread of whoever calls, and takes no longer than the publication may.
 *
 * <p>All throw {@link ForgeException} with a sentence for people.
 */
interface CommentPublisher {

    /** By which the forge names whose credentials these are; empty if it does not tell. */
    String me() throws IOException, InterruptedException;

    /** All comments that may have a marker of ours, the earliest first. */
    List<Comment> comments() throws IOException, InterruptedException;

    Comment create(String text) throws IOException, InterruptedException;

    Comment update(Comment comment, String text) throws IOException, InterruptedException;

    void delete(Comment comment) throws IOException, InterruptedException;

    /** The commit that the pull request ends with; empty if the forge does not tell. */
    String head() throws IOException, InterruptedException;

    void status(String commit, CommitStatus status) throws IOException, InterruptedException;

    /** Publishes nothing. */
    static CommentPublisher none() {
        return NoPublisher.INSTANCE;
    }
}
