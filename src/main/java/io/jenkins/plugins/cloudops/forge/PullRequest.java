package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pull request, or merge request, and the forge that has it.
 *
 * <p>The shapes of their addresses, each perhaps with more behind the number:
 * <pre>
 * GitHub                 https://HOST/OWNER/REPOSITORY/pull/12
 * GitLab                 https://HOST/GROUP/…/PROJECT/-/merge_requests/12
 * Bitbucket Cloud        https://bitbucket.org/WORKSPACE/REPOSITORY/pull-requests/12
 * Bitbucket Data Center  https://HOST/projects/KEY/repos/REPOSITORY/pull-requests/12, or users/NAME
 * Gitea, Forgejo         https://HOST/OWNER/REPOSITORY/pulls/12
 * </pre>
 *
 * @param web the address of the forge, without a slash at its end: {@code https://github.com}
 * @param project the path of the repository: {@code owner/repository}, {@code projects/KEY/repos/repository}
 * @param number of digits
 */
public record PullRequest(ForgeKind kind, String web, String project, String number) {

    private static final String WORD = "[A-Za-z0-9._~-]+";
    private static final Pattern MERGE_REQUEST = Pattern.compile("(/" + WORD + "(?:/" + WORD + ")+?)(?:/-)?/merge_requests/(\\d{1,10})(?:/.*)?");
    private static final Pattern DATA_CENTER =
            Pattern.compile("((?:/" + WORD + ")*?)/((?:projects|users)/" + WORD + "/repos/" + WORD + ")/pull-requests/(\\d{1,10})(?:/.*)?");
    private static final Pattern CLOUD = Pattern.compile("/(" + WORD + "/" + WORD + ")/pull-requests/(\\d{1,10})(?:/.*)?");
    private static final Pattern PULL = Pattern.compile("((?:/" + WORD + ")*?)/(" + WORD + "/" + WORD + ")/(pulls?)/(\\d{1,10})(?:/.*)?");

    /**
     * Reads an address. The kind of the forge is the one that is given with it ({@code gitea:https://…}), the one that
     * is known of the host, or the one that the address looks like.
     *
     * @param setting what names it, for an error
     * @param hosts what is known of hosts
     * @throws BadSetting if it is no address of a pull request; it says nothing of what may be a password in it
     */
    public static PullRequest parse(String setting, String address, Hosts hosts) {
        String text = address.trim();
        ForgeKind named = null;
        Matcher prefix = Pattern.compile("([A-Za-z]+):(?=https?://)(.*)").matcher(text);
        if (prefix.matches()) {
            named = ForgeKind.of(prefix.group(1));
            if (named == null) {
                throw new BadSetting(Messages.PullRequest_kind(setting, prefix.group(1)));
            }
            text = prefix.group(2);
        }
        URI uri = uri(setting, text);
        String server = server(uri);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        Hosts.Known known = hosts.known(server, path);
        ForgeKind kind = named != null ? named : known.kind();
        String within = path.substring(known.path().length());
        PullRequest found = kind == null ? byShape(server, known.path(), within) : of(kind, server, known.path(), within);
        if (found == null) {
            throw new BadSetting(kind == null
                    ? Messages.PullRequest_shape(setting, server + path)
                    : Messages.PullRequest_shapeOf(setting, server + path, kind.title()));
        }
        return found;
    }

    private static URI uri(String setting, String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw noAddress(setting, text);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            throw noAddress(setting, text);
        }
        if (uri.getRawUserInfo() != null) {
            throw new BadSetting(Messages.PullRequest_login(setting));
        }
        return uri;
    }

    /** Before an "@" there can be a password. */
    private static BadSetting noAddress(String setting, String text) {
        return new BadSetting(text.indexOf('@') < 0
                ? Messages.PullRequest_noAddress(setting, text)
                : Messages.PullRequest_noAddressAtAll(setting));
    }

    /** Scheme, host and port in one spelling. */
    static String server(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort());
    }

    private static PullRequest byShape(String server, String prefix, String path) {
        for (ForgeKind kind : new ForgeKind[] {ForgeKind.GITLAB, ForgeKind.BITBUCKET_DATA_CENTER}) {
            PullRequest found = of(kind, server, prefix, path);
            if (found != null) {
                return found;
            }
        }
        Matcher pull = PULL.matcher(path);
        return pull.matches() ? of(pull.group(3).equals("pull") ? ForgeKind.GITHUB : ForgeKind.GITEA, server, prefix, path) : null;
    }

    private static PullRequest of(ForgeKind kind, String server, String prefix, String path) {
        if (path.matches(".*/\\.{1,2}/.*")) {
            return null;
        }
        Matcher shape = switch (kind) {
            case GITLAB -> MERGE_REQUEST.matcher(path);
            case BITBUCKET_CLOUD -> CLOUD.matcher(path);
            case BITBUCKET_DATA_CENTER -> DATA_CENTER.matcher(path);
            case GITHUB, GITEA -> PULL.matcher(path);
        };
        if (!shape.matches()) {
            return null;
        }
        return switch (kind) {
            case GITLAB -> new PullRequest(kind, server + prefix, shape.group(1).substring(1), shape.group(2));
            case BITBUCKET_CLOUD -> new PullRequest(kind, server + prefix, shape.group(1), shape.group(2));
            case BITBUCKET_DATA_CENTER -> new PullRequest(kind, server + prefix + shape.group(1), shape.group(2), shape.group(3));
            case GITHUB, GITEA -> new PullRequest(kind, server + prefix + shape.group(1), shape.group(2), shape.group(4));
        };
    }

    /** Scheme, host and port. */
    String server() {
        return server(URI.create(web));
    }

    /** The address for people. */
    public String url() {
        String middle = switch (kind) {
            case GITHUB -> "/pull/";
            case GITLAB -> "/-/merge_requests/";
            case BITBUCKET_CLOUD, BITBUCKET_DATA_CENTER -> "/pull-requests/";
            case GITEA -> "/pulls/";
        };
        return web + "/" + project + middle + number;
    }

    /** For people, in a sentence: {@code owner/repository#12}. */
    public String label() {
        return project.replaceFirst("^(?:projects|users)/([^/]+)/repos/", "$1/") + (kind == ForgeKind.GITLAB ? "!" : "#") + number;
    }

    /** What is known of hosts before anybody asks them. */
    public interface Hosts {

        /**
         * @param server scheme, host and port
         * @param path of an address there
         * @return {@link Known#NOTHING} for a host of which nothing is known
         */
        Known known(String server, String path);

        /**
         * What is known.
         *
         * @param kind null if not known
         * @param path the one below which the forge is, without a slash at its end
         */
        record Known(ForgeKind kind, String path) {
            static final Known NOTHING = new Known(null, "");
        }
    }
}
