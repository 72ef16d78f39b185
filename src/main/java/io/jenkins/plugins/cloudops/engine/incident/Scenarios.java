package io.jenkins.plugins.cloudops.engine.incident;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scenarios by name. Those of the catalogue are for the flags of the OpenTelemetry demo; others come from a YAML file of the
 * same form: {@code scenarios}, by id, each with {@code title}, {@code expect}, {@code look}, {@code aliases}, and
 * {@code flags}, a list of {@code flag}, {@code variant} and {@code aliases}. Every value counts as text, as it is written.
 */
public final class Scenarios {

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Set<String> OF_A_SCENARIO = Set.of("title", "expect", "look", "aliases", "flags");
    private static final Set<String> OF_A_FLAG = Set.of("flag", "variant", "aliases");
    // After what it is read with.
    private static final Scenarios CATALOGUE = catalogueOfThePlugin();

    private final List<Scenario> all;

    private Scenarios(List<Scenario> all) {
        this.all = all;
    }

    /** The one that comes with the plugin. */
    public static Scenarios catalogue() {
        return CATALOGUE;
    }

    private static Scenarios catalogueOfThePlugin() {
        try (InputStream in = Scenarios.class.getResourceAsStream("catalogue.yaml")) {
            return read("catalogue.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Scenario> all() {
        return List.copyOf(all);
    }

    /** These and others; one of these counts instead of another with the same id. */
    public Scenarios before(Scenarios others) {
        List<Scenario> both = new ArrayList<>(all);
        others.all.stream().filter(other -> all.stream().noneMatch(own -> own.id().equals(other.id()))).forEach(both::add);
        return new Scenarios(both);
    }

    /**
     * @param name an id or another name, also that of its only flag
     * @throws IncidentProblem if there is none, with those that may have been meant
     */
    public Scenario find(String name) {
        for (Scenario scenario : all) {
            if (scenario.id().equals(name)) {
                return scenario;
            }
        }
        for (Scenario scenario : all) {
            if (scenario.isCalled(name)) {
                return scenario;
            }
        }
        Set<String> names = new TreeSet<>();
        all.forEach(scenario -> names.add(scenario.id()));
        throw IncidentProblem.setting(Messages.Scenarios_unknown(name, NearNames.of(name, names)));
    }

    /**
     * @param file what it is called in a sentence
     * @throws IncidentProblem if it cannot be read
     */
    public static Scenarios read(String file, String text) {
        Object root;
        try (JsonParser yaml = YAML.createParser(text)) {
            root = yaml.nextToken() == null ? Map.of() : value(yaml);
        } catch (JacksonException e) {
            throw IncidentProblem.setting(Messages.Scenarios_noYaml(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    e.getOriginalMessage().lines().findFirst().orElse("").strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!(root instanceof Map<?, ?> map) || !(map.get("scenarios") instanceof Map<?, ?> scenarios) || scenarios.isEmpty()) {
            throw IncidentProblem.setting(Messages.Scenarios_empty(file));
        }
        List<Scenario> all = new ArrayList<>();
        scenarios.forEach((id, body) -> all.add(scenario(file, id.toString(), body)));
        return new Scenarios(all);
    }

    private static Scenario scenario(String file, String id, Object body) {
        Map<?, ?> fields = fields(file, id, body, OF_A_SCENARIO);
        if (!(fields.get("flags") instanceof List<?> list) || list.isEmpty()) {
            throw IncidentProblem.setting(Messages.Scenarios_noFlags(file, id));
        }
        Map<String, FlagSetting> flags = new LinkedHashMap<>();
        for (Object element : list) {
            Map<?, ?> flag = fields(file, id, element, OF_A_FLAG);
            String name = text(flag, "flag", "");
            if (name.isBlank() || flags.put(name, new FlagSetting(name, texts(flag), text(flag, "variant", ""))) != null) {
                throw IncidentProblem.setting(Messages.Scenarios_flag(file, id, name));
            }
        }
        return new Scenario(id, text(fields, "title", id), text(fields, "expect", ""), text(fields, "look", ""), texts(fields),
                List.copyOf(flags.values()));
    }

    private static Map<?, ?> fields(String file, String id, Object body, Set<String> known) {
        if (!(body instanceof Map<?, ?> fields)) {
            throw IncidentProblem.setting(Messages.Scenarios_noFlags(file, id));
        }
        for (Object field : fields.keySet()) {
            if (!known.contains(field)) {
                throw IncidentProblem.setting(Messages.Scenarios_field(file, id, field, NearNames.of(field.toString(), known)));
            }
        }
        return fields;
    }

    private static String text(Map<?, ?> fields, String name, String other) {
        return fields.get(name) instanceof String text ? text : other;
    }

    private static List<String> texts(Map<?, ?> fields) {
        return fields.get("aliases") instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
    }

    private static Object value(JsonParser yaml) throws IOException {
        if (yaml.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (yaml.nextToken() == JsonToken.FIELD_NAME) {
                String name = yaml.currentName();
                yaml.nextToken();
                map.put(name, value(yaml));
            }
            return map;
        }
        if (yaml.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (yaml.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(yaml));
            }
            return list;
        }
        return yaml.getText();
    }
}
