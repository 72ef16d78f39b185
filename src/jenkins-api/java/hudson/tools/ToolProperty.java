package hudson.tools;

import hudson.model.Describable;

/** A further setting of a tool. Declared as the type of a parameter only. */
public abstract class ToolProperty<T extends ToolInstallation> implements Describable<ToolProperty<?>> {
}
