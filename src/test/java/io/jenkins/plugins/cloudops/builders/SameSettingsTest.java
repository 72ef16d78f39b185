package io.jenkins.plugins.cloudops.builders;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.Settings;
import io.jenkins.plugins.cloudops.steps.PlanCommentStep;
import io.jenkins.plugins.cloudops.steps.SyncSecretsStep;
import io.jenkins.plugins.cloudops.steps.TerraformApplyStep;
import io.jenkins.plugins.cloudops.steps.TerraformCheckStep;
import io.jenkins.plugins.cloudops.steps.TerraformDestroyStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import io.jenkins.plugins.cloudops.steps.TerraformUnlockStep;
import io.jenkins.plugins.cloudops.steps.TriggerIncidentStep;
import io.jenkins.plugins.cloudops.steps.WithIncidentStep;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;

/** A freestyle build step can do what the pipeline step can. */
public class SameSettingsTest {

    private static final Map<Class<?>, Class<?>> PAIRS = pairs();

    private static Map<Class<?>, Class<?>> pairs() {
        Map<Class<?>, Class<?>> pairs = new LinkedHashMap<>();
        pairs.put(TerraformPlanStep.class, TerraformPlanBuilder.class);
        pairs.put(TerraformApplyStep.class, TerraformApplyBuilder.class);
        pairs.put(TerraformDestroyStep.class, TerraformDestroyBuilder.class);
        pairs.put(TerraformCheckStep.class, TerraformCheckBuilder.class);
        pairs.put(TerraformUnlockStep.class, TerraformUnlockBuilder.class);
        pairs.put(SyncSecretsStep.class, SyncSecretsBuilder.class);
        pairs.put(PlanCommentStep.class, PlanCommentPublisher.class);
        pairs.put(TriggerIncidentStep.class, TriggerIncidentBuilder.class);
        pairs.put(WithIncidentStep.class, IncidentWrapper.class);
        return pairs;
    }

    /** What one of a pair has otherwise than the other, with the reason. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "TerraformApplyBuilder.plan", "no step hands it a map, so it is the id or name of a plan",
            "PlanCommentPublisher.plans", "no step hands it maps or a list, so it is a text with an id or name a line");

    @Test
    public void everySettingOfAStepIsOneOfItsBuildStep() {
        Set<String> missing = new TreeSet<>();
        PAIRS.forEach((step, builder) -> {
            missing.addAll(beyond(step, builder));
            missing.addAll(beyond(builder, step));
        });
        assertThat(missing).isEmpty();
    }

    private static Set<String> beyond(Class<?> one, Class<?> other) {
        Set<String> names = new TreeSet<>(Settings.of(one).keySet());
        names.removeAll(Settings.of(other).keySet());
        Set<String> beyond = new TreeSet<>();
        names.forEach(name -> beyond.add(one.getSimpleName() + "." + name));
        return beyond;
    }

    @Test
    public void settingsOfOneNameAreOfOneType() {
        Set<String> others = new TreeSet<>();
        PAIRS.forEach((step, builder) -> {
            Map<String, Type> ofStep = Settings.of(step);
            Settings.of(builder).forEach((name, type) -> {
                if (ofStep.containsKey(name) && !ofStep.get(name).equals(type)) {
                    others.add(builder.getSimpleName() + "." + name);
                }
            });
        });
        assertThat(others).isEqualTo(EXCEPTIONS.keySet());
    }

    @Test
    public void bothHaveTheSameDefaults() throws Exception {
        for (Map.Entry<Class<?>, Class<?>> pair : PAIRS.entrySet()) {
            if (Settings.needed(pair.getKey()).isEmpty() && Settings.needed(pair.getValue()).isEmpty()) {
                assertThat(defaults(pair.getValue())).as(pair.getValue().getSimpleName()).isEqualTo(defaults(pair.getKey()));
            }
        }
    }

    private static Map<String, String> defaults(Class<?> type) throws Exception {
        Object made = type.getConstructor().newInstance();
        Map<String, String> defaults = new TreeMap<>();
        for (String name : Settings.of(type).keySet()) {
            String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            boolean flag = Settings.of(type).get(name) == boolean.class;
            // Null and an empty text are the same in a form.
            Object value = type.getMethod((flag ? "is" : "get") + upper).invoke(made);
            defaults.put(name, value == null ? "" : value.toString());
        }
        return defaults;
    }
}
