package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.redact.SecretNames;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The address of a server in one spelling: scheme and host in lower case, without the port that the scheme has anyway,
 * and without user, password, fragment and parameters that look like secrets.
 */
final class ServerAddress {

    private static final Pattern URL = Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);
    private static final Map<String, String> PORTS = Map.of("http", ":80", "https", ":443");

    private ServerAddress() {}

    /** The address with its path and parameters. Text that is no URL stays as it is, without what looks like a login. */
    static String of(String address) {
        Matcher url = URL.matcher(address.strip());
        if (!url.matches()) {
            return address.strip().replaceFirst("^[^/]*@", "");
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        // A password may itself have an "@" in it that nobody escaped.
        String host = url.group(2).substring(url.group(2).lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        String port = PORTS.getOrDefault(scheme, "");
        String parameters = url.group(4) == null ? "" : Arrays.stream(url.group(4).split("&"))
                .filter(parameter -> !SecretNames.match(parameter.replaceFirst("=.*", "")))
                .collect(Collectors.joining("&"));
        return scheme + "://"
                + (!port.isEmpty() && host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host)
                + url.group(3)
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The same without the last slash, for servers whose address has no path of its own. */
    static String ofServer(String address) {
        return of(address).replaceFirst("/+$", "");
    }

    /** For people: without parameters, whose values could be anything. */
    static String label(String address) {
        return of(address).replaceFirst("\\?.*", "");
    }
}
