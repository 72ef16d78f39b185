package io.jenkins.plugins.cloudops.page;

import hudson.model.Job;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Adds pages to jobs of every kind when Jenkins asks for them; none is saved. */
@Restricted(NoExternalUse.class)
public abstract class JobActions extends TransientActionFactory<Job<?, ?>> {

    // A literal has no parameters of its type, and Jenkins asks for no more than the class.
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public final Class<Job<?, ?>> type() {
        return (Class) Job.class;
    }
}
