package io.jenkins.plugins.cloudops.incident;

import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.io.IOException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where a flag file is, for good: also when the build that named it is over. Kept as XML, so plain. */
@Restricted(NoExternalUse.class)
public abstract class TargetPlace {

    /** The same for the same file only. */
    abstract String key();

    /** For people. */
    public abstract String label();

    /** The node on which it was named, empty for the built-in one. */
    abstract String node();

    /** What an agent has to have that can reach it as well, as an expression; empty for nothing. */
    String labels() {
        return "";
    }

    /** Whether it can be reached from that node only. */
    abstract boolean isOnNode();

    /**
     * What is in the file.
     *
     * @throws io.jenkins.plugins.cloudops.engine.incident.IncidentProblem if it cannot be read
     */
    abstract String read(Site site) throws IOException, InterruptedException;

    /**
     * Makes the changes; fine if they are made.
     *
     * @throws io.jenkins.plugins.cloudops.engine.incident.IncidentProblem if nothing was written
     */
    abstract void trigger(Site site, List<Touch> touches) throws IOException, InterruptedException;

    /**
     * Undoes the changes; fine if they are undone.
     *
     * @param force also where somebody else wrote since
     * @return a sentence for each that was not undone
     * @throws io.jenkins.plugins.cloudops.engine.incident.IncidentProblem if nothing was written
     */
    abstract List<String> clear(Site site, List<Touch> touches, boolean force) throws IOException, InterruptedException;
}
