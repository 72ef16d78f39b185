package io.jenkins.plugins.cloudops.page.run;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.RootAction;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The runs of all jobs that whoever looks may read. */
@Extension
@Restricted(NoExternalUse.class)
public final class AllRuns extends RunsPage implements RootAction {

    @Override
    List<RunView> read(RunFilter filter, int start, int limit) {
        List<Job<?, ?>> readable = new ArrayList<>();
        for (Job<?, ?> job : Jenkins.get().allItems(Job.class)) {
            if (job.hasPermission(Item.READ)) {
                readable.add(job);
            }
        }
        return RunList.read(readable, filter, start, limit);
    }

    @Override
    public Object getOwner() {
        return null;
    }

    @Override
    public boolean isOfAll() {
        return true;
    }
}
