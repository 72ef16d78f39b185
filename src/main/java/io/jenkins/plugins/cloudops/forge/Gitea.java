package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gitea and Forgejo: API, version 1, "issue", "repository". So far, the list of comments comes whole; should it come in pages
 * one day, they are read.
 */
final class Gitea implements CommentPublisher {

    private final ForgeHttp http;
    private final String repository;
    private final String number;

    Gitea(ForgeHttp http, PullRequest pull) {
        this.http = http;
        this.repository = "/repos/" + pull.project();
        this.number = pull.number();
    }

    /** A token without the scope {@code read:user} may not ask. */
    @Override
    public String me() throws IOException, InterruptedException {
        try {
            return http.get("/user").object().text("id");
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.DENIED) {
                return "";
            }
            throw e;
        }
    }

    @Override
    public List<Comment> comments() throws IOException, InterruptedException {
        List<Comment> comments = new ArrayList<>();
        String page = repository + "/issues/" + number + "/comments";
        for (int i = 0; i < Pages.MOST && !page.isEmpty(); i++) {
            Answer answer = http.get(page);
            for (JsonObject comment : answer.objects()) {
                comments.add(comment(comment));
            }
            page = Pages.next(answer);
        }
        return comments;
    }

    @Override
    public Comment create(String text) throws IOException, InterruptedException {
        return comment(http.send("POST", repository + "/issues/" + number + "/comments", Json.object("body", text)).object());
    }

    @Override
    public Comment update(Comment comment, String text) throws IOException, InterruptedException {
        return comment(http.send("PATCH", repository + "/issues/comments/" + comment.id(), Json.object("body", text)).object());
    }

    @Override
    public void delete(Comment comment) throws IOException, InterruptedException {
        http.send("DELETE", repository + "/issues/comments/" + comment.id(), null);
    }

    @Override
    public String head() throws IOException, InterruptedException {
        return http.get(repository + "/pulls/" + number).object().object("head").text("sha");
    }

    @Override
    public void status(String commit, CommitStatus status) throws IOException, InterruptedException {
        http.send("POST", repository + "/statuses/" + commit, Json.object("state", status.good() ? "success" : "failure",
                "context", status.context(), "description", status.description(), "target_url", status.url()));
    }

    private static Comment comment(JsonObject json) throws IOException {
        return new Comment(json.number("id"), json.object("user").text("id"), json.text("body"), "", json.text("html_url"));
    }
}
