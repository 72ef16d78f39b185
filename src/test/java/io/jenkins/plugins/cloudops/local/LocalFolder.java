package io.jenkins.plugins.cloudops.local;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.cloudops.config.FolderDefaults;
import io.jenkins.plugins.cloudops.config.GateDefaults;
import io.jenkins.plugins.cloudops.config.StackDefaults;
import java.util.List;
import jenkins.model.LocalJenkins;

/** A folder, with what it says for the jobs in it. */
public final class LocalFolder extends AbstractFolder<TopLevelItem> {

    private final String fullName;

    private LocalFolder(String fullName) {
        this.fullName = fullName;
    }

    /** Makes one. */
    public static void add(LocalJenkins jenkins, String fullName, List<StackDefaults> defaults, List<GateDefaults> gates) {
        LocalFolder folder = new LocalFolder(fullName);
        FolderDefaults property = new FolderDefaults();
        property.setDefaults(defaults);
        property.setGates(gates);
        folder.addProperty(property);
        jenkins.add(folder);
    }

    @Override
    public ItemGroup<? extends Item> getParent() {
        return null;
    }

    @Override
    public String getFullName() {
        return fullName;
    }

    @Override
    public String getUrl() {
        return "job/" + fullName.replace("/", "/job/") + '/';
    }

    @Override
    public String getFullDisplayName() {
        return fullName.replace("/", " » ");
    }
}
