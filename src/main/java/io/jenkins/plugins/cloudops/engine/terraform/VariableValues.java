package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values for variables or a backend: strings, numbers, booleans, lists and maps of these, and null.
 * They reach the CLI as a JSON file (a {@code .tfvars.json} or {@code .tfbackend.json}, described in
 * Terraform's documentation of variable definitions files), in which strings are taken literally.
 */
public final class VariableValues implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 64;

    private final String setting;
    private final TreeMap<String, Serializable> values;

    private VariableValues(String setting, TreeMap<String, Serializable> values) {
        this.setting = setting;
        this.values = values;
    }

    /**
     * Takes the values over, so that later changes of the map do not matter. The order is by name.
     *
     * @param setting what the values are for, to name it in an error
     * @throws BadSetting if a name is empty or a value is of another type
     */
    public static VariableValues of(String setting, Map<?, ?> values) {
        TreeMap<String, Serializable> copy = new TreeMap<>();
        values.forEach((key, value) -> {
            String name = key == null ? "" : key.toString().trim();
            if (name.isEmpty()) {
                throw new BadSetting(Messages.VariableValues_noName(setting, String.valueOf(value)));
            }
            copy.put(name, normalise(setting, name, value, 0));
        });
        return new VariableValues(setting, copy);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Map<String, Serializable> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /**
     * The values as one JSON object, one value a line: Terraform quotes the line in which something is
     * wrong, and should quote no other value with it.
     */
    public String toJson() {
        StringWriter json = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(json)) {
            out.setPrettyPrinter(new MinimalPrettyPrinter() {
                private static final long serialVersionUID = 1L;

                @Override
                public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
                    generator.writeRaw(generator.getOutputContext().getParent().inRoot() ? ",\n" : ",");
                }
            });
            write(out, values);
        } catch (IOException e) {
            throw new UncheckedIOException(setting, e);
        }
        return json.toString();
    }

    private static Serializable normalise(String setting, String name, Object value, int depth) {
        if (depth > DEEPEST) {
            throw new BadSetting(Messages.VariableValues_tooDeep(setting, name, DEEPEST));
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Integer
                || value instanceof Long || value instanceof BigInteger || value instanceof BigDecimal) {
            return (Serializable) value;
        }
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Number number) {
            double d = number.doubleValue();
            if (Double.isNaN(d) || Double.isInfinite(d)) {
                throw new BadSetting(Messages.VariableValues_notFinite(setting, name, number.toString()));
            }
            return new BigDecimal(number.toString());
        }
        if (value instanceof Map<?, ?> map) {
            LinkedHashMap<String, Serializable> copy = new LinkedHashMap<>();
            map.forEach((key, element) ->
                    copy.put(String.valueOf(key), normalise(setting, name + "." + key, element, depth + 1)));
            return copy;
        }
        if (value instanceof Collection<?> list) {
            ArrayList<Serializable> copy = new ArrayList<>();
            list.forEach(element -> copy.add(normalise(setting, name + "[" + copy.size() + "]", element, depth + 1)));
            return copy;
        }
        throw new BadSetting(Messages.VariableValues_type(setting, name, value.getClass().getName()));
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value == null) {
            out.writeNull();
        } else {
            out.writeString((String) value);
        }
    }
}
