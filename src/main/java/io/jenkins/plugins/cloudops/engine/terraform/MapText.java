package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map as people edit it in a form: lines {@code name = value}. A value is a string as it stands,
 * or JSON when it begins with <code>[</code> or <code>{</code> or is a JSON string, quotes included,
 * which can hold what a line cannot. Blank lines, and lines that begin with {@code #}, say nothing.
 */
public final class MapText {

    private MapText() {
    }

    /**
     * @param setting what the text is for, to name it in an error
     * @throws BadSetting naming the first line that cannot be read
     */
    public static Map<String, Object> parse(String setting, String text) {
        return parse(setting, text, true);
    }

    /**
     * The same where every value is a string, so that only a JSON string is JSON.
     *
     * @throws BadSetting naming the first line that cannot be read
     */
    public static Map<String, String> parseTexts(String setting, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        parse(setting, text, false).forEach((name, value) -> values.put(name, (String) value));
        return values;
    }

    private static Map<String, Object> parse(String setting, String text, boolean structures) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String line : text.lines().map(String::trim).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).trim();
            if (name.isEmpty()) {
                throw new BadSetting(Messages.MapText_line(setting, line));
            }
            String value = line.substring(equals + 1).trim();
            if (values.put(name, value(setting, name, value, structures)) != null) {
                throw new BadSetting(Messages.MapText_twice(setting, name));
            }
        }
        return values;
    }

    private static Object value(String setting, String name, String value, boolean structures) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        boolean structure = structures && (value.startsWith("[") || value.startsWith("{"));
        if (!quoted && !structure) {
            return value;
        }
        try {
            return JsonText.read(value);
        } catch (IOException e) {
            if (quoted) {
                return value;
            }
            throw new BadSetting(Messages.MapText_json(setting, name, value));
        }
    }

    /** The text that {@link #parse} reads back: strings as they are where that is possible, else JSON. */
    public static String render(Map<?, ?> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append(" = ").append(value(value)).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?> || value instanceof String text && !isPlain(text)) {
            String json = VariableValues.of("", Map.of("v", value)).toJson();
            return json.substring("{\"v\":".length(), json.length() - 1);
        }
        return String.valueOf(value);
    }

    /** Whether a line has a string as it stands. */
    private static boolean isPlain(String text) {
        return text.strip().equals(text) && text.trim().equals(text) && text.lines().count() <= 1
                && (text.isEmpty() || "[{\"".indexOf(text.charAt(0)) < 0);
    }
}
