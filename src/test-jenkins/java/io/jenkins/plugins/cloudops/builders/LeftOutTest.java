package io.jenkins.plugins.cloudops.builders;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import io.jenkins.plugins.cloudops.config.IncidentSettings;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.DataBoundSetter;

/** What is left out of a {@code config.xml} has its default, as in a pipeline. */
public class LeftOutTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    /** The values of all settings. */
    private static Map<String, String> settings(Object step) throws ReflectiveOperationException {
        Map<String, String> settings = new TreeMap<>();
        for (Method setter : step.getClass().getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                String name = setter.getName().substring(3);
                Object value = step.getClass().getMethod((setter.getParameterTypes()[0] == boolean.class ? "is" : "get") + name).invoke(step);
                boolean none = value == null || value instanceof Collection<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
                settings.put(name, none ? "" : value.toString());
            }
        }
        assertFalse(settings.isEmpty());
        return settings;
    }

    @Test
    public void hasItsDefault() throws Exception {
        for (Object step : List.of(new TerraformPlanBuilder(), new TerraformApplyBuilder(), new TerraformDestroyBuilder(),
                new TerraformCheckBuilder(), new TerraformUnlockBuilder(), new SyncSecretsBuilder(), new TriggerIncidentBuilder(),
                new IncidentWrapper(), new PlanCommentPublisher(), new TracingConfiguration(), new IncidentSettings())) {
            String name = step.getClass().getName();
            assertEquals(name, settings(step), settings(Jenkins.XSTREAM2.fromXML("<" + name + "/>")));
        }
    }
}
