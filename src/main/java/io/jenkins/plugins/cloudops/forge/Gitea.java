package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;

/**
 * Gitea and Forgejo: API, version 1, "issue", "repository". So far, the list of comments comes whole; should it come in pages
 * one day, they are read.
 */
final class Gitea extends IssueComments {

    Gitea(ForgeHttp http, PullRequest pull) {
        super(http, pull, "");
    }

    /** A token without the scope {@code read:user} may not ask. */
    @Override
    public String me() throws IOException, InterruptedException {
        try {
            return name(http.get("/user").object());
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.DENIED) {
                return "";
            }
            throw e;
        }
    }

    @Override
    String name(JsonObject user) throws IOException {
        return user.text("id");
    }
}
