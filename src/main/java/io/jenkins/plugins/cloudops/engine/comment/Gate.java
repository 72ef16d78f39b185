package io.jenkins.plugins.cloudops.engine.comment;

import java.util.List;
import java.util.Objects;

/**
 * A rule that the plan breaks.
 *
 * @param sentence what rule, and how it is broken
 * @param resources that break it, each {@code address (what is planned)}
 * @param omitted how many more there are
 */
public record Gate(String sentence, List<String> resources, int omitted) {

    public Gate {
        Objects.requireNonNull(sentence, "sentence");
        resources = List.copyOf(resources);
    }
}
