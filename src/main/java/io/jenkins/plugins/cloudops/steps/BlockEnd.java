package io.jenkins.plugins.cloudops.steps;

import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step that ends as its block does. */
final class BlockEnd extends BodyExecutionCallback {

    private static final long serialVersionUID = 1L;

    @Override
    public void onSuccess(StepContext context, Object result) {
        context.onSuccess(result);
    }

    @Override
    public void onFailure(StepContext context, Throwable problem) {
        context.onFailure(problem);
    }
}
