package org.jenkinsci.plugins.workflow.steps;

import java.io.IOException;
import java.io.Serializable;

/** What a running step has around it (workflow-step-api plugin). Declared: that, and its outcome. */
public abstract class StepContext implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Null if there is nothing of this type. */
    public abstract <T> T get(Class<T> type) throws IOException, InterruptedException;

    public abstract void onSuccess(Object result);

    public abstract void onFailure(Throwable problem);
}
