package io.jenkins.plugins.cloudops.page;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** For whom a run has waited before it could work on its state. */
@ExportedBean(defaultVisibility = 3)
@Restricted(NoExternalUse.class)
public final class WaitView {

    private final StoredRun.Wait wait;

    public WaitView(StoredRun.Wait wait) {
        this.wait = wait;
    }

    public static WaitView of(Run<?, ?> build, String id) throws IOException {
        StoredRun run = RunStore.of(build).get(id);
        return new WaitView(run == null ? StoredRun.Wait.NONE : run.waited());
    }

    /** For its turn on this controller, and for the lock of the state, in milliseconds. */
    @Exported
    public long getMillis() {
        return wait.millis();
    }

    /** Who held the lock when it was not to be had; empty if that did not happen. */
    @Exported
    public String getHeldBy() {
        return wait.heldBy();
    }

    /** In one line; empty if it did not wait. */
    public String getText() {
        String time = Util.getTimeSpanString(wait.millis());
        return !wait.heldBy().isEmpty() ? Messages.WaitView_held(time, wait.heldBy()) : wait.millis() > 0 ? Messages.WaitView_turn(time) : "";
    }
}
