package hudson;

import java.lang.reflect.AnnotatedElement;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/**
 * All extensions of a type. Declared: looking them up. Here they come from the index of the class
 * path, classes only, each created when it is first asked for, once for each Jenkins.
 */
public class ExtensionList<T> extends AbstractList<T> {

    private static final Map<Jenkins, Map<Class<?>, Object>> INSTANCES = new WeakHashMap<>();
    private static final Map<Jenkins, Map<Class<?>, ExtensionList<?>>> LISTS = new WeakHashMap<>();

    private final List<T> extensions;

    private ExtensionList(List<T> extensions) {
        this.extensions = extensions;
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        Map<Class<?>, Object> instances;
        Map<Class<?>, ExtensionList<?>> lists;
        synchronized (INSTANCES) {
            instances = INSTANCES.computeIfAbsent(Jenkins.get(), jenkins -> new ConcurrentHashMap<>());
            lists = LISTS.computeIfAbsent(Jenkins.get(), jenkins -> new ConcurrentHashMap<>());
        }
        @SuppressWarnings("unchecked")
        ExtensionList<T> known = (ExtensionList<T>) lists.get(type);
        if (known != null) {
            return known;
        }
        List<T> found = new ArrayList<>();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, type.getClassLoader())) {
            if (element(item) instanceof Class<?> extension && type.isAssignableFrom(extension)) {
                Object instance = instances.get(extension);
                if (instance == null) {
                    instance = create(extension);
                    Object earlier = instances.putIfAbsent(extension, instance);
                    instance = earlier == null ? instance : earlier;
                }
                found.add(type.cast(instance));
            }
        }
        ExtensionList<T> list = new ExtensionList<>(found);
        lists.put(type, list);
        return list;
    }

    public static <U> U lookupSingleton(Class<U> type) {
        List<U> found = lookup(type);
        if (found.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + found.size());
        }
        return found.get(0);
    }

    private static AnnotatedElement element(IndexItem<Extension, Object> item) {
        try {
            return item.element();
        } catch (InstantiationException e) {
            throw new IllegalStateException(item + " is in the index of extensions, but cannot be loaded", e);
        }
    }

    private static Object create(Class<?> extension) {
        try {
            return extension.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot create the extension " + extension.getName(), e);
        }
    }

    @Override
    public T get(int index) {
        return extensions.get(index);
    }

    @Override
    public int size() {
        return extensions.size();
    }
}
