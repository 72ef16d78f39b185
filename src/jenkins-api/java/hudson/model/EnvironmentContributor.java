package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionList;
import java.io.IOException;

/** Adds variables to the environment of builds. Declared: that, and looking up all. */
public abstract class EnvironmentContributor {

    @SuppressWarnings("rawtypes")
    public void buildEnvironmentFor(Run build, EnvVars variables, TaskListener listener) throws IOException, InterruptedException {
        // Up to whoever extends it.
    }

    public static ExtensionList<EnvironmentContributor> all() {
        return ExtensionList.lookup(EnvironmentContributor.class);
    }
}
