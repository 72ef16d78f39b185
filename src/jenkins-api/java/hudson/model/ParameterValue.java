package hudson.model;

import java.io.Serializable;

/** A parameter of a build. Declared: its name and value, and whether it is secret. */
public abstract class ParameterValue implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;

    protected ParameterValue(String name) {
        this.name = name;
    }

    public final String getName() {
        return name;
    }

    /** Null if it has none that can be said. */
    public Object getValue() {
        return null;
    }

    public boolean isSensitive() {
        return false;
    }
}
