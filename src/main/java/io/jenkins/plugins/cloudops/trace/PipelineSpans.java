package io.jenkins.plugins.cloudops.trace;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.trace.KnownFailure;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Stages, parallel branches and {@code traceSpan} blocks of pipelines as spans; the steps {@code build}, too, and steps of ours
 * that failed before they had begun anything. They need nothing but the course of the pipeline, which survives a restart: the
 * identifier of a span follows from that of its node.
 */
@Extension
public final class PipelineSpans implements GraphListener {

    private static final Logger LOGGER = Logger.getLogger(PipelineSpans.class.getName());
    /** The step of the pipeline-build-step plugin. */
    private static final String BUILD = "build";
    private static final String OURS = "io.jenkins.plugins.cloudops.";

    @Override
    public void onNewHead(FlowNode node) {
        try {
            if (!endedWith(node).isEmpty()) {
                Run<?, ?> build = build(node.getExecution());
                BuildTrace trace = build == null ? null : BuildTrace.existing(build);
                if (trace != null) {
                    record(trace, node);
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
                record(trace, node);
            }
        }
    }

    private static void record(BuildTrace trace, FlowNode end) {
        endedWith(end).forEach(start -> trace.record(span(trace, start, end)));
    }

    /**
     * What was over when a node began: steps before it that have started another build or failed by themselves, and the block
     * that it ends.
     */
    private static List<FlowNode> endedWith(FlowNode node) {
        List<FlowNode> ended = new ArrayList<>(node.getParents());
        ended.removeIf(before -> !startsBuild(before) && !isRefused(before, node));
        if (node instanceof BlockEndNode<?> end && isSpan(end.getStartNode())) {
            ended.add(end.getStartNode());
        }
        return ended;
    }

    private static boolean startsBuild(FlowNode node) {
        return BUILD.equals(functionName(node));
    }

    /** A step of ours that failed before there was a run of it: nobody else would say so. */
    private static boolean isRefused(FlowNode node, FlowNode next) {
        boolean other = node instanceof BlockEndNode || node instanceof BlockStartNode && isSpan(node);
        return !other && isOurs(node) && problem(node, next) instanceof KnownFailure known && !known.isRecorded();
    }

    private static boolean isOurs(FlowNode node) {
        StepDescriptor step = descriptor(node);
        return step != null && step.getClass().getName().startsWith(OURS);
    }

    private static String functionName(FlowNode node) {
        StepDescriptor step = descriptor(node);
        return step == null ? "" : step.getFunctionName();
    }

    private static StepDescriptor descriptor(FlowNode node) {
        return node instanceof StepNode step ? step.getDescriptor() : null;
    }

    /** Why a node failed, or null: a block's end knows it, of a block whose body never began as well. */
    private static Throwable problem(FlowNode node, FlowNode next) {
        boolean block = next instanceof BlockEndNode<?> end && end.getStartNode().equals(node);
        ErrorAction error = (block ? next : node).getAction(ErrorAction.class);
        return error == null ? null : error.getError();
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
        return id(trace, block.getId());
    }

    /** The identifier of the span of a node, be it a block or a step {@code build}. */
    static String id(BuildTrace trace, String node) {
        return trace.spanId("node/" + node);
    }

    private static boolean isSpan(FlowNode block) {
        return block.getAction(LabelAction.class) != null || block.getAction(ThreadNameAction.class) != null
                || block.getAction(BlockSpan.class) != null;
    }

    private static SpanRecord.Builder span(BuildTrace trace, FlowNode start, FlowNode end) {
        BlockSpan own = start.getAction(BlockSpan.class);
        ThreadNameAction branch = start.getAction(ThreadNameAction.class);
        LabelAction label = start.getAction(LabelAction.class);
        boolean step = startsBuild(start) || isRefused(start, end);
        String name = step ? functionName(start) : own != null ? own.name() : branch != null ? branch.getThreadName() : label.getDisplayName();
        String type = step ? "step" : own != null ? "block" : branch != null ? "branch" : "stage";
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
        Throwable problem = problem(start, end);
        String result = "success";
        if (problem != null) {
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
