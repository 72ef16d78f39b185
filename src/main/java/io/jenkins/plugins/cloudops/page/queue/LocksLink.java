package io.jenkins.plugins.cloudops.page.queue;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.ManagementLink;
import io.jenkins.plugins.cloudops.queue.Turns;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The page of the administrators with all states in use: who works on them, and who waits. */
@Extension
@ExportedBean
@Restricted(NoExternalUse.class)
public final class LocksLink extends ManagementLink implements StaplerProxy {

    /** Everything below is for administrators. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    @Exported
    public List<LineView> getStates() {
        return LineView.all();
    }

    /** The same, to be shown as on the page of a build. */
    public TurnsAction getTable() {
        return new TurnsAction(LineView.keys());
    }

    /** For programs: {@code api/json?depth=2}. */
    public Api getApi() {
        return new Api(this);
    }

    /** Lets the next one work although a run is not known to be over: for an agent that does not come back. */
    @RequirePOST
    public HttpResponse doFree(@QueryParameter String run) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (run == null || Turns.get().of(run) == null) {
            return HttpResponses.errorWithoutStack(404, Messages.LocksLink_none());
        }
        Turns.get().leave(run);
        return HttpResponses.redirectToDot();
    }

    @Override
    public String getIconFileName() {
        return "symbol-lock-closed";
    }

    @Override
    public String getDisplayName() {
        return Messages.LocksLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.LocksLink_description();
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @Override
    public String getUrlName() {
        return "cloudops-locks";
    }
}
