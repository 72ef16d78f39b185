package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * GitHub and GitHub Enterprise: REST API, version 2022-11-28, "Issue comments", "Commit statuses". Comments of a pull
 * request are those of the issue with its number.
 */
final class GitHub implements CommentPublisher {

    private final ForgeHttp http;
    private final String repository;
    private final String number;

    GitHub(ForgeHttp http, PullRequest pull) {
        this.http = http;
        this.repository = "/repos/" + pull.project();
        this.number = pull.number();
    }

    /** An App may not ask for a user, but what the GraphQL API calls its viewer. */
    @Override
    public String me() throws IOException, InterruptedException {
        try {
            return http.get("/user").object().text("login");
        } catch (ForgeException e) {
            if (e.reason() != ForgeException.Reason.DENIED && e.reason() != ForgeException.Reason.MISSING) {
                throw e;
            }
        }
        try {
            String graphql = http.forge().api().replaceFirst("/api/v3$", "/api") + "/graphql";
            return http.send("POST", graphql, Json.object("query", "{viewer{login}}")).object()
                    .object("data").object("viewer").text("login");
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.DENIED || e.reason() == ForgeException.Reason.MISSING) {
                return "";
            }
            throw e;
        }
    }

    @Override
    public List<Comment> comments() throws IOException, InterruptedException {
        List<Comment> comments = new ArrayList<>();
        String page = repository + "/issues/" + number + "/comments?per_page=100";
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
        return new Comment(json.number("id"), json.object("user").text("login"), json.text("body"), "", json.text("html_url"));
    }
}
