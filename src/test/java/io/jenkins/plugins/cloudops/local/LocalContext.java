package io.jenkins.plugins.cloudops.local;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.LocalFlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a step has around it, and its outcome. Saved with a step, it is only a name: whatever is put
 * in its place after a restart is what the step finds then.
 */
public final class LocalContext extends StepContext {

    private static final long serialVersionUID = 1L;
    private static final Map<String, LocalContext> BY_NAME = new ConcurrentHashMap<>();

    private final transient String name;
    private final transient Map<Class<?>, Object> things = new HashMap<>();
    private final transient LocalFlowNode node = new LocalFlowNode();
    private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();
    private transient volatile LocalBlock block;

    /** @param name takes the place of an earlier one with the same name */
    public LocalContext(String name) {
        this.name = name;
        BY_NAME.put(name, this);
        put(FlowNode.class, node);
    }

    String name() {
        return name;
    }

    public <T> LocalContext put(Class<T> type, T thing) {
        things.put(type, thing);
        return this;
    }

    @Override
    public <T> T get(Class<T> type) {
        return type.cast(things.get(type));
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        block = new LocalBlock(this);
        return block;
    }

    /** The block of the step; null if it has not begun. */
    public LocalBlock block() {
        return block;
    }

    @Override
    public void onSuccess(Object result) {
        node.end();
        outcome.complete(result);
    }

    @Override
    public void onFailure(Throwable problem) {
        node.end();
        outcome.completeExceptionally(problem);
    }

    /** Ends the step from outside, without telling it. */
    public void force() {
        node.end();
    }

    public CompletableFuture<Object> outcome() {
        return outcome;
    }

    Object writeReplace() {
        return new Name(name);
    }

    /** What is saved. */
    private static final class Name implements Serializable {

        private static final long serialVersionUID = 1L;

        private final String name;

        Name(String name) {
            this.name = name;
        }

        Object readResolve() {
            return BY_NAME.get(name);
        }
    }
}
