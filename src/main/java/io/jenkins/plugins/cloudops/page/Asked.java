package io.jenkins.plugins.cloudops.page;

import hudson.model.Action;
import java.util.List;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Exports long lists only below the address of their own page. Otherwise they would come with each build of a job, for
 * whoever asks that for more depth.
 */
@Restricted(NoExternalUse.class)
public final class Asked {

    private Asked() {
    }

    /** The list, or null for one that nobody has asked for. */
    public static <T> List<T> below(Class<? extends Action> page, Supplier<List<T>> list) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null || request.findAncestor(page) != null ? list.get() : null;
    }
}
