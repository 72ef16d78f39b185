package org.kohsuke.stapler;

/** Serves requests. Declared: the one that this thread serves; here there is none. */
public class Stapler {

    private Stapler() {
    }

    /** Null if this thread serves none. */
    public static StaplerRequest2 getCurrentRequest2() {
        return null;
    }
}
