package io.jenkins.plugins.cloudops.local;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What can be set of something that is configured, as Jenkins finds it: by its constructor and its setters. */
public final class Settings {

    private Settings() {
    }

    /** Types by the names of settings. */
    public static Map<String, Type> of(Class<?> type) {
        Map<String, Type> settings = new TreeMap<>(needed(type));
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class) && !method.isBridge()) {
                String name = method.getName().replaceFirst("^set", "");
                settings.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method.getGenericParameterTypes()[0]);
            }
        }
        return settings;
    }

    /** Those that have to be given; none of what makes itself. */
    public static Map<String, Type> needed(Class<?> type) {
        Map<String, Type> settings = new TreeMap<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    settings.put(parameter.getName(), parameter.getParameterizedType());
                }
            }
        }
        return settings;
    }
}
