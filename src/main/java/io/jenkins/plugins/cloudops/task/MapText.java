package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSON;
import net.sf.json.JSONArray;
import net.sf.json.JSONException;
import net.sf.json.JSONNull;
import net.sf.json.JSONObject;
import net.sf.json.JSONSerializer;

/**
 * A map as people edit it in a form: lines {@code name = value}. A value is a string as it stands,
 * or JSON when it begins with <code>[</code> or <code>{</code>. Blank lines, and lines that begin
 * with {@code #}, say nothing.
 */
public final class MapText {

    private MapText() {
    }

    /**
     * @param setting what the text is for, to name it in an error
     * @throws BadSetting naming the first line that cannot be read
     */
    public static Map<String, Object> parse(String setting, String text) {
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
            if (values.put(name, value.startsWith("[") || value.startsWith("{") ? json(setting, name, value) : value) != null) {
                throw new BadSetting(Messages.MapText_twice(setting, name));
            }
        }
        return values;
    }

    private static Object json(String setting, String name, String value) {
        try {
            return plain(JSONSerializer.toJSON(value));
        } catch (JSONException e) {
            throw new BadSetting(Messages.MapText_json(setting, name, value));
        }
    }

    private static Object plain(Object json) {
        if (json instanceof JSONArray array) {
            List<Object> list = new ArrayList<>();
            array.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (json instanceof JSONObject object && !object.isNullObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.forEach((key, element) -> map.put(String.valueOf(key), plain(element)));
            return map;
        }
        return json instanceof JSON || json instanceof JSONNull ? null : json;
    }

    /** The text that {@link #parse} reads back: strings as they are where that is possible, else JSON. */
    public static String render(Map<?, ?> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append(" = ").append(value(value)).append('\n'));
        return text.toString().stripTrailing();
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String json = VariableValues.of("", Map.of("v", value)).toJson();
            return json.substring("{\"v\":".length(), json.length() - 1);
        }
        return String.valueOf(value);
    }
}
