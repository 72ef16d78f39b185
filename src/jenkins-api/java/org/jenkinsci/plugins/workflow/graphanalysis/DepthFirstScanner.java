package org.jenkinsci.plugins.workflow.graphanalysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Visits all that came before a step, later steps before earlier ones (workflow-api plugin). Declared: that. */
public class DepthFirstScanner implements Iterable<FlowNode> {

    private final Set<FlowNode> nodes = new LinkedHashSet<>();

    /** @return false if there is nothing to visit */
    public boolean setup(FlowNode head) {
        Deque<FlowNode> open = new ArrayDeque<>();
        open.push(head);
        while (!open.isEmpty()) {
            FlowNode node = open.pop();
            if (nodes.add(node)) {
                node.getParents().forEach(open::push);
            }
        }
        return true;
    }

    @Override
    public Iterator<FlowNode> iterator() {
        return nodes.iterator();
    }
}
