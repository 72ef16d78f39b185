package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One secret as it is to be at a target, made of one or more of the source. */
final class Desired {

    /** The most that the values of one secret may hold together, as Kubernetes has it: 1 MiB. */
    static final int MOST_BYTES = 1 << 20;

    private final String name;
    private final List<Part> parts = new ArrayList<>();

    /**
     * What a secret of the source gives.
     *
     * @param keys at the target by those at the source; empty for all
     */
    record Part(SourceSecret secret, Map<String, String> keys) {
    }

    Desired(String name) {
        this.name = name;
    }

    void add(SourceSecret secret, Map<String, String> keys) {
        parts.add(new Part(secret, keys));
    }

    String name() {
        return name;
    }

    List<Part> parts() {
        return parts;
    }

    /** Names at the source, one a line. */
    String sources() {
        return String.join("\n", parts.stream().map(part -> part.secret().name()).toList());
    }

    /** Versions at the source as they were listed, in the same order. */
    String versions() {
        return String.join(" ", parts.stream().map(part -> part.secret().version()).toList());
    }

    /** Versions of the values that are there. */
    String versions(ValueFiles values) throws IOException {
        List<String> versions = new ArrayList<>();
        for (Part part : parts) {
            versions.add(values.version(part.secret().id()));
        }
        return String.join(" ", versions);
    }

    /** Whether every version is known, so that values need not be compared where it is the same. */
    boolean isVersioned() {
        return parts.stream().noneMatch(part -> part.secret().version().isEmpty());
    }

    /** How the keys are mapped: another text for another mapping. */
    String mapping() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.secret().name()).append('\n').append(new TreeMap<>(part.keys())).append('\n'));
        return text.toString();
    }

    /**
     * Its values by key.
     *
     * @param alone the key of a value that has none of its own
     * @throws SecretsProblem if they cannot be what is asked for
     */
    Map<String, byte[]> data(ValueFiles values, String alone) throws IOException {
        Map<String, byte[]> data = new LinkedHashMap<>();
        Map<String, String> from = new LinkedHashMap<>();
        long size = 0;
        for (Part part : parts) {
            String source = part.secret().name();
            for (Map.Entry<String, byte[]> entry : data(part, values.get(part.secret().id()), alone).entrySet()) {
                String other = from.put(entry.getKey(), source);
                if (other != null) {
                    throw SecretsProblem.setting(Messages.Desired_twice(Visible.of(other), Visible.of(source),
                            Visible.of(entry.getKey()), Visible.of(name)));
                }
                data.put(entry.getKey(), entry.getValue());
                size += entry.getValue().length;
            }
        }
        if (size > MOST_BYTES) {
            throw SecretsProblem.setting(Messages.Desired_tooLarge(Visible.of(from.values().iterator().next()), size, MOST_BYTES));
        }
        return data;
    }

    private static Map<String, byte[]> data(Part part, SecretValue value, String alone) {
        if (part.keys().isEmpty()) {
            return value.hasKeys() ? value.keys() : Map.of(alone, value.bytes());
        }
        String source = Visible.of(part.secret().name());
        Map<String, byte[]> fields = value.isBinary() ? null : value.fields();
        if (fields == null) {
            if (part.keys().keySet().equals(java.util.Set.of(SecretValue.ONLY))) {
                // The name that a value has which is no object.
                return Map.of(part.keys().get(SecretValue.ONLY), value.bytes());
            }
            throw SecretsProblem.setting(value.isBinary() ? Messages.Desired_binaryKeys(source) : Messages.Desired_noObject(source));
        }
        Map<String, byte[]> data = new LinkedHashMap<>();
        part.keys().forEach((key, to) -> {
            byte[] bytes = fields.get(key);
            if (bytes == null) {
                throw SecretsProblem.setting(Messages.Desired_noKey(source, Visible.of(key),
                        Visible.of(String.join(", ", fields.keySet()))));
            }
            data.put(to, bytes);
        });
        return data;
    }
}
