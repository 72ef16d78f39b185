package jenkins.model;

import hudson.model.Describable;
import hudson.model.Descriptor;

/** Settings for all of Jenkins, which describe themselves. Declared as a type. */
public abstract class GlobalConfiguration extends Descriptor<GlobalConfiguration> implements Describable<GlobalConfiguration> {

    @SuppressWarnings("unchecked")
    protected GlobalConfiguration() {
        super(self());
    }
}
