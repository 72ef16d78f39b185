package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of which secret: the setting {@code map}, by name of the secret at the source a name at the target and, if only
 * some keys go over or under other names, these. Without any entry all secrets go over with all their keys; with one, those
 * that have an entry. Immutable.
 */
public final class KeyMap implements Serializable {

    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    /** What becomes of one secret. */
    public static final class Entry implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;
        private final LinkedHashMap<String, String> keys;

        private Entry(String name, Map<String, String> keys) {
            this.name = name;
            this.keys = new LinkedHashMap<>(keys);
        }

        /** At the target; empty for the one that follows from that of the source. */
        String name() {
            return name;
        }

        /** Keys at the target by those at the source; empty for all. */
        Map<String, String> keys() {
            return keys;
        }
    }

    /**
     * @param map as somebody wrote it
     * @throws SecretsProblem naming what cannot be used
     */
    public static KeyMap of(Map<?, ?> map) {
        KeyMap result = new KeyMap();
        map.forEach((source, entry) -> result.entries.put(String.valueOf(source), entry(String.valueOf(source), entry)));
        return result;
    }

    private static Entry entry(String source, Object value) {
        String shown = Visible.of(source);
        if (value instanceof CharSequence name) {
            // A short form: only another name.
            return new Entry(name.toString().trim(), Map.of());
        }
        if (!(value instanceof Map<?, ?> settings)) {
            throw SecretsProblem.setting(Messages.KeyMap_entry(shown));
        }
        Set<String> unknown = new LinkedHashSet<>();
        settings.keySet().forEach(key -> unknown.add(String.valueOf(key)));
        unknown.remove("name");
        unknown.remove("keys");
        if (!unknown.isEmpty()) {
            throw SecretsProblem.setting(Messages.KeyMap_unknown(shown, Visible.of(unknown.iterator().next())));
        }
        Object name = settings.get("name");
        Object keys = settings.get("keys");
        if (keys != null && !(keys instanceof Map)) {
            throw SecretsProblem.setting(Messages.KeyMap_keys(shown));
        }
        return new Entry(name == null ? "" : name.toString().trim(), keys == null ? Map.of() : keys(shown, (Map<?, ?>) keys));
    }

    private static Map<String, String> keys(String shown, Map<?, ?> keys) {
        Map<String, String> result = new LinkedHashMap<>();
        Set<String> targets = new LinkedHashSet<>();
        if (keys.isEmpty()) {
            throw SecretsProblem.setting(Messages.KeyMap_noKeys(shown));
        }
        keys.forEach((key, target) -> {
            String to = target == null ? "" : target.toString().trim();
            if (to.isEmpty()) {
                throw SecretsProblem.setting(Messages.KeyMap_emptyKey(shown, Visible.of(String.valueOf(key))));
            }
            if (!targets.add(to)) {
                throw SecretsProblem.setting(Messages.KeyMap_sameKey(shown, Visible.of(to)));
            }
            result.put(String.valueOf(key), to);
        });
        return result;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** What becomes of a secret; an entry that says nothing where there is none. */
    Entry of(String source) {
        return entries.getOrDefault(source, new Entry("", Map.of()));
    }

    /** Whether a secret goes over at all. */
    boolean takes(String source) {
        return entries.isEmpty() || entries.containsKey(source);
    }

    /** Names at the source. */
    Set<String> sources() {
        return entries.keySet();
    }
}
