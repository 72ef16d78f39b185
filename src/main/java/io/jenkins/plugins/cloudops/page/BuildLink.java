package io.jenkins.plugins.cloudops.page;

import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A build and where it is, as whoever looks may know it. */
@Restricted(NoExternalUse.class)
public final class BuildLink {

    private final String name;
    private final Run<?, ?> build;

    private BuildLink(String name, Run<?, ?> build) {
        this.name = name;
        this.build = build;
    }

    /** @param id the externalizable one */
    public static BuildLink of(String id) {
        Run<?, ?> build;
        // Whoever may not read a job is not told that it exists, nor is the page of somebody else broken by it.
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            build = Run.fromExternalizableId(id);
        }
        return build == null ? new BuildLink(Messages.BuildLink_gone(), null)
                : build.getParent().hasPermission(Item.READ) ? new BuildLink(build.getFullDisplayName(), build)
                : new BuildLink(Messages.BuildLink_hidden(), null);
    }

    /** Null if it is gone or not for whoever looks. */
    public Run<?, ?> build() {
        return build;
    }

    /** For people. */
    public String getName() {
        return name;
    }

    /** Relative to that of Jenkins; empty if there is none to show. */
    public String getUrl() {
        return build == null ? "" : build.getUrl();
    }
}
