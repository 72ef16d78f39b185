package io.jenkins.plugins.cloudops.page;

import hudson.model.Run;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Adds pages to builds of every kind when Jenkins asks for them; none is saved. */
@Restricted(NoExternalUse.class)
public abstract class BuildActions extends TransientActionFactory<Run<?, ?>> {

    // A literal has no parameters of its type, and Jenkins asks for no more than the class.
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public final Class<Run<?, ?>> type() {
        return (Class) Run.class;
    }
}
