package io.jenkins.plugins.cloudops.engine.incident;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of an evaluator or a monitoring system, as somebody wrote it. */
final class Address {

    private Address() {
    }

    /**
     * It without a slash at its end.
     *
     * @param setting what names it
     * @param example of one
     * @throws IncidentProblem if it is none of HTTP, or has a password in it
     */
    static String checked(String setting, String url, String example) {
        try {
            URI uri = new URI(url.strip());
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getUserInfo() == null && uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))
                    && uri.getQuery() == null && uri.getFragment() == null) {
                return url.strip().replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Said below, without the address, which may have a password in it.
        }
        throw IncidentProblem.setting(Messages.Address_bad(setting, example));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
