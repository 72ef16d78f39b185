package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;

/** GitHub and GitHub Enterprise: REST API, version 2022-11-28, "Issue comments", "Commit statuses". */
final class GitHub extends IssueComments {

    GitHub(ForgeHttp http, PullRequest pull) {
        super(http, pull, "?per_page=100");
    }

    /** An App may not ask for a user, but what the GraphQL API calls its viewer. */
    @Override
    public String me() throws IOException, InterruptedException {
        try {
            return name(http.get("/user").object());
        } catch (ForgeException e) {
            if (e.reason() != ForgeException.Reason.DENIED && e.reason() != ForgeException.Reason.MISSING) {
                throw e;
            }
        }
        try {
            String graphql = http.forge().api().replaceFirst("/api/v3$", "/api") + "/graphql";
            return name(http.send("POST", graphql, Json.object("query", "{viewer{login}}")).object().object("data").object("viewer"));
        } catch (ForgeException e) {
            if (e.reason() == ForgeException.Reason.DENIED || e.reason() == ForgeException.Reason.MISSING) {
                return "";
            }
            throw e;
        }
    }

    @Override
    String name(JsonObject user) throws IOException {
        return user.text("login");
    }
}
