package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a state that an apply could not write to where it belongs, with the settings of that apply. */
public final class RecoverTask extends StackTask {

    private final String from;
    private String source = "";
    private String apply = "";
    private String stateKey = "";

    private final transient PlanRequest given;

    /**
     * @param id of the run
     * @param from the build whose apply left the state, {@code job#42} or {@code #42}
     * @param given settings that are given anew
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public RecoverTask(String id, String from, PlanRequest given, String node, FilePath workspace) {
        super(id, node, workspace);
        this.from = from;
        this.given = given;
    }

    @Override
    public String label() {
        return Messages.RecoverTask_label(from);
    }

    @Override
    public String operationName() {
        return "recover";
    }

    @Override
    StackOperation operation() {
        return StackOperation.PUSH;
    }

    @Override
    boolean opens(ClosedState closed) {
        return closed.run().equals(apply);
    }

    @Override
    PlanRequest request(RunHost host) throws IOException, InterruptedException {
        Run<?, ?> build = SavedPlanFinder.build(host.build(), from);
        StoredApply left = null;
        for (StoredApply candidate : ApplyStore.of(build).list()) {
            left = candidate.errored() && !candidate.recovered() ? candidate : left;
        }
        if (left == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.RecoverTask_nothing(from));
        }
        source = build.getExternalizableId();
        apply = left.id();
        stateKey = left.stateKey();
        return given.toBuilder()
                .stack(given.stack().equals(".") ? left.place().stack() : given.stack())
                .workspace(given.workspace().isEmpty() ? left.place().workspace() : given.workspace())
                .name(left.place().name())
                .build();
    }

    @Override
    String beginning() {
        return Messages.RecoverTask_begins(name(), from);
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log)
            throws IOException, InterruptedException {
        if (!prepared.state().digest().equals(stateKey)) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.RecoverTask_otherState(prepared.state().label(), from));
        }
        ErroredStates.of(source()).copyTo(apply, directory.child(StackScripts.ERRORED_STATE));
        return Next.stage(StackScripts.PUSH);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (end.code() != 0) {
            throw failure(build, directory, attempt, end);
        }
        ApplyStore store = ApplyStore.of(source());
        StoredApply left = store.get(apply);
        store.save(left.recoveredBy(build == null ? "" : build.getParent().getFullName() + "#" + build.getNumber()));
        ErroredStates.of(source()).drop(apply);
        ClosedStates.get().openAfter(stateKey, apply);
        log.println(Messages.RecoverTask_recovered(name()));
        return Next.end();
    }

    private Run<?, ?> source() throws IOException {
        Run<?, ?> build = Run.fromExternalizableId(source);
        if (build == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, Messages.AppliedPlan_sourceGone(source));
        }
        return build;
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) {
        // The state is where it was.
    }

    @Override
    public Object result(Run<?, ?> build) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name());
        result.put("stack", stack());
        result.put("workspace", facts().workspace());
        result.put("apply", apply);
        return withLock(result);
    }
}
