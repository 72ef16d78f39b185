package hudson.security;

import org.jvnet.localizer.Localizable;

/** Permissions that belong together. Declared: making one. */
public final class PermissionGroup {

    public PermissionGroup(Class<?> owner, Localizable title) {
        // Here nobody is asked for a list of them.
    }
}
