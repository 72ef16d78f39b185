package io.jenkins.plugins.cloudops.credentials;

import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import jenkins.model.Jenkins;

/** What somebody may do with what our steps did, beside reading a build. */
public final class CloudOpsPermissions {

    public static final PermissionGroup GROUP =
            new PermissionGroup(CloudOpsPermissions.class, Messages._CloudOpsPermissions_title());

    /** To see the values of attributes; addresses and counts are for everyone who may read the build. */
    public static final Permission VIEW_PLAN = new Permission(GROUP, "ViewPlan", Messages._CloudOpsPermissions_viewPlan(),
            Item.CONFIGURE, PermissionScope.RUN);

    /** To open a closed state, to get a state that could not be written, to take away the lock of somebody else. */
    public static final Permission UNLOCK = new Permission(GROUP, "Unlock", Messages._CloudOpsPermissions_unlock(),
            Jenkins.ADMINISTER, PermissionScope.RUN);

    /** To let a build go on although a gate is broken. */
    public static final Permission OVERRIDE = new Permission(GROUP, "Override", Messages._CloudOpsPermissions_override(),
            Jenkins.ADMINISTER, PermissionScope.RUN);

    /** To rehearse an incident in production. */
    public static final Permission INCIDENT = new Permission(GROUP, "Incident", Messages._CloudOpsPermissions_incident(),
            Jenkins.ADMINISTER, PermissionScope.RUN);

    private CloudOpsPermissions() {
    }

    /** Makes them known, as any use of this class does: Jenkins offers and finds only those whose class is loaded. */
    static void load() {
        // It is now.
    }
}
