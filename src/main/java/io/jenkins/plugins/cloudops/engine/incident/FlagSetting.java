package io.jenkins.plugins.cloudops.engine.incident;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A flag and the variant that it gets in a scenario.
 *
 * @param flag its name
 * @param aliases names that it had earlier, one of which a file may still have
 * @param variant empty if somebody has to choose one
 */
public record FlagSetting(String flag, List<String> aliases, String variant) implements Serializable {

    public FlagSetting {
        aliases = List.copyOf(aliases);
    }

    /** One without other names. */
    public static FlagSetting of(String flag, String variant) {
        return new FlagSetting(flag, List.of(), variant);
    }

    FlagSetting with(String other) {
        return new FlagSetting(flag, aliases, other);
    }

    /** The name itself first. */
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>(List.of(flag));
        names.addAll(aliases);
        return new ArrayList<>(names);
    }
}
