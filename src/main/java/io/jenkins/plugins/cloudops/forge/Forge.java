package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.credentials.ForgeToken;

/**
 * A forge that can be spoken with.
 *
 * @param api the address of its API, without a slash at its end
 * @param token sent to that address and nowhere else
 */
record Forge(ForgeKind kind, String api, ForgeToken token) {

    /** For people: the kind, and the host. */
    String title() {
        return kind.title() + " (" + api.replaceFirst("^https?://([^/]*).*", "$1") + ")";
    }

    String accept() {
        return kind == ForgeKind.GITHUB ? "application/vnd.github+json" : "application/json";
    }

    /** The name of the header that says who asks. */
    String authorization() {
        return kind == ForgeKind.GITLAB ? "PRIVATE-TOKEN" : "Authorization";
    }

    /** A user of GitHub or GitLab has no password for the API: what stands there is a token. */
    String authorizationValue() {
        return switch (kind) {
            case GITHUB -> "Bearer " + token.secret();
            case GITLAB -> token.secret();
            case GITEA -> token.hasUser() ? "Basic " + token.basic() : "token " + token.secret();
            case BITBUCKET_CLOUD, BITBUCKET_DATA_CENTER ->
                    token.hasUser() ? "Basic " + token.basic() : "Bearer " + token.secret();
        };
    }
}
