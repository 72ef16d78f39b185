package io.jenkins.plugins.cloudops.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Copies what a pipeline or a form gives into types that Jenkins can save wherever they come from:
 * {@link LinkedHashMap}, {@link ArrayList}, strings, and whatever else there is as it is.
 */
public final class Plain {

    private Plain() {
    }

    /** @return an empty map for null */
    public static Map<String, Object> map(Map<?, ?> values) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (values != null) {
            values.forEach((name, value) -> copy.put(String.valueOf(name), value(value)));
        }
        return copy;
    }

    /** As {@link #map}, with texts as values. */
    public static Map<String, String> texts(Map<?, ?> values) {
        Map<String, String> copy = new LinkedHashMap<>();
        map(values).forEach((name, value) -> copy.put(name, value == null ? null : value.toString()));
        return copy;
    }

    /** @return an empty list for null; an empty text for null in it, which settings refuse */
    public static List<String> list(Collection<?> values) {
        List<String> copy = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> copy.add(Objects.toString(value, "")));
        }
        return copy;
    }

    /** A map, a list or a single value. */
    public static Object value(Object value) {
        if (value instanceof Map<?, ?> values) {
            return map(values);
        }
        if (value instanceof Collection<?> values) {
            List<Object> copy = new ArrayList<>();
            values.forEach(element -> copy.add(value(element)));
            return copy;
        }
        return value instanceof CharSequence ? value.toString() : value;
    }
}
