package io.jenkins.plugins.cloudops.engine.terraform.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of Terraform as an object that Groovy, remoting and XStream know: {@code String}, {@code Boolean}, {@code Long}
 * for whole numbers that fit into one, {@code BigDecimal} for all others, {@code ArrayList} for lists, sets and tuples,
 * {@code LinkedHashMap} for maps and objects, null. Exact: nothing is rounded.
 */
public final class PlainValue {

    private PlainValue() {}

    public static Object of(JsonTape tape, int node) {
        if (tape.isString(node)) {
            return tape.text(node);
        }
        if (tape.isNumber(node)) {
            return number(tape.text(node));
        }
        if (tape.isBoolean(node)) {
            return tape.isTrue(node);
        }
        if (tape.isArray(node)) {
            ArrayList<Object> list = new ArrayList<>();
            for (int child = tape.first(node); child != JsonTape.NONE; child = tape.next(node, child)) {
                list.add(of(tape, child));
            }
            return list;
        }
        if (tape.isObject(node)) {
            LinkedHashMap<String, Object> map = new LinkedHashMap<>();
            for (int child = tape.first(node); child != JsonTape.NONE; child = tape.next(node, child)) {
                map.put(tape.name(child), of(tape, child));
            }
            return map;
        }
        return null;
    }

    /** Writes the value as it was, its numbers digit by digit. */
    public static void write(JsonTape tape, int node, JsonGenerator json) throws IOException {
        if (tape.isString(node)) {
            json.writeString(tape.text(node));
        } else if (tape.isNumber(node)) {
            json.writeNumber(tape.text(node));
        } else if (tape.isBoolean(node)) {
            json.writeBoolean(tape.isTrue(node));
        } else if (tape.isArray(node)) {
            json.writeStartArray();
            for (int child = tape.first(node); child != JsonTape.NONE; child = tape.next(node, child)) {
                write(tape, child, json);
            }
            json.writeEndArray();
        } else if (tape.isObject(node)) {
            json.writeStartObject();
            for (int child = tape.first(node); child != JsonTape.NONE; child = tape.next(node, child)) {
                json.writeFieldName(tape.name(child));
                write(tape, child, json);
            }
            json.writeEndObject();
        } else {
            json.writeNull();
        }
    }

    private static Object number(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            return new BigDecimal(digits);
        }
    }

    /** The same values without secrets: in texts, in keys, and in numbers, in whose place a text stands then. */
    public static LinkedHashMap<String, Object> redacted(Map<String, Object> values, Redactor redactor) {
        LinkedHashMap<String, Object> safe = new LinkedHashMap<>();
        values.forEach((name, value) -> safe.put(redactor.redact(name), redacted(value, redactor)));
        return safe;
    }

    private static Object redacted(Object value, Redactor redactor) {
        if (value instanceof String text) {
            return redactor.redact(text);
        }
        if (value instanceof Number) {
            String digits = value.toString();
            String safe = redactor.redact(digits);
            return safe.equals(digits) ? value : safe;
        }
        if (value instanceof List<?> list) {
            ArrayList<Object> safe = new ArrayList<>();
            list.forEach(element -> safe.add(redacted(element, redactor)));
            return safe;
        }
        if (value instanceof Map<?, ?> map) {
            LinkedHashMap<String, Object> safe = new LinkedHashMap<>();
            map.forEach((key, element) -> safe.put(redactor.redact(String.valueOf(key)), redacted(element, redactor)));
            return safe;
        }
        return value;
    }
}
