package org.jenkinsci.plugins.structs.describable;

import java.util.Map;

/** Settings of something (structs plugin). Declared: what they are. */
public final class UninstantiatedDescribable {

    private final Map<String, ?> arguments;

    UninstantiatedDescribable(Map<String, ?> arguments) {
        this.arguments = arguments;
    }

    /** By name; those that are as they would be anyway are left out. */
    public Map<String, ?> getArguments() {
        return arguments;
    }
}
