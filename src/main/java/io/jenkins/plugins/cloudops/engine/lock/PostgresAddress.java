package io.jenkins.plugins.cloudops.engine.lock;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database that a connection string of PostgreSQL names, in either form ({@code postgres://…} or {@code host=… dbname=…};
 * PostgreSQL's documentation, "Connection Strings"), filled in from the variables that the driver reads.
 *
 * @param server {@code host:port}; a path for a socket
 * @param database its name
 */
record PostgresAddress(String server, String database) {

    /* Up to the last "@", since passwords are often not escaped. */
    private static final Pattern URL = Pattern.compile("(?is)postgres(?:ql)?://(?:(.*)@)?([^/?@]*)(?:/([^?]*))?(?:\\?(.*))?");
    private static final Pattern WORD = Pattern.compile("(\\w+)\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|(?:[^\\s\\\\]|\\\\.)*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d*))?");

    static PostgresAddress of(BackendSettings settings) {
        Map<String, String> words = words(settings.text("conn_str", "PG_CONN_STR").strip());
        String host = first(words.get("host"), settings.variable("PGHOST"), "localhost");
        String port = first(words.get("port"), settings.variable("PGPORT"), "5432");
        String user = first(words.get("user"), settings.variable("PGUSER"), "");
        // The server takes the name of the user for the database when none is named.
        String database = first(words.get("dbname"), settings.variable("PGDATABASE"), user);
        return new PostgresAddress((host.startsWith("/") ? host : host.toLowerCase(Locale.ROOT)) + ":" + port, database);
    }

    private static String first(String word, String variable, String otherwise) {
        return word != null ? word : variable.isEmpty() ? otherwise : variable;
    }

    private static Map<String, String> words(String text) {
        Map<String, String> words = new HashMap<>();
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            Matcher word = WORD.matcher(text);
            while (word.find()) {
                put(words, word.group(1), unquoted(word.group(2)));
            }
            return words;
        }
        if (url.group(1) != null) {
            put(words, "user", decoded(url.group(1).replaceFirst("(?s):.*", "")));
        }
        Matcher host = HOST.matcher(url.group(2));
        if (host.matches()) {
            put(words, "host", decoded(host.group(1)));
            put(words, "port", host.group(2));
        }
        put(words, "dbname", decoded(url.group(3)));
        if (url.group(4) != null) {
            for (String parameter : url.group(4).split("&")) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    put(words, parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
                }
            }
        }
        return words;
    }

    private static void put(Map<String, String> words, String name, String value) {
        if (value != null && !value.isEmpty()) {
            words.put(name, value);
        }
    }

    private static String unquoted(String value) {
        String inner = value.length() > 1 && value.startsWith("'") ? value.substring(1, value.length() - 1) : value;
        return inner.replaceAll("(?s)\\\\(.)", "$1");
    }

    private static String decoded(String text) {
        if (text == null || text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
