package io.jenkins.plugins.cloudops.page.apply;

import hudson.Util;
import io.jenkins.plugins.cloudops.engine.terraform.apply.Outcome;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ResourceOutcome;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ResourceAddress;
import io.jenkins.plugins.cloudops.page.plan.ChangeView;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What became of a resource in an apply. */
@ExportedBean(defaultVisibility = 3)
@Restricted(NoExternalUse.class)
public final class ResourceView {

    private final ResourceOutcome resource;
    private final ResourceAddress address;

    ResourceView(ResourceOutcome resource) {
        this.resource = resource;
        this.address = ResourceAddress.of(resource.address());
    }

    @Exported
    public String getAddress() {
        return resource.address();
    }

    @Exported
    public String getType() {
        return address.type();
    }

    /** Empty for the root module. */
    @Exported
    public String getModule() {
        return address.module();
    }

    /** Such as {@code replace}. */
    @Exported
    public String getAction() {
        return resource.action().word();
    }

    public String getSymbol() {
        return resource.action().symbol();
    }

    public String getColour() {
        return ChangeView.colour(resource.action());
    }

    /** {@code applied}, {@code failed}, {@code interrupted} or {@code not reached}. */
    @Exported
    public String getOutcome() {
        return resource.outcome().word();
    }

    public boolean isDone() {
        return resource.outcome() == Outcome.APPLIED;
    }

    /** Milliseconds. */
    @Exported
    public long getDuration() {
        return resource.millis();
    }

    /** For people; empty if it never ended. */
    public String getTime() {
        return resource.millis() == 0 ? "" : Util.getTimeSpanString(resource.millis());
    }

    /** Why it was not applied, in one line; empty if it was. */
    @Exported
    public String getProblem() {
        return resource.problem();
    }
}
