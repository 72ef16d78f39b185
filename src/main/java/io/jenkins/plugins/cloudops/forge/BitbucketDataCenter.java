package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Bitbucket Data Center: REST API, version 1.0, "Pull Requests", and {@code build-status}. Comments come as activities of a
 * pull request, the latest first; whoever changes one says which version was seen.
 */
final class BitbucketDataCenter implements CommentPublisher {

    private final ForgeHttp http;
    private final String request;
    private final String statuses;
    private final String url;

    BitbucketDataCenter(ForgeHttp http, PullRequest pull) {
        this.http = http;
        // A user's own repositories are in a project that is named after the user.
        this.request = "/" + pull.project().replaceFirst("^users/", "projects/~") + "/pull-requests/" + pull.number();
        this.statuses = http.forge().api().replaceFirst("/rest/api/[^/]*$", "/rest/build-status/1.0") + "/commits/";
        this.url = pull.url();
    }

    /** Each answer says to whom. */
    @Override
    public String me() throws IOException, InterruptedException {
        return URLDecoder.decode(http.get(request).header("X-AUSERNAME"), StandardCharsets.UTF_8);
    }

    @Override
    public List<Comment> comments() throws IOException, InterruptedException {
        List<Comment> comments = new ArrayList<>();
        String start = "0";
        for (int i = 0; i < Pages.MOST && !start.isEmpty(); i++) {
            JsonObject answer = http.get(request + "/activities?limit=100&start=" + start).object();
            for (JsonObject activity : answer.objects("values")) {
                if (activity.text("action").equals("COMMENTED") && activity.text("commentAction").equals("ADDED")) {
                    comments.add(comment(activity.object("comment")));
                }
            }
            start = answer.flag("isLastPage") ? "" : answer.text("nextPageStart");
        }
        comments.sort(Comparator.comparingLong(Comment::id));
        return comments;
    }

    @Override
    public Comment create(String text) throws IOException, InterruptedException {
        return comment(http.send("POST", request + "/comments", Json.object("text", text)).object());
    }

    @Override
    public Comment update(Comment comment, String text) throws IOException, InterruptedException {
        String changed = Json.write(json -> {
            json.writeStringField("text", text);
            json.writeNumberField("version", Long.parseLong(comment.version()));
        });
        return comment(http.send("PUT", request + "/comments/" + comment.id(), changed).object());
    }

    @Override
    public void delete(Comment comment) throws IOException, InterruptedException {
        http.send("DELETE", request + "/comments/" + comment.id() + "?version=" + comment.version(), null);
    }

    @Override
    public String head() throws IOException, InterruptedException {
        return http.get(request).object().object("fromRef").text("latestCommit");
    }

    @Override
    public void status(String commit, CommitStatus status) throws IOException, InterruptedException {
        http.send("POST", statuses + commit, Json.object("state", status.good() ? "SUCCESSFUL" : "FAILED",
                "key", status.context(), "name", status.context(), "description", status.description(), "url", status.url()));
    }

    private Comment comment(JsonObject json) throws IOException {
        long id = json.number("id");
        return new Comment(id, json.object("author").text("name"), json.text("text"), Long.toString(json.number("version")),
                url + "/overview?commentId=" + id);
    }
}
