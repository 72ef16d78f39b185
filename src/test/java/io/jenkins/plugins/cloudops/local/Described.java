package io.jenkins.plugins.cloudops.local;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** What a Jenkinsfile hands to steps by a symbol, such as {@code flagdFile('flags.json')}, made as Jenkins does it. */
final class Described {

    private static final String INDEX = "META-INF/services/annotations/org.jenkinsci.Symbol";
    private static final Map<String, Class<?>> TYPES = types();

    private Described() {
    }

    private static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new TreeMap<>();
        try (InputStream index = Described.class.getClassLoader().getResourceAsStream(INDEX)) {
            for (String name : new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                Class<?> descriptor = Class.forName(name);
                if (descriptor.getEnclosingClass() != null) {
                    types.put(descriptor.getAnnotation(Symbol.class).value()[0], descriptor.getEnclosingClass());
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return types;
    }

    static boolean isSymbol(String name) {
        return TYPES.containsKey(name);
    }

    static Object make(String symbol, Object argument) throws Exception {
        return make(TYPES.get(symbol), argument);
    }

    /** @param argument all parameters by name, or the only one that is needed */
    static <T> T make(Class<T> type, Object argument) throws Exception {
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class)).findFirst().orElseThrow();
        Map<Object, Object> given = new LinkedHashMap<>(argument instanceof Map<?, ?> map ? map
                : Map.of(constructor.getParameters()[0].getName(), argument));
        T made = type.cast(constructor.newInstance(Arrays.stream(constructor.getParameters()).map(each -> given.remove(each.getName())).toArray()));
        for (Map.Entry<Object, Object> parameter : given.entrySet()) {
            StepArguments.set(made, parameter.getKey().toString(), parameter.getValue());
        }
        return made;
    }
}
