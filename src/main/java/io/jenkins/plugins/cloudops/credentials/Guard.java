package io.jenkins.plugins.cloudops.credentials;

import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.Permission;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Asks who answers for what a build does that not everybody may do. A build itself runs as Jenkins, which
 * may do everything, so it is the user who let it go on at an {@code input}, or else the one who started it,
 * and never Jenkins: builds that a timer or a change started may do none of it.
 */
public final class Guard {

    private static final Logger LOGGER = Logger.getLogger(Guard.class.getName());

    /** {@link ACL} has the name, too. */
    private static final String SYSTEM = "SYSTEM";

    private final Run<?, ?> build;

    public Guard(Run<?, ?> build) {
        this.build = build;
    }

    /**
     * Checks that somebody answers for an action.
     *
     * @param approvers ids of those who let the build go on, the latest first
     * @param action what is to be done, as the beginning of a sentence
     * @return the id of the user who answers for it
     * @throws BadSetting if nobody does, or may
     */
    public String check(List<String> approvers, Permission permission, String action) {
        Cause.UserIdCause started = build.getCause(Cause.UserIdCause.class);
        String user = !approvers.isEmpty() ? approvers.get(0) : started == null ? null : started.getUserId();
        if (user == null || user.equals(SYSTEM)) {
            throw new BadSetting(Messages.Guard_nobody(action, permission.name));
        }
        if (!has(user, permission)) {
            throw new BadSetting(Messages.Guard_refused(action, user, permission.name));
        }
        return user;
    }

    private boolean has(String id, Permission permission) {
        User user = User.getById(id, false);
        if (user == null) {
            return false;
        }
        try (ACLContext as = ACL.as2(user.impersonate2())) {
            return build.getParent().hasPermission(permission);
        } catch (UsernameNotFoundException gone) {
            LOGGER.log(Level.FINE, "the user is known no more", gone);
            return false;
        }
    }
}
