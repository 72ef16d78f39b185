package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** A job or folder. Declared: where it is, its names and address, and the permissions to read and to configure it. */
public interface Item extends AccessControlled {

    Permission READ = Permission.FULL_CONTROL;
    Permission CONFIGURE = Permission.FULL_CONTROL;

    ItemGroup<? extends Item> getParent();

    /** With those of the folders that it is in, divided by slashes. */
    String getFullName();

    /** For people; here nobody gave it another one. */
    default String getFullDisplayName() {
        return getFullName().replace("/", " » ");
    }

    /** Where its page is, below the address of Jenkins; ends with a slash. */
    String getUrl();
}
