package jenkins.model;

import hudson.model.Describable;
import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Settings for all of Jenkins, which describe themselves. Declared: taking them from a form. */
public abstract class GlobalConfiguration extends Descriptor<GlobalConfiguration> implements Describable<GlobalConfiguration> {

    @SuppressWarnings("unchecked")
    protected GlobalConfiguration() {
        super(self());
    }

    /** Here nothing is bound. */
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        return true;
    }
}
