package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadCheck;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.CheckRequest;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.JsonText;
import io.jenkins.plugins.cloudops.engine.terraform.OnFailedCheck;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a stack without its state: format, validation, tests. All that is asked for runs, whatever is wrong, and is in the
 * report before the step fails. What the step and the builder have in common.
 */
public final class CheckTask extends StackTask {

    private final List<String> stages;
    private final String junit;
    private final OnFailedCheck onFailure;
    private final Map<String, String> ran = new LinkedHashMap<>();
    /** The attempt at {@code prepare} that found the configuration wrong. */
    private String failedInit = "";
    private String values = "{}";

    private final transient CheckRequest request;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public CheckTask(String id, CheckRequest request, String node, FilePath workspace) {
        super(id, node, workspace);
        this.request = request;
        this.stages = new ArrayList<>(request.stages());
        this.junit = request.junit();
        this.onFailure = request.onFailure();
        take(request.stack());
    }

    @Override
    public String label() {
        return Messages.CheckTask_label(name());
    }

    @Override
    public String operationName() {
        return "check";
    }

    @Override
    StackOperation operation() {
        return StackOperation.CHECK;
    }

    /** A check reads no state. */
    @Override
    boolean choosesState() {
        return false;
    }

    @Override
    PlanRequest request(RunHost host) {
        return request.stack();
    }

    @Override
    String beginning() {
        return Messages.CheckTask_begins(name());
    }

    /** It reads no state, so none can be closed to it. */
    @Override
    boolean opens(ClosedState closed) {
        return true;
    }

    /** Tests may have made something real, so they are not tried again. */
    @Override
    int tries(String stage) {
        return stage.equals(StackScripts.TEST) ? 1 : super.attempts(stage);
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log) throws CloudOpsException {
        if (stages.contains(StackScripts.TEST) && prepared.version().matches("0\\..*|1\\.[0-5]\\..*")) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.CheckTask_tooOld(facts().toolWithVersion()));
        }
        return Next.stage(stages.get(0));
    }

    /** A configuration with errors cannot be initialised; that is what a check is to find. */
    @Override
    Next unprepared(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        CloudOpsException failure = failure(build, directory, attempt, end);
        if (!end.failed().equals("init") || !failure.getKind().equals(FailureKind.CONFIGURATION.word())) {
            throw failure;
        }
        failedInit = attempt;
        return stages.contains(StackScripts.FMT) ? Next.stage(StackScripts.FMT) : over(build, directory, log);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        boolean unreadable = stage.equals(StackScripts.FMT) && end.failed().equals("fmt") && end.code() == 2;
        if (!end.failed().isEmpty() && !unreadable || end.code() < 0) {
            throw failure(build, directory, attempt, end);
        }
        ran.put(stage, attempt);
        int next = stages.indexOf(stage) + 1;
        if (failedInit.isEmpty() && next < stages.size()) {
            return Next.stage(stages.get(next));
        }
        Next over = over(build, directory, log);
        if (stage.equals(StackScripts.TEST) && end.code() != 0 && passed()) {
            throw failure(build, directory, attempt, end);
        }
        return over;
    }

    private boolean passed() throws IOException {
        return Boolean.TRUE.equals(((Map<?, ?>) JsonText.read(values)).get("passed"));
    }

    private Next over(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        ReadCheck.Result found = directory.act(new ReadCheck(ran, failedInit, facts().path(), junit));
        found.lines().forEach(line -> log.println(redactor(build).redact(line)));
        if (!found.written()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.CheckTask_notWritten(junit));
        }
        String report = report();
        log.println(Messages.CheckTask_report(report));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("stack", stack());
        result.put("tool", facts().tool());
        result.put("toolVersion", facts().toolVersion());
        result.putAll(found.values());
        result.put("junit", report);
        result.put("duration", duration());
        values = VariableValues.of("check", result).toJson();
        if (found.passed()) {
            return Next.end();
        }
        String sentence = redactor(build).redact(Messages.CheckTask_failed(name(), found.problems()));
        if (onFailure == OnFailedCheck.FAIL) {
            throw new CloudOpsException(FailureKind.CHECK, sentence);
        }
        return Next.end(sentence);
    }

    /** The path from the agent workspace, unless a link leads there in another way. */
    private String report() {
        return facts().path().equals(workspacePath()) ? junit
                : facts().path().startsWith(workspacePath() + "/") ? facts().path().substring(workspacePath().length() + 1) + "/" + junit
                : facts().path() + "/" + junit;
    }

    /** What each test came to is said as it ends. */
    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        for (Event event : events) {
            if (event instanceof Event.Other other && other.type().startsWith("test_") && !other.message().endsWith("... in progress")
                    && !other.type().equals("test_abstract")) {
                log.println(redactor(build).redact(other.message()));
            }
            super.print(build, stage, List.of(event), log);
        }
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) {
        // The report is in the agent workspace; nothing is kept with the build.
    }

    @Override
    public Object result(Run<?, ?> build) throws IOException {
        return JsonText.read(values);
    }
}
