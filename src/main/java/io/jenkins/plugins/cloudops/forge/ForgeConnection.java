package io.jenkins.plugins.cloudops.forge;

import hudson.Extension;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.credentials.ProxiedHttp;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.forge.ForgeException.Reason;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Asks a forge whose the credentials are, for the form of the configuration. */
@Extension
@Restricted(NoExternalUse.class)
public class ForgeConnection implements ForgeSettings.Connection {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Override
    public String test(ForgeSettings settings) throws IOException, InterruptedException {
        ForgeKind kind = settings.forgeKind();
        String api = settings.api();
        if (kind == null || api.isEmpty()) {
            throw new ForgeException(Reason.REFUSED, Messages.ForgeConnection_noAddress());
        }
        if (!ForgeSettings.isSafe(api, settings.isAllowHttp())) {
            throw new ForgeException(Reason.REFUSED, Messages.CommentTarget_http("url", api));
        }
        if (settings.getCredentialsId().isEmpty()) {
            throw new ForgeException(Reason.REFUSED, Messages.ForgeConnection_noCredentials());
        }
        try {
            Forge forge = new Forge(kind, api, BuildCredentials.configuredForgeAlone(settings.web(), settings.getCredentialsId()));
            HttpClient client = ProxiedHttp.newClientBuilder()
                    .connectTimeout(LONGEST).followRedirects(HttpClient.Redirect.NEVER).build();
            String who = who(new ForgeHttp(client, forge, Deadline.in(LONGEST), new KnownAnswers(), new Outages()));
            return who.isEmpty() ? Messages.ForgeConnection_works(forge.title()) : Messages.ForgeConnection_worksAs(forge.title(), who);
        } catch (BadSetting e) {
            throw new ForgeException(Reason.REFUSED, e.getMessage());
        } catch (RuntimeException e) {
            throw new ForgeException(Reason.REFUSED, CommentTarget.unusable(settings.getCredentialsId(), e).getMessage());
        }
    }

    /** Empty if the credentials are good, but may not ask that. */
    private static String who(ForgeHttp http) throws IOException, InterruptedException {
        ForgeKind kind = http.forge().kind();
        try {
            if (kind == ForgeKind.BITBUCKET_DATA_CENTER) {
                return http.get("/projects?limit=1").header("X-AUSERNAME");
            }
            JsonObject user = http.get("/user").object();
            for (String name : new String[] {"username", "login", "display_name"}) {
                if (!user.text(name).isEmpty()) {
                    return user.text(name);
                }
            }
            return "";
        } catch (ForgeException e) {
            if (e.reason() == Reason.MISSING) {
                throw new ForgeException(Reason.REFUSED, Messages.ForgeConnection_noApi(http.forge().title(), http.forge().api()));
            }
            if (e.reason() == Reason.DENIED) {
                return kind == ForgeKind.GITHUB ? new GitHub(http, new PullRequest(kind, "", "", "")).me() : "";
            }
            throw e;
        }
    }
}
