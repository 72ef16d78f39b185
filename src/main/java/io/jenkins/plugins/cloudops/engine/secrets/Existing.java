package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A Secret that is in a namespace, without its values: fingerprints stand for them.
 *
 * @param labelled whether it carries our label
 * @param external whether the External Secrets Operator owns it
 * @param scope of which source it is, as a digest
 * @param sources names at the source, one a line
 * @param versions at the source
 * @param mapping how keys were mapped, as a digest
 * @param keys that we wrote
 * @param print of what we wrote
 * @param resourceVersion by which the cluster tells whether it was changed
 * @param prints of its values by key
 */
record Existing(String name, boolean labelled, boolean external, String scope, String sources, String versions, String mapping,
        List<String> keys, String print, String resourceVersion, Map<String, String> prints) {

    /**
     * @param file what {@code kubectl get secrets -o json} has printed
     * @param wanted names; Secrets of ours are read whatever their name is
     */
    static Map<String, Existing> read(Path file, Predicate<String> wanted, Fingerprint fingerprint) throws IOException {
        Map<String, Existing> all = new HashMap<>();
        Json.each(file, Map.of("items", secret -> {
            boolean ours = Manifest.MANAGER.equals(Json.text(secret, "metadata", "labels", Manifest.MANAGED_BY));
            String name = Json.text(secret, "metadata", "name");
            if (ours || wanted.test(name)) {
                all.put(name, of(name, ours, secret, fingerprint));
            }
        }));
        return all;
    }

    private static Existing of(String name, boolean ours, Map<String, Object> secret, Fingerprint fingerprint) {
        Map<String, String> prints = new HashMap<>();
        Json.map(secret, "data").forEach((key, value) -> prints.put(key.toString(),
                fingerprint.of(name, key.toString(), value == null ? new byte[0] : Base64.getDecoder().decode(value.toString()))));
        boolean external = Json.list(secret, "metadata", "ownerReferences").stream()
                .anyMatch(owner -> Json.text(owner, "apiVersion").startsWith("external-secrets.io/"))
                || Json.map(secret, "metadata", "labels").keySet().stream()
                        .anyMatch(label -> label.toString().startsWith("reconcile.external-secrets.io/"));
        Map<?, ?> notes = Json.map(secret, "metadata", "annotations");
        String keys = Json.text(notes, Manifest.KEYS);
        return new Existing(name, ours, external, Json.text(notes, Manifest.SCOPE), Json.text(notes, Manifest.SOURCE),
                Json.text(notes, Manifest.VERSION), Json.text(notes, Manifest.MAPPING),
                keys.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(keys.split(","))), Json.text(notes, Manifest.FINGERPRINT),
                Json.text(secret, "metadata", "resourceVersion"), prints);
    }

    /** Whether what we wrote is what is there. */
    boolean isAsWritten(Fingerprint fingerprint) {
        return prints.keySet().containsAll(keys) && fingerprint.of(name, prints, keys).equals(print);
    }

    /** Names at the source. */
    List<String> sourceNames() {
        return sources.isEmpty() ? List.of() : Arrays.asList(sources.split("\n"));
    }
}
