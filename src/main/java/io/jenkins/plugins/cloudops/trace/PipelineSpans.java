package io.jenkins.plugins.cloudops.trace;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.trace.KnownFailure;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.TimingAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Stages, parallel branches and {@code traceSpan} blocks of pipelines as spans. They need nothing but the course of the
 * pipeline, which survives a restart: the identifier of a span follows from that of its block.
 */
@Extension
public final class PipelineSpans implements GraphListener {

    private static final Logger LOGGER = Logger.getLogger(PipelineSpans.class.getName());

    @Override
    public void onNewHead(FlowNode node) {
        try {
            if (node instanceof BlockEndNode<?> end && isSpan(end.getStartNode())) {
                Run<?, ?> build = build(node.getExecution());
                BuildTrace trace = build == null ? null : BuildTrace.existing(build);
                if (trace != null) {
                    trace.record(span(trace, end));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot record the end of a stage", e);
        }
    }

    /** Records what ended while nobody listened, in a build that was resumed. */
    static void recordMissed(Run<?, ?> build, BuildTrace trace) {
        FlowExecutionOwner owner = build instanceof FlowExecutionOwner.Executable pipeline ? pipeline.asFlowExecutionOwner() : null;
        FlowExecution execution = owner == null ? null : owner.getOrNull();
        if (execution == null) {
            return;
        }
        for (FlowNode head : execution.getCurrentHeads()) {
            DepthFirstScanner scanner = new DepthFirstScanner();
            scanner.setup(head);
            for (FlowNode node : scanner) {
                if (node instanceof BlockEndNode<?> end && isSpan(end.getStartNode())) {
                    trace.record(span(trace, end));
                }
            }
        }
    }

    /** The identifier of the innermost span around a step, or of the build itself. */
    public static String around(BuildTrace trace, FlowNode node) {
        if (node != null) {
            for (BlockStartNode block : node.iterateEnclosingBlocks()) {
                if (isSpan(block)) {
                    return id(trace, block);
                }
            }
        }
        return trace.context().spanId();
    }

    private static String id(BuildTrace trace, FlowNode block) {
        return trace.spanId("node/" + block.getId());
    }

    private static boolean isSpan(FlowNode block) {
        return block.getAction(LabelAction.class) != null || block.getAction(ThreadNameAction.class) != null
                || block.getAction(BlockSpan.class) != null;
    }

    private static SpanRecord.Builder span(BuildTrace trace, BlockEndNode<?> end) {
        BlockStartNode start = end.getStartNode();
        BlockSpan own = start.getAction(BlockSpan.class);
        ThreadNameAction branch = start.getAction(ThreadNameAction.class);
        LabelAction label = start.getAction(LabelAction.class);
        String name = own != null ? own.name() : branch != null ? branch.getThreadName() : label.getDisplayName();
        String type = own != null ? "block" : branch != null ? "branch" : "stage";
        long began = TimingAction.getStartTime(start);
        SpanRecord.Builder span = new OpenSpan(id(trace, start), around(trace, start), own != null ? name : type + " " + name, began)
                .ended(Math.max(began, TimingAction.getStartTime(end)))
                .attribute("jenkins.pipeline.block.type", type);
        if (own == null) {
            span.attribute("cicd.pipeline.task.name", name).attribute("cicd.pipeline.task.run.id", start.getId());
        } else {
            Map<String, Object> attributes = new LinkedHashMap<>(own.attributes());
            span.attributes(attributes);
        }
        ErrorAction error = end.getAction(ErrorAction.class);
        String result = "success";
        if (error != null) {
            Throwable problem = error.getError();
            boolean stopped = problem instanceof FlowInterruptedException;
            result = stopped ? "cancellation" : "failure";
            span.failed(type(problem), problem instanceof KnownFailure known ? known.getMessage() : "");
        }
        return own == null ? span.attribute("cicd.pipeline.task.run.result", result) : span;
    }

    /** A sentence of anybody else can have a secret in it, so it stays in Jenkins. */
    static String type(Throwable problem) {
        return problem instanceof KnownFailure known ? known.errorType()
                : problem instanceof FlowInterruptedException ? "interrupted" : problem.getClass().getName();
    }

    private static Run<?, ?> build(FlowExecution execution) throws IOException {
        FlowExecutionOwner owner = execution == null ? null : execution.getOwner();
        return owner != null && owner.getExecutable() instanceof Run<?, ?> build ? build : null;
    }
}
