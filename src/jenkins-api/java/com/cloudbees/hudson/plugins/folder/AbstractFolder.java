package com.cloudbees.hudson.plugins.folder;

import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.util.DescribableList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A folder, of whatever kind. Declared: its properties. */
public abstract class AbstractFolder<I extends TopLevelItem> implements Item, ItemGroup<I> {

    private final Properties properties = new Properties();

    public DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor> getProperties() {
        return properties;
    }

    @SuppressWarnings("rawtypes")
    public void addProperty(AbstractFolderProperty property) {
        properties.byClass.put(property.getClass(), property);
    }

    /** Only here: one of each class. */
    private static final class Properties extends DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor> {

        private final Map<Class<?>, AbstractFolderProperty<?>> byClass = new ConcurrentHashMap<>();

        @Override
        public <U extends AbstractFolderProperty<?>> U get(Class<U> type) {
            return type.cast(byClass.get(type));
        }
    }
}
