package io.jenkins.plugins.cloudops.forge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the branch source for GitHub asks for besides comments: the public repository {@code shop/infra} with one pull request that
 * has a {@code Jenkinsfile}, and an App that is installed at two owners. The shapes are those of GitHub's REST API,
 * version 2022-11-28, with the fields that the branch source reads.
 */
final class FakeRepository implements FakeForge.Beyond {

    /** By which the App acts, whoever installed it. */
    static final String BOT = "shop-app[bot]";
    private static final String REPOSITORY = "/repos/shop/infra";
    private static final Pattern TOKEN = Pattern.compile("/app/installations/(\\d+)/access_tokens");

    private final FakeForge forge;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    volatile String jenkinsfile = "";
    volatile String title = "More of it";
    /** How long a token of the App is good. */
    volatile Duration life = Duration.ofHours(1);

    FakeRepository(FakeForge forge) {
        this.forge = forge;
        forge.beyond = this;
    }

    /** The address of the API. */
    String api() {
        return forge.url() + "/api/v3";
    }

    /** Those that the App was given, each with the number of the installation at its end: 1 is that of {@code shop}. */
    List<String> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public String answer(String method, String address, String who) {
        String path = address.replaceFirst("\\?.*", "").replaceFirst("/$", "");
        if (!path.startsWith("/api/v3")) {
            return null;
        }
        String rest = path.substring("/api/v3".length());
        return rest.startsWith("/app") ? app(rest) : repository(rest);
    }

    /** For whoever signs with the key of the App, which nobody checks here. */
    private String app(String path) {
        Matcher token = TOKEN.matcher(path);
        if (token.matches()) {
            String secret = "ghs-" + (tokens.size() + 1) + "-of-" + token.group(1);
            tokens.add(secret);
            forge.users.put(secret, token.group(1).equals("1") ? BOT : "somebody-else[bot]");
            return "{\"token\":\"" + secret + "\",\"expires_at\":\"" + Instant.now().plus(life).toString().replaceFirst("\\.\\d+", "") + "\"}";
        }
        return switch (path) {
            case "/app" -> "{\"id\":54321,\"slug\":\"shop-app\",\"name\":\"shop-app\",\"owner\":" + user("shop", 1) + "}";
            case "/app/installations" -> "[" + installation(2, "elsewhere") + "," + installation(1, "shop") + "]";
            default -> null;
        };
    }

    private String installation(int number, String owner) {
        return "{\"id\":" + number + ",\"account\":" + user(owner, number) + ",\"access_tokens_url\":\"" + api()
                + "/app/installations/" + number + "/access_tokens\",\"app_id\":54321,\"target_id\":" + number
                + ",\"permissions\":{\"pull_requests\":\"write\",\"statuses\":\"write\",\"contents\":\"read\",\"metadata\":\"read\"}}";
    }

    private String repository(String path) {
        if (path.startsWith(REPOSITORY + "/commits/")) {
            return "{\"sha\":\"" + forge.head + "\",\"commit\":{\"committer\":{\"date\":\"2026-01-01T00:00:00Z\"}}}";
        }
        return switch (path) {
            case "" -> "{\"current_user_url\":\"" + api() + "/user\",\"rate_limit_url\":\"" + api() + "/rate_limit\"}";
            case "/rate_limit" -> limits();
            case "/users/shop" -> user("shop", 1);
            case REPOSITORY -> json();
            case REPOSITORY + "/pulls" -> "[" + pull() + "]";
            case REPOSITORY + "/pulls/12" -> pull();
            case REPOSITORY + "/branches", REPOSITORY + "/tags" -> "[]";
            case REPOSITORY + "/contents" -> "[" + file() + "]";
            case REPOSITORY + "/contents/Jenkinsfile" -> file();
            case REPOSITORY + "/git/refs/pull/12/head", REPOSITORY + "/git/ref/pull/12/head" ->
                    "{\"ref\":\"refs/pull/12/head\",\"object\":{\"type\":\"commit\",\"sha\":\"" + forge.head + "\"}}";
            default -> null;
        };
    }

    private static String limits() {
        String limit = "{\"limit\":5000,\"remaining\":4999,\"reset\":" + Instant.now().plusSeconds(3600).getEpochSecond() + "}";
        return "{\"resources\":{\"core\":" + limit + ",\"search\":" + limit + ",\"graphql\":" + limit + ",\"integration_manifest\":"
                + limit + "},\"rate\":" + limit + "}";
    }

    private String user(String login, int id) {
        return "{\"login\":\"" + login + "\",\"id\":" + id + ",\"type\":\"User\",\"html_url\":\"" + forge.url() + "/" + login + "\"}";
    }

    private String json() {
        return "{\"id\":1,\"name\":\"infra\",\"full_name\":\"shop/infra\",\"owner\":" + user("shop", 1) + ",\"private\":false,\"html_url\":\""
                + forge.url() + "/shop/infra\",\"url\":\"" + api() + REPOSITORY + "\",\"default_branch\":\"main\",\"fork\":false}";
    }

    private String pull() {
        return "{\"id\":1,\"number\":12,\"state\":\"open\",\"locked\":false,\"draft\":false,\"title\":" + FakeForge.quoted(title)
                + ",\"url\":\"" + api() + REPOSITORY + "/pulls/12\",\"html_url\":\"" + forge.url() + "/shop/infra/pull/12\",\"user\":"
                + user("shop", 1) + ",\"body\":\"\",\"merged\":false,\"mergeable\":true,\"merge_commit_sha\":null,\"head\":"
                + end("more", forge.head) + ",\"base\":" + end("main", "5b825dc642cb6eb9a060e54bf8d69288fbee4904") + "}";
    }

    private String end(String branch, String commit) {
        return "{\"label\":\"shop:" + branch + "\",\"ref\":\"" + branch + "\",\"sha\":\"" + commit + "\",\"user\":" + user("shop", 1)
                + ",\"repo\":" + json() + "}";
    }

    private String file() {
        String content = Base64.getEncoder().encodeToString(jenkinsfile.getBytes(StandardCharsets.UTF_8));
        return "{\"type\":\"file\",\"name\":\"Jenkinsfile\",\"path\":\"Jenkinsfile\",\"sha\":\"1\",\"encoding\":\"base64\",\"size\":"
                + jenkinsfile.length() + ",\"url\":\"" + api() + REPOSITORY + "/contents/Jenkinsfile?ref=" + forge.head + "\",\"content\":\"" + content + "\"}";
    }
}
