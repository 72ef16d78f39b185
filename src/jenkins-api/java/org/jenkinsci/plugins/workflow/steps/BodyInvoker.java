package org.jenkinsci.plugins.workflow.steps;

import hudson.console.ConsoleLogFilter;

/** Starts the block of a step (workflow-step-api plugin). Declared: that, with what the block finds around it. */
public abstract class BodyInvoker {

    public abstract BodyInvoker withContext(Object override);

    public BodyInvoker withContexts(Object... overrides) {
        for (Object override : overrides) {
            withContext(override);
        }
        return this;
    }

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyExecution start();

    /** The original can be null; here it always is. */
    public static ConsoleLogFilter mergeConsoleLogFilters(ConsoleLogFilter original, ConsoleLogFilter subsequent) {
        return subsequent;
    }
}
