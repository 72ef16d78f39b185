package io.jenkins.plugins.cloudops.run;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.process.CommandLog;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanKind;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Instruments;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import io.jenkins.plugins.cloudops.trace.Metrics;
import io.jenkins.plugins.cloudops.trace.TraceListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The spans of runs in the traces of their builds: one for the run, which is a step or build step of ours, below it one
 * for each attempt at a stage, and below that one for each command. Identifiers follow from that of the run, so that nothing is recorded twice.
 */
public final class RunSpans {

    /** The attribute that says how many resources a plan found changed by others. */
    public static final String DRIFT = "cloudops.plan.drift";

    /** Commands that say something by an exit code other than 0 and have not failed. */
    private static final Map<String, Integer> ANSWERS = Map.of("plan", 2, "fmt", 3);

    private final CliRun run;
    private List<CommandLog.Command> commands = List.of();

    RunSpans(CliRun run) {
        this.run = run;
    }

    /** The identifier of the span of a run. */
    public static String id(BuildTrace trace, String run) {
        return trace.spanId("run/" + run);
    }

    /**
     * The identifier of the span of a stage.
     *
     * @param attempt the name of the attempt at the stage
     */
    public static String id(BuildTrace trace, String run, String attempt) {
        return trace.spanId("run/" + run + '/' + attempt);
    }

    /**
     * The identifier of the span of a command, or of the stage if the command did not run.
     *
     * @param commands of the attempt at the stage
     * @param words what the command was asked for, the first time: {@code apply}
     */
    public static String id(BuildTrace trace, String run, String attempt, List<CommandLog.Command> commands, String words) {
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i).words().equals(words)) {
                return command(trace, run, attempt, i);
            }
        }
        return id(trace, run, attempt);
    }

    private static String command(BuildTrace trace, String run, String attempt, int number) {
        return trace.spanId("run/" + run + '/' + attempt + "/command/" + number);
    }

    /**
     * Records that a run has waited for something, such as its turn.
     *
     * @param what it waited for, in a word: {@code turn}, {@code lock}
     * @param from milliseconds since 1970
     * @return to add attributes to; record it with the trace of the build
     */
    public static SpanRecord.Builder waited(BuildTrace trace, String run, String what, long from, long to) {
        return new OpenSpan(trace.spanId("run/" + run + "/wait/" + what + '/' + from), id(trace, run), "wait for " + what, from).ended(to);
    }

    /** The run begins where its step is. Without a trace for every build, this is where that of its build begins. */
    void begin(RunHost host) throws IOException, InterruptedException {
        if (BuildTrace.existing(host.build()) == null) {
            TraceListener.announce(host.build(), host.listener());
        }
        run.within(host.span());
    }

    /** What the current attempt at the current stage has run. */
    void ran(List<CommandLog.Command> those) {
        commands = those;
    }

    /** The current attempt at the current stage has ended. */
    void stageEnded(Run<?, ?> build, long now, CloudOpsException problem) {
        if (build == null || run.stageBegan() == 0) {
            return;
        }
        BuildTrace trace = BuildTrace.of(build);
        SpanRecord.Builder span = new OpenSpan(id(trace, run.id(), run.attemptName()), id(trace, run.id()), run.stage(),
                run.stageBegan()).ended(now)
                .attribute("cloudops.stage", run.stage())
                .attribute("cloudops.attempt", run.attempt());
        String sentence = problem == null ? "" : run.task().redacted(build, problem.getMessage());
        if (problem != null) {
            span.failed(problem.getKind(), sentence);
        }
        trace.record(span);
        for (int i = 0; i < commands.size(); i++) {
            SpanRecord.Builder command = command(trace, i);
            if (hasFailed(commands.get(i))) {
                command.failed(problem == null ? "exit" : problem.getKind(), sentence);
            }
            trace.record(command);
        }
        commands = List.of();
    }

    private SpanRecord.Builder command(BuildTrace trace, int number) {
        CommandLog.Command command = commands.get(number);
        String name = ("command " + command.executable() + ' ' + command.words()).strip();
        return new OpenSpan(command(trace, run.id(), run.attemptName(), number), id(trace, run.id(), run.attemptName()), name,
                command.began()).ended(command.ended()).kind(SpanKind.CLIENT)
                .attribute("process.executable.name", command.executable())
                .attribute("process.exit.code", command.code() == ExitStatus.LOST ? null : command.code())
                .attribute("cloudops.command", command.words());
    }

    private static boolean hasFailed(CommandLog.Command command) {
        return command.code() != 0 && !Integer.valueOf(command.code()).equals(ANSWERS.get(command.words()));
    }

    /** The run has ended. */
    void ended(Run<?, ?> build, RunOutcome how) {
        if (build == null) {
            return;
        }
        long now = System.currentTimeMillis();
        BuildTrace trace = BuildTrace.of(build);
        if (!how.succeeded() && !run.stage().isEmpty()) {
            stageEnded(build, now, how.asException());
        }
        String parent = run.spanParent().isEmpty() ? trace.context().spanId() : run.spanParent();
        SpanRecord.Builder span = new OpenSpan(id(trace, run.id()), parent, run.task().spanName(), run.began())
                .ended(now)
                .attribute("cicd.pipeline.task.name", run.task().spanName())
                .attribute("cicd.pipeline.task.run.id", run.id())
                .attribute("cicd.pipeline.task.run.result", how.succeeded() ? "success" : how.wasStopped() ? "cancellation" : "failure")
                .attribute("cicd.worker.name", run.nodeName());
        run.task().describe(build, span);
        if (!how.succeeded()) {
            span.failed(how.kind().word(), run.task().redacted(build, how.sentence()));
        }
        SpanRecord whole = span.of(trace.traceId());
        if (!trace.record(List.of(whole)).isEmpty()) {
            Instruments metrics = Metrics.get();
            metrics.operated(run.task().operationName(), how.succeeded() ? "" : how.kind().word(), now - run.began());
            if (whole.attributes().get(DRIFT) instanceof Long drift) {
                metrics.drifted(drift);
            }
        }
    }
}
