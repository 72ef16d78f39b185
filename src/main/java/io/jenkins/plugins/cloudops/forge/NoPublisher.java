package io.jenkins.plugins.cloudops.forge;

import java.util.List;

/** For a build without a pull request. */
final class NoPublisher implements CommentPublisher {

    static final NoPublisher INSTANCE = new NoPublisher();

    private NoPublisher() {
    }

    @Override
    public String me() {
        return "";
    }

    @Override
    public List<Comment> comments() {
        return List.of();
    }

    @Override
    public Comment create(String text) {
        return new Comment(0, "", text, "", "");
    }

    @Override
    public Comment update(Comment comment, String text) {
        return comment;
    }

    @Override
    public void delete(Comment comment) {
        // There is none.
    }

    @Override
    public String head() {
        return "";
    }

    @Override
    public void status(String commit, CommitStatus status) {
        // There is nobody to tell.
    }
}
