package io.jenkins.plugins.cloudops.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The kinds of hosts of pull requests, each with an API of its own. */
public enum ForgeKind {
    GITHUB("github", "GitHub"),
    GITLAB("gitlab", "GitLab"),
    BITBUCKET_CLOUD("bitbucketCloud", "Bitbucket Cloud"),
    BITBUCKET_DATA_CENTER("bitbucketDataCenter", "Bitbucket Data Center"),
    /** Forgejo has the same API. */
    GITEA("gitea", "Gitea or Forgejo");

    private static final Map<String, ForgeKind> PUBLIC_HOSTS = Map.of("github.com", GITHUB, "gitlab.com", GITLAB,
            "bitbucket.org", BITBUCKET_CLOUD, "codeberg.org", GITEA, "gitea.com", GITEA);

    private final String word;
    private final String title;

    ForgeKind(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** As it is written in settings. */
    public String word() {
        return word;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The one that is written so, or null. */
    public static ForgeKind of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equalsIgnoreCase(word.trim())).findFirst().orElse(null);
    }

    /** What is known of a host that everybody can use; null for any other host. */
    public static ForgeKind ofPublicHost(String host) {
        return PUBLIC_HOSTS.get(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Where the API is.
     *
     * @param web the address for people, without a slash at its end
     */
    public String api(String web) {
        return switch (this) {
            case GITHUB -> web.equalsIgnoreCase("https://github.com") ? "https://api.github.com" : web + "/api/v3";
            case GITLAB -> web + "/api/v4";
            case BITBUCKET_CLOUD -> web.equalsIgnoreCase("https://bitbucket.org") ? "https://api.bitbucket.org/2.0" : web + "/2.0";
            case BITBUCKET_DATA_CENTER -> web + "/rest/api/1.0";
            case GITEA -> web + "/api/v1";
        };
    }
}
