package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bitbucket Cloud: REST API, version 2.0, "Pullrequests", "Commit statuses". */
final class BitbucketCloud implements CommentPublisher {

    /** The name of a status by which it is replaced has 40 characters at most. */
    private static final int LONGEST_KEY = 40;

    private final ForgeHttp http;
    private final String repository;
    private final String request;

    BitbucketCloud(ForgeHttp http, PullRequest pull) {
        this.http = http;
        this.repository = "/repositories/" + pull.project();
        this.request = repository + "/pullrequests/" + pull.number();
    }

    /** An access token of a repository or a workspace may not be allowed to ask. */
    @Override
    public String me() throws IOException, InterruptedException {
        try {
            return http.get("/user").object().text("uuid");
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
        String page = request + "/comments?pagelen=100";
        for (int i = 0; i < Pages.MOST && !page.isEmpty(); i++) {
            JsonObject answer = http.get(page).object();
            for (JsonObject comment : answer.objects("values")) {
                if (!comment.flag("deleted")) {
                    comments.add(comment(comment));
                }
            }
            page = answer.text("next");
        }
        return comments;
    }

    @Override
    public Comment create(String text) throws IOException, InterruptedException {
        return comment(http.send("POST", request + "/comments", content(text)).object());
    }

    @Override
    public Comment update(Comment comment, String text) throws IOException, InterruptedException {
        return comment(http.send("PUT", request + "/comments/" + comment.id(), content(text)).object());
    }

    private static String content(String text) throws IOException {
        return Json.write(json -> {
            json.writeObjectFieldStart("content");
            json.writeStringField("raw", text);
            json.writeEndObject();
        });
    }

    @Override
    public void delete(Comment comment) throws IOException, InterruptedException {
        http.send("DELETE", request + "/comments/" + comment.id(), null);
    }

    @Override
    public String head() throws IOException, InterruptedException {
        return http.get(request).object().object("source").object("commit").text("hash");
    }

    @Override
    public void status(String commit, CommitStatus status) throws IOException, InterruptedException {
        String context = status.context();
        http.send("POST", repository + "/commit/" + commit + "/statuses/build", Json.object(
                "key", context.length() <= LONGEST_KEY ? context : context.substring(0, LONGEST_KEY),
                "state", status.good() ? "SUCCESSFUL" : "FAILED", "name", context,
                "description", status.description(), "url", status.url()));
    }

    private static Comment comment(JsonObject json) throws IOException {
        return new Comment(json.number("id"), json.object("user").text("uuid"), json.object("content").text("raw"), "",
                json.object("links").object("html").text("href"));
    }
}
