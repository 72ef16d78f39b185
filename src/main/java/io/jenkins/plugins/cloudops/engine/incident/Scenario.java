package io.jenkins.plugins.cloudops.engine.incident;

import java.util.List;

/**
 * A named failure: the flags that bring it about, and what is to be seen of it.
 *
 * @param id such as {@code high-cpu}
 * @param title what it is, in a few words
 * @param expect what happens
 * @param look where that is to be seen
 * @param aliases other names for it, beside those of its flags
 * @param flags at least one
 */
public record Scenario(String id, String title, String expect, String look, List<String> aliases, List<FlagSetting> flags) {

    public Scenario {
        aliases = List.copyOf(aliases);
        flags = List.copyOf(flags);
    }

    /** One flag that somebody named himself. */
    public static Scenario ofFlag(String flag, String variant) {
        return new Scenario(flag, flag, "", "", List.of(), List.of(FlagSetting.of(flag, variant)));
    }

    boolean isCalled(String name) {
        return id.equals(name) || aliases.contains(name) || flags.size() == 1 && flags.get(0).names().contains(name);
    }

    /**
     * The scenario with another variant.
     *
     * @param variant empty for the one that it has
     * @throws IncidentProblem if it has several flags, or none is chosen
     */
    public Scenario withVariant(String variant) {
        if (variant.isEmpty()) {
            for (FlagSetting setting : flags) {
                if (setting.variant().isEmpty()) {
                    throw IncidentProblem.setting(Messages.Scenario_variant(setting.flag()));
                }
            }
            return this;
        }
        if (flags.size() > 1) {
            throw IncidentProblem.setting(Messages.Scenario_several(id, flags.size()));
        }
        return new Scenario(id, title, expect, look, aliases, List.of(flags.get(0).with(variant)));
    }
}
