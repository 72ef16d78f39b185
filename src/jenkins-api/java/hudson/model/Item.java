package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

/** A job or folder. Declared: the permission to configure it. */
public interface Item extends AccessControlled {

    Permission CONFIGURE = Permission.FULL_CONTROL;
}
