package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** GitLab: REST API, version 4, "Notes", "Commits". The comments of a merge request are its notes. */
final class GitLab implements CommentPublisher {

    private final ForgeHttp http;
    private final String project;
    private final String request;
    private final String url;

    GitLab(ForgeHttp http, PullRequest pull) {
        this.http = http;
        this.project = "/projects/" + URLEncoder.encode(pull.project(), StandardCharsets.UTF_8);
        this.request = project + "/merge_requests/" + pull.number();
        this.url = pull.url();
    }

    @Override
    public String me() throws IOException, InterruptedException {
        return http.get("/user").object().text("id");
    }

    @Override
    public List<Comment> comments() throws IOException, InterruptedException {
        List<Comment> comments = new ArrayList<>();
        String page = request + "/notes?sort=asc&order_by=created_at&per_page=100";
        for (int i = 0; i < Pages.MOST && !page.isEmpty(); i++) {
            Answer answer = http.get(page);
            for (JsonObject note : answer.objects()) {
                if (!note.flag("system")) {
                    comments.add(comment(note));
                }
            }
            page = Pages.next(answer);
        }
        return comments;
    }

    @Override
    public Comment create(String text) throws IOException, InterruptedException {
        return comment(http.send("POST", request + "/notes", Json.object("body", text)).object());
    }

    @Override
    public Comment update(Comment comment, String text) throws IOException, InterruptedException {
        return comment(http.send("PUT", request + "/notes/" + comment.id(), Json.object("body", text)).object());
    }

    @Override
    public void delete(Comment comment) throws IOException, InterruptedException {
        http.send("DELETE", request + "/notes/" + comment.id(), null);
    }

    @Override
    public String head() throws IOException, InterruptedException {
        return http.get(request).object().text("sha");
    }

    /** GitLab refuses a status that is the same as before; then it is what it should be. */
    @Override
    public void status(String commit, CommitStatus status) throws IOException, InterruptedException {
        try {
            http.send("POST", project + "/statuses/" + commit, Json.object("state", status.good() ? "success" : "failed",
                    "name", status.context(), "description", status.description(), "target_url", status.url()));
        } catch (ForgeException e) {
            if (e.reason() != ForgeException.Reason.REFUSED || !e.getMessage().contains("Cannot transition status")) {
                throw e;
            }
        }
    }

    private Comment comment(JsonObject json) throws IOException {
        long id = json.number("id");
        return new Comment(id, json.object("author").text("id"), json.text("body"), "", url + "#note_" + id);
    }
}
