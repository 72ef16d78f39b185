package io.jenkins.plugins.cloudops.queue;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The states that are closed, each a file in {@code cloudops-pipeline/closed-states} of Jenkins's home
 * directory. A state is closed when the outcome of an apply is lost, and opened when that comes to be known
 * after all, or by somebody who has looked.
 */
@Extension
@Restricted(NoExternalUse.class)
public class ClosedStates {

    private static final Logger LOGGER = Logger.getLogger(ClosedStates.class.getName());
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

    public static ClosedStates get() {
        return ExtensionList.lookupSingleton(ClosedStates.class);
    }

    /** Closes a state, unless it is closed already. One without a proper key is only named in Jenkins's log. */
    public synchronized void close(ClosedState state) throws IOException {
        if (!KEY.matcher(state.key()).matches()) {
            LOGGER.log(Level.WARNING, "The state {0} cannot be closed, its key is not known: {1}",
                    new Object[] {state.label(), state.sentence()});
        } else if (of(state.key()) == null) {
            file(state.key()).write(state);
            LOGGER.log(Level.WARNING, "The state {0} is closed: {1}", new Object[] {state.label(), state.sentence()});
        }
    }

    /** The closed state with this key; null if it is open. One that cannot be read stays closed. */
    public synchronized ClosedState of(String key) throws IOException {
        return KEY.matcher(key).matches() && file(key).exists() ? (ClosedState) file(key).read() : null;
    }

    /** Opens a state; fine if it is open. */
    public synchronized void open(String key) throws IOException {
        if (KEY.matcher(key).matches() && file(key).exists()) {
            file(key).delete();
            LOGGER.log(Level.INFO, "The state with the key {0} is open again", key);
        }
    }

    /** Opens a state if it was closed for this apply. */
    public synchronized void openAfter(String key, String run) throws IOException {
        ClosedState state = of(key);
        if (state != null && state.run().equals(run)) {
            open(key);
        }
    }

    /** All of them, the first one closed first. One that cannot be read is left out and named in Jenkins's log. */
    public synchronized List<ClosedState> list() {
        List<ClosedState> states = new ArrayList<>();
        File[] files = directory().listFiles((directory, name) -> name.endsWith(".xml"));
        for (File file : files == null ? new File[0] : files) {
            try {
                states.add((ClosedState) new XmlFile(Jenkins.XSTREAM2, file).read());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Cannot read the closed state in " + file, e);
            }
        }
        states.sort(Comparator.comparingLong(ClosedState::since));
        return states;
    }

    private static File directory() {
        return new File(Jenkins.get().getRootDir(), "cloudops-pipeline/closed-states");
    }

    private static XmlFile file(String key) {
        return new XmlFile(Jenkins.XSTREAM2, new File(directory(), key + ".xml"));
    }
}
