package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import java.io.IOException;
import java.io.Serializable;

/** A running task (durable-task plugin). Declared: removing its files. */
public abstract class Controller implements Serializable {

    private static final long serialVersionUID = 1L;

    public abstract void cleanup(FilePath workspace) throws IOException, InterruptedException;
}
