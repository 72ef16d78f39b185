package hudson.model;

import java.util.List;

/** What has items: a folder, or Jenkins itself. Declared: its name, and all that is in it. */
public interface ItemGroup<T extends Item> {

    /** Empty for Jenkins itself. */
    String getFullName();

    /** Those of a kind, in it and below, that whoever asks may see; here there are none. */
    default <T extends Item> Iterable<T> allItems(Class<T> type) {
        return List.of();
    }
}
