package hudson.tools;

import hudson.model.Descriptor;

/** Describes a further setting of a tool. Declared as the type of a parameter only. */
public abstract class ToolPropertyDescriptor extends Descriptor<ToolProperty<?>> {

    protected ToolPropertyDescriptor() {
    }
}
