package hudson.model;

/** What has items: a folder, or Jenkins itself. Declared: its name. */
public interface ItemGroup<T extends Item> {

    /** Empty for Jenkins itself. */
    String getFullName();
}
