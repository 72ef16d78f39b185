package hudson.security;

/** Something that not everybody may change. Declared: asking for a permission, and who is asked; here
 * everybody has each. */
public interface AccessControlled {

    /** Real ones say it themselves. */
    default ACL getACL() {
        return new ACL() { };
    }

    default void checkPermission(Permission permission) {
        // Everybody may do everything.
    }

    default boolean hasPermission(Permission permission) {
        return true;
    }
}
