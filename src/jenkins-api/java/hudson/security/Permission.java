package hudson.security;

import org.jvnet.localizer.Localizable;

/** The permission to do something. Declared: making one, its name, and the one to do everything. */
public final class Permission {

    public static final Permission FULL_CONTROL = new Permission("FullControl");

    public final String name;

    private Permission(String name) {
        this.name = name;
    }

    public Permission(PermissionGroup group, String name, Localizable description, Permission impliedBy, PermissionScope scope) {
        this(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
