package io.jenkins.plugins.cloudops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Settings;
import io.jenkins.plugins.cloudops.steps.PlanModeStep;
import io.jenkins.plugins.cloudops.steps.PlanningStep;
import io.jenkins.plugins.cloudops.steps.StackStep;
import io.jenkins.plugins.cloudops.steps.TriggerStep;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.BeforeClass;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundSetter;

/** docs/steps.md has every parameter of every step, and nothing else. */
public class StepsPageTest {

    /** Sections for what several steps have, by the class that has it. */
    private static final Map<Class<?>, String> SHARED = Map.of(
            StackStep.class, "Every step for a stack",
            PlanningStep.class, "Every step that plans",
            PlanModeStep.class, "Kinds of plans, and comments",
            TriggerStep.class, "Every step that triggers an incident");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| (.*?) \\| (.+) \\|$");

    private static Map<String, String> sections;

    @BeforeClass
    public static void read() throws Exception {
        sections = new TreeMap<>();
        for (String section : Files.readString(Path.of("docs/steps.md")).split("(?m)^## ")) {
            String title = section.substring(0, section.indexOf('\n'));
            assertThat(sections.put(title, section)).as("twice: " + title).isNull();
        }
    }

    @Test
    public void everyStepHasItsParametersWithTypesAndDefaults() throws Exception {
        for (Map.Entry<String, Class<?>> step : Documents.steps().entrySet()) {
            assertThat(rows(step.getKey())).as(step.getKey()).isEqualTo(own(step.getValue(), step.getValue()));
        }
        for (Map.Entry<Class<?>, String> shared : SHARED.entrySet()) {
            assertThat(rows(shared.getValue())).as(shared.getValue()).isEqualTo(own(shared.getKey(), someStep(shared.getKey())));
        }
    }

    @Test
    public void everyStepSaysWhichSharedParametersItHas() throws Exception {
        for (Map.Entry<String, Class<?>> step : Documents.steps().entrySet()) {
            SHARED.forEach((type, section) -> {
                String link = "(#" + section.toLowerCase(Locale.ROOT).replace(",", "").replace(' ', '-') + ")";
                assertThat(sections.get(step.getKey()).contains(link)).as(step.getKey() + " " + link)
                        .isEqualTo(type.isAssignableFrom(step.getValue()));
            });
        }
    }

    @Test
    public void whatHasToBeGivenIsCalledNeeded() throws Exception {
        for (Map.Entry<String, Class<?>> step : Documents.steps().entrySet()) {
            for (String needed : Settings.needed(step.getValue()).keySet()) {
                assertThat(sections.get(step.getKey())).containsPattern("\\| `" + needed + "` \\| .*Needed\\.");
            }
        }
    }

    @Test
    public void thereIsNoSectionForAStepThatIsGone() throws Exception {
        assertThat(sections.keySet()).hasSize(1 + SHARED.size() + Documents.steps().size());
    }

    private static Map<String, String> rows(String section) {
        assertThat(sections).containsKey(section);
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(sections.get(section));
        while (row.find()) {
            assertThat(rows.put(row.group(1), row.group(2) + " " + row.group(3))).as("twice: " + row.group(1)).isNull();
        }
        return rows;
    }

    private static Class<?> someStep(Class<?> type) throws Exception {
        return Documents.stepClasses().stream().filter(each -> type.isAssignableFrom(each) && !Modifier.isAbstract(each.getModifiers()))
                .findFirst().orElseThrow();
    }

    /** What a class itself adds, with the defaults that a step has which inherits it. */
    private static Map<String, String> own(Class<?> type, Class<?> step) throws Exception {
        Constructor<?> constructor = step.getConstructors()[0];
        Object made = constructor.newInstance(new Object[constructor.getParameterCount()]);
        Map<String, Type> settings = new TreeMap<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            settings.putAll(Settings.needed(type));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class) && !method.isBridge()) {
                String name = method.getName().substring(3);
                settings.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method.getGenericParameterTypes()[0]);
            }
        }
        Map<String, String> own = new TreeMap<>();
        for (Map.Entry<String, Type> setting : settings.entrySet()) {
            own.put(setting.getKey(), word(setting.getValue()) + " " + value(made, setting.getKey(), setting.getValue()));
        }
        return own;
    }

    private static String word(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw == String.class ? "text" : raw == boolean.class ? "boolean" : raw == int.class ? "number" : raw == Map.class ? "map"
                : raw == List.class ? "list" : raw == Object.class ? "value" : "object";
    }

    private static String value(Object made, String name, Type type) throws Exception {
        String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Object value = made.getClass().getMethod((type == boolean.class ? "is" : "get") + upper).invoke(made);
        boolean none = value == null || value instanceof Collection<?> || value instanceof Map<?, ?> || value.toString().isEmpty();
        return none ? "" : "`" + value + "`";
    }
}
