package jenkins;

import hudson.FilePath;

/** What the controller may run on an agent. Declared as a type. */
public abstract class MasterToSlaveFileCallable<T> implements FilePath.FileCallable<T> {

    private static final long serialVersionUID = 1L;
}
