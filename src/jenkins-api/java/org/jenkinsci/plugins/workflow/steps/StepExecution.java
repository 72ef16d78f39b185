package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** A running step (workflow-step-api plugin). Declared: its life, from start to stop. */
public abstract class StepExecution implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StepContext context;

    protected StepExecution(StepContext context) {
        this.context = context;
    }

    public StepContext getContext() {
        return context;
    }

    /** @return whether it is over already */
    public abstract boolean start() throws Exception;

    public void stop(Throwable cause) throws Exception {
        throw new UnsupportedOperationException(cause);
    }

    public void onResume() {
        // Up to whoever extends it.
    }

    public String getStatus() {
        return null;
    }
}
