package io.jenkins.plugins.cloudops.engine.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flag definition of flagd (https://flagd.dev/schema/v0/flags.json), read so that single values can be replaced and
 * everything else stays as it is, byte for byte. Of the schema that is held which evaluators need: {@code flags} by name,
 * each with a {@code state} and {@code variants}.
 */
public final class FlagFile {

    /** Longer ones are not read, in bytes. */
    public static final int MOST = 4_000_000;

    private static final String MARK = "\uFEFF";
    private static final Set<String> STATES = Set.of("ENABLED", "DISABLED");

    private final String name;
    private final String text;
    private final Map<String, Flag> flags;

    private FlagFile(String name, String text, Map<String, Flag> flags) {
        this.name = name;
        this.text = text;
        this.flags = flags;
    }

    /**
     * @param name what it is called in a sentence, such as its path
     * @throws IncidentProblem if it does not parse or is not flagd's
     */
    public static FlagFile read(String name, String text) {
        String json = text.startsWith(MARK) ? " " + text.substring(1) : text;
        JsonNode root;
        try {
            root = JsonNode.read(json);
        } catch (JsonProcessingException e) {
            throw IncidentProblem.setting(Messages.FlagFile_noJson(name, plain(e.getOriginalMessage()),
                    e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw IncidentProblem.setting(Messages.FlagFile_noJson(name, e.getMessage(), 1));
        }
        JsonNode all = root.field("flags");
        if (!root.isObject() || all == null || !all.isObject()) {
            throw IncidentProblem.setting(Messages.FlagFile_noFlags(name));
        }
        Map<String, Flag> flags = new LinkedHashMap<>();
        all.fields().forEach((flag, definition) -> {
            check(name, flag, definition);
            flags.put(flag, new Flag(name, flag, definition));
        });
        return new FlagFile(name, text, flags);
    }

    /** Without what the reader says of itself. */
    private static String plain(String message) {
        return message.lines().findFirst().orElse("").replaceAll("[,:]? \\((for |not recognized|start marker).*", "");
    }

    private static void check(String name, String flag, JsonNode definition) {
        JsonNode state = definition.field("state");
        JsonNode variants = definition.field("variants");
        JsonNode standard = definition.field("defaultVariant");
        if (!definition.isObject()) {
            throw IncidentProblem.setting(Messages.FlagFile_schema(name, flag, "", "an object"));
        }
        if (state == null || !state.isText() || !STATES.contains(state.text())) {
            throw IncidentProblem.setting(Messages.FlagFile_schema(name, flag, "state", "ENABLED or DISABLED"));
        }
        if (variants == null || !variants.isObject() || variants.fields().isEmpty()) {
            throw IncidentProblem.setting(Messages.FlagFile_schema(name, flag, "variants", "an object with at least one variant"));
        }
        if (standard != null && !standard.isNull() && !(standard.isText() && variants.fields().containsKey(standard.text()))) {
            throw IncidentProblem.setting(Messages.FlagFile_schema(name, flag, "defaultVariant", "the name of one of its variants"));
        }
        JsonNode targeting = definition.field("targeting");
        if (targeting != null && !targeting.isObject()) {
            throw IncidentProblem.setting(Messages.FlagFile_schema(name, flag, "targeting", "an object"));
        }
    }

    /** The whole of it. */
    public String text() {
        return text;
    }

    public Set<String> flags() {
        return flags.keySet();
    }

    /** Null if there is none. */
    Flag flag(String flag) {
        return flags.get(flag);
    }

    /**
     * What a scenario changes here. Nothing is changed by that.
     *
     * @throws IncidentProblem if it cannot be brought about here
     */
    public List<Touch> touches(Scenario scenario) {
        List<Touch> touches = new ArrayList<>();
        for (FlagSetting setting : scenario.flags()) {
            Flag found = setting.names().stream().map(flags::get).filter(flag -> flag != null).findFirst().orElse(null);
            if (found == null) {
                throw IncidentProblem.setting(Messages.FlagFile_noFlag(name, setting.flag(), NearNames.of(setting.flag(), flags.keySet())));
            }
            touches.add(found.touch(setting.variant()));
        }
        return touches;
    }

    /** What tells an evaluator apart that has to be asked for a flag of a scenario; see {@link Flag#context}. */
    public Map<String, String> context(String flag) {
        return flags.containsKey(flag) ? flags.get(flag).context() : Map.of();
    }

    /**
     * The text with changes made. What is changed already stays so.
     *
     * @throws IncidentProblem if something else stands at one of the places than before
     */
    public String triggered(List<Touch> touches) {
        FlagFile file = this;
        for (Touch touch : touches) {
            JsonNode value = file.at(touch);
            if (value == null || !same(value.raw(), touch.before()) && !same(value.raw(), touch.after())) {
                throw new IncidentProblem(IncidentProblem.Kind.CONFLICT, Messages.FlagFile_changed(name, touch.flag(), touch.resting(),
                        value == null ? "-" : value.text()));
            }
            if (!same(value.raw(), touch.after())) {
                file = file.with(value, touch.after());
            }
        }
        return file.text;
    }

    /**
     * The text with changes undone where nobody else wrote since.
     *
     * @param force also where somebody did
     */
    public Cleared cleared(List<Touch> touches, boolean force) {
        FlagFile file = this;
        List<String> left = new ArrayList<>();
        for (Touch touch : touches) {
            JsonNode value = file.at(touch);
            if (value == null) {
                left.add(Messages.FlagFile_gone(touch.flag(), touch.place(), touch.resting()));
            } else if (same(value.raw(), touch.after()) || force && !same(value.raw(), touch.before())) {
                file = file.with(value, touch.before());
            } else if (!same(value.raw(), touch.before())) {
                left.add(Messages.FlagFile_left(touch.flag(), value.text(), touch.variant(), touch.resting()));
            }
        }
        return new Cleared(file.text, left);
    }

    /**
     * What clearing came to.
     *
     * @param text of the file
     * @param left a sentence for each change that was not undone
     */
    public record Cleared(String text, List<String> left) {
    }

    private JsonNode at(Touch touch) {
        Flag flag = flags.get(touch.flag());
        return flag == null ? null : flag.value(touch.place());
    }

    private FlagFile with(JsonNode node, String value) {
        return read(name, node.replaced(text, value));
    }

    /** Whether two JSON strings have one value, however that is written. */
    private static boolean same(String one, String other) {
        try {
            return one.equals(other) || JsonNode.read(one).text().equals(JsonNode.read(other).text());
        } catch (IOException e) {
            return false;
        }
    }
}
