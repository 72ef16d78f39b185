package io.jenkins.plugins.cloudops.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.run.Approval;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.PipelineSpans;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A pipeline step that waits for a run. */
final class StepHost implements RunHost {

    private static final Logger LOGGER = Logger.getLogger(StepHost.class.getName());

    private final StepContext context;
    private final Supplier<Throwable> stopCause;
    private final Consumer<Object> result;

    StepHost(StepContext context, Supplier<Throwable> stopCause, Consumer<Object> result) {
        this.context = context;
        this.result = result;
        this.stopCause = stopCause;
    }

    /** Not any more when Pipeline ended the step by force, of which a step is not told. */
    @Override
    public boolean isWaiting() {
        try {
            FlowNode node = context.get(FlowNode.class);
            return node != null && node.isActive();
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, "the step is gone", e);
            return false;
        }
    }

    @Override
    public Run<?, ?> build() throws IOException, InterruptedException {
        return context.get(Run.class);
    }

    @Override
    public Launcher launcher() throws IOException, InterruptedException {
        return context.get(Launcher.class);
    }

    @Override
    public FilePath current() throws IOException, InterruptedException {
        return context.get(FilePath.class);
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        return environment == null ? new EnvVars() : environment;
    }

    /** Those that blocks around the step have bound, and parameters. */
    @Override
    public Set<String> sensitiveVariables() throws IOException, InterruptedException {
        EnvironmentExpander blocks = context.get(EnvironmentExpander.class);
        Set<String> names = blocks == null ? new HashSet<>() : new HashSet<>(blocks.getSensitiveVariables());
        ParametersAction parameters = build().getAction(ParametersAction.class);
        if (parameters != null) {
            parameters.getParameters().stream().filter(ParameterValue::isSensitive).map(ParameterValue::getName).forEach(names::add);
        }
        return names;
    }

    @Override
    public String span() throws IOException, InterruptedException {
        return PipelineSpans.around(BuildTrace.of(build()), context.get(FlowNode.class));
    }

    @Override
    public TaskListener listener() throws IOException, InterruptedException {
        TaskListener listener = context.get(TaskListener.class);
        return listener == null ? TaskListener.NULL : listener;
    }

    /** Says something in the log of the build, if that is still open. */
    void say(String sentence) {
        try {
            listener().getLogger().println(sentence);
        } catch (IOException | InterruptedException e) {
            LOGGER.log(Level.FINE, sentence, e);
        }
    }

    @Override
    public List<Approval> approvals(long since) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        return node == null || !InputApprovals.arePossible() ? List.of() : InputApprovals.before(node, since);
    }

    @Override
    public void unstable(String sentence) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(sentence));
        }
        Run<?, ?> build = context.get(Run.class);
        if (build != null) {
            build.setResult(Result.UNSTABLE);
        }
        say(sentence);
    }

    @Override
    public void succeeded(Object outcome) {
        result.accept(outcome);
    }

    @Override
    public void failed(CloudOpsException problem) {
        context.onFailure(problem);
    }

    @Override
    public void stopped() {
        context.onFailure(stopCause.get());
    }
}
