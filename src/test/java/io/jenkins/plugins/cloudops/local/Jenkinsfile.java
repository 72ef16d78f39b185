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
        return LocalBranch.current().step(name, (Object[]) arguments);
    }

    /** Begins a block; called by the prelude. */
    public void enter(String step, Object argument) throws Exception {
        LocalBranch.current().enter(step, argument);
    }

    /** Ends a block; called by the prelude. */
    public void leave(String step) {
        LocalBranch.current().leave(step);
    }
}
