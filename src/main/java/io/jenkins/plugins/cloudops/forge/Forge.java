package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.credentials.ForgeToken;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;

/**
 * A forge that can be spoken with.
 *
 * @param api the address of its API, without a slash at its end
 * @param token sent to that address and nowhere else
 */
record Forge(ForgeKind kind, String api, ForgeToken token) {

    /** @throws BadSetting if the token cannot be one; whatever else reads it might print it */
    Forge {
        boolean sent = !token.secret().isEmpty() && token.secret().chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!sent && !sentAsBasic(kind, token)) {
            throw new BadSetting(Messages.Forge_noToken(token.id()));
        }
    }

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
    private static boolean sentAsBasic(ForgeKind kind, ForgeToken token) {
        return token.hasUser() && kind != ForgeKind.GITHUB && kind != ForgeKind.GITLAB;
    }

    String authorizationValue() {
        if (sentAsBasic(kind, token)) {
            return "Basic " + token.basic();
        }
        return switch (kind) {
            case GITLAB -> token.secret();
            case GITEA -> "token " + token.secret();
            case GITHUB, BITBUCKET_CLOUD, BITBUCKET_DATA_CENTER -> "Bearer " + token.secret();
        };
    }
}
