package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.OnBrokenGate;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Plans a stack: what the step and the builder have in common. */
public final class PlanTask extends PlanningTask {

    private final transient PlanRequest request;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public PlanTask(String id, PlanRequest request, String node, FilePath workspace) {
        super(id, node, workspace);
        this.request = request;
        take(request);
    }

    @Override
    public String label() {
        return Messages.PlanTask_label(name());
    }

    @Override
    public String operationName() {
        return "plan";
    }

    @Override
    StackOperation operation() {
        return StackOperation.PLAN;
    }

    @Override
    PlanRequest request(RunHost host) throws IOException, InterruptedException {
        expect(host.build(), request);
        return request;
    }

    @Override
    String beginning() {
        return name().equals(stack())
                ? Messages.PlanTask_begins(stack())
                : Messages.PlanTask_beginsNamed(name(), stack());
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log) {
        bind(origin(prepared));
        expectRefreshes(build);
        return Next.stage(StackScripts.PLAN);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        StoredPlan plan = planned(build, directory, attempt, end, log);
        String broken = gated(build, log);
        String drifted = drifted(plan);
        return Next.end(broken.isEmpty() || drifted.isEmpty() ? broken + drifted : broken + " " + drifted);
    }

    /**
     * What broken gates mean for a build that only plans. Nobody can have approved the plan yet.
     *
     * @return why it is unstable, in a sentence, or empty
     */
    private String gated(Run<?, ?> build, PrintStream log) throws IOException {
        PlanRequest planned = expected();
        if (planned.onBrokenGate() == OnBrokenGate.FAIL) {
            keeper(build, log).require(gates(build), report(), planned, List.of(), false);
        }
        return planned.onBrokenGate() == OnBrokenGate.UNSTABLE ? keeper(build, log).warning(report()) : "";
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) throws IOException {
        PlanStore store = PlanStore.of(build);
        StoredPlan plan = store.get(id());
        ReadPlan.Result known = plan == null
                ? ReadPlan.Result.NONE
                : new ReadPlan.Result(plan.summary(), plan.digest(), StateIdentity.NONE, GateReport.PASSED, "");
        store.save(stored(known, plan != null && plan.changes(), outcome.kind().word(),
                redactor(build).redact(outcome.sentence())));
    }

    @Override
    public Object result(Run<?, ?> build) throws IOException {
        StoredPlan plan = PlanStore.of(build).get(id());
        if (plan == null || !plan.succeeded()) {
            throw new IOException(Messages.PlanTask_gone(id()));
        }
        return withLock(PlanResult.of(plan, GateStore.of(build).get(id())));
    }
}
