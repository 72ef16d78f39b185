package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which secrets there are in Secrets Manager, and which version is asked for of each: the answer to {@code aws
 * secretsmanager list-secrets}, of which the CLI makes one list of all pages.
 */
final class AwsListing {

    private static final String CURRENT = "AWSCURRENT";

    private final SecretSource source;
    private final Set<String> wanted;
    private final Map<String, SourceSecret> found = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    AwsListing(SecretSource source) {
        this.source = source;
        this.wanted = new LinkedHashSet<>(source.names());
    }

    /**
     * @param file what the CLI has printed
     * @throws SecretsProblem if a secret has no version that is asked for
     */
    void read(Path file) throws IOException {
        Json.each(file, Map.of("SecretList", this::take));
    }

    private void take(Map<String, Object> secret) {
        String name = Json.text(secret, "Name");
        String id = Json.text(secret, "ARN");
        names.add(name);
        boolean asked = wanted.isEmpty() || wanted.contains(name) || wanted.contains(id);
        // The filters of the service are wider than what is asked for: names only begin so, and a tag is not paired with its value.
        if (asked && name.startsWith(source.prefix()) && hasTags(secret)) {
            found.put(name, new SourceSecret(name, id, version(name, secret)));
        }
    }

    private boolean hasTags(Map<String, Object> secret) {
        Map<String, String> tags = new HashMap<>();
        Json.list(secret, "Tags").forEach(tag -> tags.put(Json.text(tag, "Key"), Json.text(tag, "Value")));
        return source.tags().entrySet().stream().allMatch(tag -> tag.getValue().equals(tags.get(tag.getKey())));
    }

    private String version(String name, Map<String, Object> secret) {
        if (!source.version().isEmpty()) {
            return source.version();
        }
        String stage = source.stage().isEmpty() ? CURRENT : source.stage();
        for (Map.Entry<?, ?> version : Json.map(secret, "SecretVersionsToStages").entrySet()) {
            if (version.getValue() instanceof List<?> stages && stages.contains(stage)) {
                return version.getKey().toString();
            }
        }
        if (source.stage().isEmpty()) {
            // It was made without a value, or an emulator does not say.
            return "";
        }
        throw SecretsProblem.setting(Messages.AwsListing_noStage(Visible.of(name), stage));
    }

    /** Names of all that was listed, asked for or not. */
    Set<String> names() {
        return names;
    }

    /**
     * All that were found, by name.
     *
     * @throws SecretsProblem if one that was asked for by name is missing
     */
    List<SourceSecret> secrets() {
        Set<String> missing = new LinkedHashSet<>(wanted);
        found.values().forEach(secret -> {
            missing.remove(secret.name());
            missing.remove(secret.id());
        });
        if (!missing.isEmpty()) {
            throw SecretsProblem.setting(Messages.AwsListing_missing(Visible.of(String.join(", ", missing))));
        }
        List<SourceSecret> all = new ArrayList<>(found.values());
        all.sort(java.util.Comparator.comparing(SourceSecret::name));
        return all;
    }
}
