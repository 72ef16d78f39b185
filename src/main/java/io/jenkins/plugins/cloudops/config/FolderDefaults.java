package io.jenkins.plugins.cloudops.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What a folder says for all jobs in it, however deep: the same two lists as the configuration of Jenkins has. Whoever may
 * configure the folder may change it. Of defaults, those of the inner folder win; gates of all levels are in force together.
 */
public final class FolderDefaults extends AbstractFolderProperty<AbstractFolder<?>> {

    private List<StackDefaults> defaults;
    private List<GateDefaults> gates;

    @DataBoundConstructor
    public FolderDefaults() {
        // Both lists are optional.
    }

    public List<StackDefaults> getDefaults() {
        return defaults == null ? List.of() : List.copyOf(defaults);
    }

    @DataBoundSetter
    public void setDefaults(List<StackDefaults> defaults) {
        this.defaults = defaults == null || defaults.isEmpty() ? null : new ArrayList<>(defaults);
    }

    public List<GateDefaults> getGates() {
        return gates == null ? List.of() : List.copyOf(gates);
    }

    @DataBoundSetter
    public void setGates(List<GateDefaults> gates) {
        this.gates = gates == null || gates.isEmpty() ? null : new ArrayList<>(gates);
    }

    /** Offers the property to every kind of folder. */
    @Extension
    @Symbol("cloudOpsDefaults")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.FolderDefaults_displayName();
        }

        /** @return null if the form says nothing, so that nothing is kept with the folder */
        @Override
        public AbstractFolderProperty<?> newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
            FormNumbers.check(form);
            FolderDefaults property = (FolderDefaults) super.newInstance(request, form);
            return property == null || property.getDefaults().isEmpty() && property.getGates().isEmpty() ? null : property;
        }
    }
}
