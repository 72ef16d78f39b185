package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.forge.ForgeException.Reason;
import java.time.Duration;
import java.util.List;

/** What an answer that refuses something means, in a sentence that names the permission or the setting to change. */
final class ForgeProblem {

    private static final int LONGEST = 200;

    private ForgeProblem() {
    }

    static ForgeException limited(Forge forge, Duration wait) {
        return new ForgeException(Reason.LIMITED, Messages.ForgeProblem_limited(forge.title(), wait.toSeconds()));
    }

    static ForgeException of(Forge forge, Answer answer) {
        String id = forge.token().id();
        String said = message(forge, answer);
        return switch (answer.status()) {
            case 401 -> new ForgeException(Reason.UNAUTHORIZED, Messages.ForgeProblem_unauthorized(forge.title(), id, said));
            case 403 -> new ForgeException(Reason.DENIED,
                    Messages.ForgeProblem_forbidden(forge.title(), id, permissions(forge.kind(), answer), said));
            case 407 -> new ForgeException(Reason.REFUSED, Messages.ForgeProblem_proxy());
            case 404, 410 -> new ForgeException(Reason.MISSING,
                    Messages.ForgeProblem_missing(forge.title(), id, permissions(forge.kind(), answer), said));
            default -> answer.status() >= 500
                    ? new ForgeException(Reason.UNANSWERED, Messages.ForgeProblem_server(forge.title(), answer.status(), said))
                    : new ForgeException(Reason.REFUSED, Messages.ForgeProblem_refused(forge.title(), answer.status(), said));
        };
    }

    /** GitHub says itself what would have been enough. */
    private static String permissions(ForgeKind kind, Answer answer) {
        String accepted = answer.header("X-Accepted-GitHub-Permissions");
        String sso = answer.header("X-GitHub-SSO");
        String needed = switch (kind) {
            case GITHUB -> Messages.ForgeProblem_github();
            case GITLAB -> Messages.ForgeProblem_gitlab();
            case BITBUCKET_CLOUD -> Messages.ForgeProblem_bitbucketCloud();
            case BITBUCKET_DATA_CENTER -> Messages.ForgeProblem_bitbucketDataCenter();
            case GITEA -> Messages.ForgeProblem_gitea();
        };
        return needed + (accepted.isEmpty() ? "" : " (" + shortened(accepted) + ")")
                + (sso.isEmpty() ? "" : "; " + Messages.ForgeProblem_sso());
    }

    /** The forge's own words, if it has any; they are its text, not ours. */
    private static String message(Forge forge, Answer answer) {
        try {
            JsonObject json = answer.object();
            List<JsonObject> errors = json.objects("errors");
            String first = errors.isEmpty() ? "" : errors.get(0).text("message");
            String nested = json.object("error").text("message");
            String text = !json.text("message").isEmpty() ? json.text("message")
                    : !nested.isEmpty() ? nested : !first.isEmpty() ? first : json.text("error");
            if (!json.text("message").isEmpty() && !first.isEmpty()) {
                text += " " + first;
            }
            if (text.isBlank()) {
                return "";
            }
            String bare = text.replace(forge.token().secret(), Redactor.MASK);
            return " " + Messages.ForgeProblem_said(shortened(bare));
        } catch (ForgeException e) {
            // A page of a proxy, say.
            return "";
        }
    }

    static String shortened(String text) {
        String line = Printable.line(text.strip());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
