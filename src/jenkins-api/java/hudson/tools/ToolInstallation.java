package hudson.tools;

import hudson.model.Describable;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.DescribableList;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** An installed tool. Declared: its name and home; there are no installers here. */
public abstract class ToolInstallation implements Describable<ToolInstallation>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String home;

    protected ToolInstallation(String name, String home, List<? extends ToolProperty<?>> properties) {
        this.name = name;
        this.home = home;
    }

    public String getName() {
        return name;
    }

    public String getHome() {
        return home;
    }

    public synchronized DescribableList<ToolProperty<?>, ToolPropertyDescriptor> getProperties() {
        return new DescribableList<>() { };
    }

    protected String translateFor(Node node, TaskListener log) throws IOException, InterruptedException {
        return home;
    }
}
