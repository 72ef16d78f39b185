package hudson.model;

import java.io.Serializable;

/** A parameter of a build. Declared: its name, and whether it is secret. */
public abstract class ParameterValue implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    protected ParameterValue(String name) {
        this.name = name;
    }

    public final String getName() {
        return name;
    }

    public boolean isSensitive() {
        return false;
    }
}
