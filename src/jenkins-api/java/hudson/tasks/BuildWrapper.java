package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Describable;
import java.io.IOException;

/** Goes around the steps of a freestyle build. Declared: what it does before and after them. */
public abstract class BuildWrapper implements Describable<BuildWrapper> {

    @SuppressWarnings("rawtypes")
    public Environment setUp(AbstractBuild build, Launcher launcher, BuildListener listener) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** What is around the steps. Declared: its end. */
    public abstract class Environment {

        @SuppressWarnings("rawtypes")
        public boolean tearDown(AbstractBuild build, BuildListener listener) throws IOException, InterruptedException {
            return true;
        }
    }
}
