package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.agent.ReadOutputs;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.JsonText;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the output values of a state: those that are not sensitive, to return them, and those that are
 * asked for by name, as secrets.
 */
public final class OutputTask extends StackTask {

    /** Names of outputs, by the name of the variable that gets the value. */
    private final Map<String, String> wanted;

    /** Kept until the step has taken them: encrypted in the record of the run, as any secret of Jenkins. */
    private final Map<String, Secret> secrets = new LinkedHashMap<>();
    private String values = "{}";

    private final transient PlanRequest request;

    /**
     * @param id of the run
     * @param wanted names of outputs to read as secrets, by the name of an environment variable
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public OutputTask(String id, PlanRequest request, Map<String, String> wanted, String node, FilePath workspace) {
        super(id, node, workspace);
        this.request = request;
        this.wanted = new LinkedHashMap<>(wanted);
        take(request);
    }

    @Override
    public String label() {
        return Messages.OutputTask_label(name());
    }

    @Override
    public String operationName() {
        return "output";
    }

    @Override
    StackOperation operation() {
        return StackOperation.OUTPUT;
    }

    @Override
    PlanRequest request(RunHost host) {
        return request;
    }

    @Override
    String beginning() {
        return Messages.OutputTask_begins(name());
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log) {
        return Next.stage(StackScripts.OUTPUT);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (end.code() != 0) {
            throw failure(build, directory, attempt, end);
        }
        ReadOutputs.Outputs outputs = directory.act(new ReadOutputs(wanted.values()));
        if (!outputs.refusal().isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, outputs.refusal());
        }
        try {
            values = VariableValues.of("outputs", outputs.values()).toJson();
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
        wanted.forEach((variable, output) -> secrets.put(variable, Secret.fromString(outputs.secrets().get(output))));
        log.println(Messages.OutputTask_read(outputs.values().size(), secrets.size()));
        return Next.end();
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) {
        // Nothing of it is kept with the build.
    }

    /** A map of values; or, if secrets were asked for, a map of {@link Secret}s by variable. */
    @Override
    public Object result(Run<?, ?> build) throws IOException {
        return wanted.isEmpty() ? JsonText.read(values) : new LinkedHashMap<>(secrets);
    }
}
