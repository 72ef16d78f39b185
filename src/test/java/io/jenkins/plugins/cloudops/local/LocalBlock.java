package io.jenkins.plugins.cloudops.local;

import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** The block of a step, which goes on until whoever tests ends it. */
public final class LocalBlock extends BodyInvoker {

    private final LocalContext context;
    private final List<Object> surroundings = new ArrayList<>();
    private BodyExecutionCallback callback;
    private volatile boolean begun;

    LocalBlock(LocalContext context) {
        this.context = context;
    }

    @Override
    public BodyInvoker withContext(Object override) {
        surroundings.add(override);
        return this;
    }

    @Override
    public BodyInvoker withCallback(BodyExecutionCallback whenOver) {
        callback = whenOver;
        return this;
    }

    @Override
    public BodyExecution start() {
        begun = true;
        return new Going();
    }

    public boolean hasBegun() {
        return begun;
    }

    /** What the block has around it. */
    public <T> T get(Class<T> type) {
        return surroundings.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    public void end(Object result) {
        callback.onSuccess(context, result);
    }

    private final class Going extends BodyExecution {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean cancel(Throwable why) {
            callback.onFailure(context, why);
            return true;
        }
    }
}
