package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/**
 * A step in the course of a pipeline (workflow-api plugin). Declared: whether it is going on, what came before and
 * what is around it.
 */
public abstract class FlowNode extends Actionable {

    /** Only here: there is no course of a pipeline to look into. */
    volatile boolean over;
    final List<FlowNode> parents = new ArrayList<>();
    private final String id = String.valueOf(NUMBERS.incrementAndGet());
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    FlowNode() {
    }

    public String getId() {
        return id;
    }

    /** What directly came before; here nothing, unless whoever tests says so. */
    public List<FlowNode> getParents() {
        return parents;
    }

    /** The innermost block first; here none, unless whoever tests says so. */
    public Iterable<BlockStartNode> iterateEnclosingBlocks() {
        return List.of();
    }

    /** Here there is none, unless whoever tests says so. */
    public FlowExecution getExecution() {
        return null;
    }

    public final boolean isActive() {
        return !over;
    }
}
