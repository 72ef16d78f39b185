package io.jenkins.plugins.cloudops.engine.terraform;

import java.util.List;

/** What a run does with a stack, after {@link StackScripts#PREPARE}. */
public enum StackOperation {
    /** Plans. */
    PLAN(List.of(StackScripts.PLAN), false, true),
    /** Applies a plan that was made before. */
    APPLY_SAVED(List.of(StackScripts.APPLY, StackScripts.OUTPUT), true, true),
    /** Applies a plan that was made before; plans again if the state is another one meanwhile. */
    APPLY_SAVED_OR_REPLAN(List.of(StackScripts.PLAN, StackScripts.APPLY, StackScripts.OUTPUT), true, true),
    /** Plans, and applies that plan. */
    PLAN_AND_APPLY(List.of(StackScripts.PLAN, StackScripts.APPLY, StackScripts.OUTPUT), false, true),
    /** Reads the output values. */
    OUTPUT(List.of(StackScripts.OUTPUT), false, false),
    /** Checks the configuration, without its state. */
    CHECK(List.of(StackScripts.FMT, StackScripts.VALIDATE, StackScripts.TEST), false, false),
    /** Writes a state that an apply could not write. */
    PUSH(List.of(StackScripts.PUSH), false, true),
    /** Takes away a lock that was left behind. */
    UNLOCK(List.of(StackScripts.LOOK, StackScripts.UNLOCK), false, true);

    private final List<String> stages;
    private final boolean savedPlan;
    private final boolean locks;

    StackOperation(List<String> stages, boolean savedPlan, boolean locks) {
        this.stages = stages;
        this.savedPlan = savedPlan;
        this.locks = locks;
    }

    /** The stages that it may have, by name. */
    public List<String> stages() {
        return stages;
    }

    /** Whether it begins with a plan that was made before. */
    public boolean savedPlan() {
        return savedPlan;
    }

    /** Whether it takes the lock of the state. */
    public boolean locks() {
        return locks;
    }
}
