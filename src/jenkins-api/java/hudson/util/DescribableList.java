package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;

/** A list of what is configured. Declared as a type; here it is always empty. */
public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends PersistedList<T> {

    protected DescribableList() {
    }
}
