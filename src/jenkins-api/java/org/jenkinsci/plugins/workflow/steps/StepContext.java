package org.jenkinsci.plugins.workflow.steps;

import java.io.IOException;
import java.io.Serializable;

/** What a running step has around it (workflow-step-api plugin). Declared: that, its outcome, and its block. */
public abstract class StepContext implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Null if there is nothing of this type. */
    public abstract <T> T get(Class<T> type) throws IOException, InterruptedException;

    public abstract BodyInvoker newBodyInvoker();

    public abstract void onSuccess(Object result);

    public abstract void onFailure(Throwable problem);
}
