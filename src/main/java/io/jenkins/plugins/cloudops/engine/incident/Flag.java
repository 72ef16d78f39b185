package io.jenkins.plugins.cloudops.engine.incident;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flag in a flag file. Which variant it serves stands in its {@code defaultVariant}, or, if it has a targeting of the form
 * {@code {"if": [condition, variant, …]}}, at the second place of that, since such a flag never serves its default to whom
 * the condition is for. Any other targeting chooses by rules that a single variant cannot stand in for.
 */
final class Flag {

    static final String DEFAULT = "defaultVariant";
    static final String TARGETING = "targeting.if[1]";

    private final String file;
    private final String name;
    private final JsonNode definition;

    Flag(String file, String name, JsonNode definition) {
        this.file = file;
        this.name = name;
        this.definition = definition;
    }

    Set<String> variants() {
        return definition.field("variants").fields().keySet();
    }

    /** @throws IncidentProblem if the flag cannot serve this variant, or does so already */
    Touch touch(String variant) {
        if (definition.field("state").text().equals("DISABLED")) {
            throw IncidentProblem.setting(Messages.Flag_disabled(name, file));
        }
        if (!variants().contains(variant)) {
            throw IncidentProblem.setting(Messages.Flag_noVariant(name, variant, NearNames.of(variant, variants())));
        }
        String place = isTargeted() ? TARGETING : DEFAULT;
        JsonNode value = value(place);
        if (value == null) {
            throw IncidentProblem.setting(isTargeted() ? Messages.Flag_targeting(name, file) : Messages.Flag_noDefault(name, file));
        }
        if (value.text().equals(variant)) {
            throw IncidentProblem.setting(Messages.Flag_already(name, variant, file));
        }
        return new Touch(name, place, value.raw(), JsonNode.quoted(variant), value.text(), variant);
    }

    /** The string at a place; null if there is none. */
    JsonNode value(String place) {
        if (place.equals(DEFAULT)) {
            JsonNode value = definition.field(DEFAULT);
            return value == null || !value.isText() ? null : value;
        }
        List<JsonNode> branches = branches();
        return branches.size() > 1 && branches.get(1).isText() && variants().contains(branches.get(1).text()) ? branches.get(1) : null;
    }

    /** What its condition asks for, by name, if it asks whether one variable equals one text; empty otherwise. */
    Map<String, String> context() {
        List<JsonNode> branches = branches();
        if (branches.isEmpty() || !branches.get(0).isObject()) {
            return Map.of();
        }
        JsonNode equal = branches.get(0).field("==") == null ? branches.get(0).field("===") : branches.get(0).field("==");
        if (equal == null || equal.elements().size() != 2) {
            return Map.of();
        }
        JsonNode variable = equal.elements().get(0).field("var");
        JsonNode text = equal.elements().get(1);
        return variable != null && variable.isText() && text.isText() ? Map.of(variable.text(), text.text()) : Map.of();
    }

    private boolean isTargeted() {
        JsonNode targeting = definition.field("targeting");
        return targeting != null && !targeting.fields().isEmpty();
    }

    private List<JsonNode> branches() {
        JsonNode targeting = definition.field("targeting");
        JsonNode condition = targeting == null || targeting.fields().size() != 1 ? null : targeting.field("if");
        return condition == null || condition.elements().size() > 3 ? List.of() : condition.elements();
    }
}
