package hudson.security;

/** For what a permission is given. Declared: builds. */
public final class PermissionScope {

    public static final PermissionScope RUN = new PermissionScope();

    private PermissionScope() {
    }
}
