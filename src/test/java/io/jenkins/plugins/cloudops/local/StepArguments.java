package io.jenkins.plugins.cloudops.local;

import groovy.lang.GString;
import hudson.AbortException;
import hudson.ExtensionList;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes a step out of its name and its named arguments, as Jenkins does: by its data-bound setters. */
final class StepArguments {

    private StepArguments() {
    }

    /** @throws AbortException if there is no such step or parameter, or the step lacks something around it */
    static Step step(String name, Object arguments, StepContext context) throws Exception {
        for (StepDescriptor descriptor : ExtensionList.lookup(StepDescriptor.class)) {
            if (descriptor.getFunctionName().equals(name)) {
                for (Class<?> required : descriptor.getRequiredContext()) {
                    if (context.get(required) == null) {
                        throw new AbortException("Required context " + required + " is missing\n"
                                + "Perhaps you forgot to surround the " + name + " step with a step that provides this, such as: node");
                    }
                }
                return (Step) Described.make(descriptor.clazz, arguments);
            }
        }
        throw new AbortException("No such step '" + name + "' in the local runner");
    }

    static void set(Object step, String parameter, Object value) throws Exception {
        String setter = "set" + Character.toUpperCase(parameter.charAt(0)) + parameter.substring(1);
        for (Method method : step.getClass().getMethods()) {
            if (method.getName().equals(setter) && method.isAnnotationPresent(DataBoundSetter.class)) {
                try {
                    method.invoke(step, value);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception cause ? cause : e;
                }
                return;
            }
        }
        throw new AbortException("Unknown parameter '" + parameter + "' of " + step.getClass().getSimpleName());
    }

    /** A value of Groovy as a plain one: without strings that are still templates. */
    static Object plain(Object value) {
        if (value instanceof GString template) {
            return template.toString();
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(StepArguments::plain).toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, entry) -> plain.put(plain(key), plain(entry)));
            return plain;
        }
        return value;
    }
}
