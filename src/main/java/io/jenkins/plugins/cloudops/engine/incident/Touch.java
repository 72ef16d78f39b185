package io.jenkins.plugins.cloudops.engine.incident;

import java.io.Serializable;

/**
 * One change of an incident in a flag file: the value at one place of a flag, as it stood there before and as it
 * stands there while the incident is in force, both as JSON. Plain, since it is kept as XML.
 */
public final class Touch implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String flag;
    private final String place;
    private final String before;
    private final String after;
    private final String resting;
    private final String variant;

    Touch(String flag, String place, String before, String after, String resting, String variant) {
        this.flag = flag;
        this.place = place;
        this.before = before;
        this.after = after;
        this.resting = resting;
        this.variant = variant;
    }

    public String flag() {
        return flag;
    }

    /** {@code defaultVariant} or {@code targeting.if[1]}. */
    public String place() {
        return place;
    }

    /** As JSON, byte for byte. */
    String before() {
        return before;
    }

    /** As JSON, byte for byte. */
    String after() {
        return after;
    }

    /** The variant that was there before. */
    public String resting() {
        return resting;
    }

    /** The variant of the incident. */
    public String variant() {
        return variant;
    }

    @Override
    public String toString() {
        return flag + ": " + resting + " -> " + variant;
    }
}
