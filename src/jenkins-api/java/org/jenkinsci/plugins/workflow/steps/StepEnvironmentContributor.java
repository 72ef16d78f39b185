package org.jenkinsci.plugins.workflow.steps;

import hudson.EnvVars;
import hudson.model.TaskListener;
import java.io.IOException;

/** Adds variables to the environment of pipeline steps (workflow-step-api plugin). Declared: that. */
public abstract class StepEnvironmentContributor {

    public void buildEnvironmentFor(StepContext context, EnvVars variables, TaskListener listener) throws IOException, InterruptedException {
        // Up to whoever extends it.
    }
}
