package hudson.model;

/** What has items: a folder, or Jenkins itself. Declared as a type. */
public interface ItemGroup<T extends Item> {
}
