package hudson.security;

/** Something that not everybody may change. Declared: asking for a permission; here everybody has it. */
public interface AccessControlled {

    default void checkPermission(Permission permission) {
        // Everybody may do everything.
    }

    default boolean hasPermission(Permission permission) {
        return true;
    }
}
