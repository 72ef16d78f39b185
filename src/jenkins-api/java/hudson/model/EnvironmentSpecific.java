package hudson.model;

import hudson.EnvVars;

/** Something that depends on the variables of a build. Declared entirely. */
public interface EnvironmentSpecific<T extends EnvironmentSpecific<T>> {

    T forEnvironment(EnvVars environment);
}
