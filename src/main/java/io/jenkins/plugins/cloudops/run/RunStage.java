package io.jenkins.plugins.cloudops.run;

import io.jenkins.plugins.cloudops.engine.terraform.PlanScripts;

/** How far a run has come. */
public enum RunStage {
    /** Nothing was launched. */
    NEW(""),
    /** Finding the CLI, {@code init}, the Terraform workspace. */
    PREPARE(PlanScripts.PREPARE),
    /** The operation itself. */
    WORK(PlanScripts.WORK),
    /** No process of it is left. */
    DONE("");

    private final String script;

    RunStage(String script) {
        this.script = script;
    }

    /** The name of the stage in the run directory. */
    public String script() {
        return script;
    }
}
