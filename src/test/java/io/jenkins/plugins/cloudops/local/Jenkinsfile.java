package io.jenkins.plugins.cloudops.local;

import com.cloudbees.groovy.cps.SerializableScript;

/**
 * The base of an evaluated Jenkinsfile: whatever is not a method of it or of {@code Prelude.groovy}
 * is a step of the branch in which it is called.
 */
public abstract class Jenkinsfile extends SerializableScript {

    private static final long serialVersionUID = 1L;

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        if (all.length == 1 && Described.isSymbol(name) && !LocalBranch.isStep(name)) {
            try {
                return Described.make(name, StepArguments.plain(all[0]));
            } catch (Exception e) {
                throw new IllegalArgumentException(name, e);
            }
        }
        return LocalBranch.current().step(name, (Object[]) arguments);
    }

    /** Groovy's own method of that name counts in milliseconds. */
    public Object sleep(int seconds) {
        return LocalBranch.current().step("sleep", new Object[] {seconds});
    }

    /** Begins a block; called by the prelude. */
    public void enter(String step, Object argument) throws Exception {
        LocalBranch.current().enter(step, argument);
    }

    /** Ends a block; called by the prelude. */
    public void leave(String step) throws Exception {
        LocalBranch.current().leave(step);
    }
}
