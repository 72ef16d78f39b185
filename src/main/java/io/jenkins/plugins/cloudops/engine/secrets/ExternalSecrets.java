package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ExternalSecrets of a namespace, and which of them a secret of the source goes through. */
final class ExternalSecrets {

    private final List<One> all = new ArrayList<>();

    /**
     * One of them.
     *
     * @param refs keys at the provider that it reads
     * @param versions of the source at our last refresh
     * @param state when it was refreshed last and for which settings; another text after the next time
     * @param ready whether it says that it is
     * @param message why it is not
     */
    record One(String name, String apiVersion, String resourceVersion, Set<String> refs, String versions, String state, boolean ready,
            String message) {

        /** The same, to be written whatever was changed meanwhile. */
        One unbound() {
            return new One(name, apiVersion, "", refs, versions, state, ready, message);
        }
    }

    /** @param file what {@code kubectl get externalsecrets.external-secrets.io -o json} has printed */
    static ExternalSecrets read(Path file) throws IOException {
        ExternalSecrets secrets = new ExternalSecrets();
        Json.each(file, Map.of("items", object -> secrets.all.add(of(object))));
        return secrets;
    }

    private static One of(Map<String, Object> object) {
        Set<String> refs = new HashSet<>();
        Json.list(object, "spec", "data").forEach(entry -> refs.add(Json.text(entry, "remoteRef", "key")));
        Json.list(object, "spec", "dataFrom").forEach(entry -> refs.add(Json.text(entry, "extract", "key")));
        boolean ready = false;
        String message = "";
        for (Object condition : Json.list(object, "status", "conditions")) {
            if (Json.text(condition, "type").equals("Ready")) {
                ready = Json.text(condition, "status").equals("True");
                message = Json.text(condition, "reason") + ": " + Json.text(condition, "message");
            }
        }
        return new One(Json.text(object, "metadata", "name"), Json.text(object, "apiVersion"),
                Json.text(object, "metadata", "resourceVersion"), refs,
                Json.text(object, "metadata", "annotations", Manifest.VERSION),
                Json.text(object, "status", "refreshTime") + " " + Json.text(object, "status", "syncedResourceVersion"), ready, message);
    }

    /** The one of a name, or null. */
    One named(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    /**
     * The one for a secret: that of its name, or the first that reads it; null if there is none.
     *
     * @param sources names at the source
     */
    One of(String name, List<String> sources) {
        One named = named(name);
        return named != null ? named
                : all.stream().filter(one -> sources.stream().anyMatch(one.refs()::contains)).findFirst().orElse(null);
    }
}
