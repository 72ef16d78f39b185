package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What GitHub and Gitea have in common: the comments of a pull request are those of the issue with its number. */
abstract class IssueComments implements CommentPublisher {

    final ForgeHttp http;
    private final String repository;
    private final String number;
    private final String page;

    /** @param page what to ask for a long page of comments, as a query; empty for what is usual */
    IssueComments(ForgeHttp http, PullRequest pull, String page) {
        this.http = http;
        this.repository = "/repos/" + pull.project();
        this.number = pull.number();
        this.page = page;
    }

    /** What names a user for good; the same as {@link #me()} says. */
    abstract String name(JsonObject user) throws IOException;

    @Override
    public final List<Comment> comments() throws IOException, InterruptedException {
        List<Comment> comments = new ArrayList<>();
        String next = ofTheIssue() + page;
        for (int i = 0; i < Pages.MOST && !next.isEmpty(); i++) {
            Answer answer = http.get(next);
            for (JsonObject comment : answer.objects()) {
                comments.add(comment(comment));
            }
            next = Pages.next(answer);
        }
        return comments;
    }

    @Override
    public final Comment create(String text) throws IOException, InterruptedException {
        return comment(http.send("POST", ofTheIssue(), Json.object("body", text)).object());
    }

    @Override
    public final Comment update(Comment comment, String text) throws IOException, InterruptedException {
        return comment(http.send("PATCH", address(comment), Json.object("body", text)).object());
    }

    @Override
    public final void delete(Comment comment) throws IOException, InterruptedException {
        http.send("DELETE", address(comment), null);
    }

    @Override
    public final String head() throws IOException, InterruptedException {
        return http.get(repository + "/pulls/" + number).object().object("head").text("sha");
    }

    @Override
    public final void status(String commit, CommitStatus status) throws IOException, InterruptedException {
        http.send("POST", repository + "/statuses/" + commit, Json.object("state", status.good() ? "success" : "failure",
                "context", status.context(), "description", status.description(), "target_url", status.url()));
    }

    private String ofTheIssue() {
        return repository + "/issues/" + number + "/comments";
    }

    private String address(Comment comment) {
        return repository + "/issues/comments/" + comment.id();
    }

    private Comment comment(JsonObject json) throws IOException {
        return new Comment(json.number("id"), name(json.object("user")), json.text("body"), "", json.text("html_url"));
    }
}
