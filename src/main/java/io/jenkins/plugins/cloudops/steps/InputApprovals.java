package io.jenkins.plugins.cloudops.steps;

import io.jenkins.plugins.cloudops.run.Approval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;

/**
 * Who let a pipeline go on, at the {@code input} steps that lie before a step. Refers to a plugin that
 * need not be there, so it is used only where it is.
 */
final class InputApprovals {

    private InputApprovals() {
    }

    static boolean arePossible() {
        return Jenkins.get().getPlugin("pipeline-input-step") != null;
    }

    /**
     * The approvals, the latest first.
     *
     * @param head the step that was let through
     * @param since only where it was asked after that, in milliseconds since 1970
     */
    static List<Approval> before(FlowNode head, long since) {
        List<Approval> approvals = new ArrayList<>();
        // Whatever follows the question directly begins when it is answered.
        Map<String, Long> answered = new HashMap<>();
        DepthFirstScanner scanner = new DepthFirstScanner();
        scanner.setup(head);
        for (FlowNode node : scanner) {
            long began = TimingAction.getStartTime(node);
            node.getParents().forEach(parent -> answered.put(parent.getId(), began));
            InputSubmittedAction answer = node.getAction(InputSubmittedAction.class);
            if (answer != null && answer.getApprover() != null && began >= since) {
                approvals.add(new Approval(answer.getApprover(), answered.getOrDefault(node.getId(), began)));
            }
        }
        return approvals;
    }
}
