package org.kohsuke.stapler;

/** An object on the way to what is asked for. Declared as a type. */
public interface Ancestor {
}
