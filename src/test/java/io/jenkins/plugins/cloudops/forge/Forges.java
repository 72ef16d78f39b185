package io.jenkins.plugins.cloudops.forge;

import hudson.util.Secret;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.credentials.ForgeToken;
import io.jenkins.plugins.cloudops.engine.comment.Dialect;
import io.jenkins.plugins.cloudops.engine.comment.Marker;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Speaks with a {@link FakeForge}, as if it was one of the five. */
final class Forges {

    static final String TOKEN = "forge-token";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Forges() {
    }

    static PullRequest pull(FakeForge forge, ForgeKind kind) {
        return new PullRequest(kind, forge.url(), kind == ForgeKind.BITBUCKET_DATA_CENTER ? "projects/shop/repos/infra" : "shop/infra", "12");
    }

    static ForgeHttp http(FakeForge forge, ForgeKind kind, String token, SteadyTime time, KnownAnswers known) {
        return new ForgeHttp(CLIENT, new Forge(kind, kind.api(forge.url()), new ForgeToken("bot", "", Secret.fromString(token))),
                time.deadline(Duration.ofSeconds(90)), known, new Outages());
    }

    static CommentPublisher publisher(FakeForge forge, ForgeKind kind) {
        return Publishers.of(http(forge, kind, TOKEN, new SteadyTime(), new KnownAnswers()), pull(forge, kind));
    }

    static Marker marker(int build) {
        return new Marker("http://jenkins/job/shop", "infra", "default", build, 1_700_000_000_000L + build, 1);
    }

    static String text(Marker marker, String words) {
        return marker.format(Dialect.GITHUB) + "\n\n" + words + "\n";
    }

    static Published publish(CommentPublisher publisher, int build, CommentMode mode, String... parts) throws Exception {
        Marker marker = marker(build);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            texts.add(text(marker.part(i + 1), parts[i]));
        }
        return new OneComment(publisher, marker, mode).publish(texts);
    }
}
