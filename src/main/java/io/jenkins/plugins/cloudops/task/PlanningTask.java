package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.OnDrift;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanText;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** A task that plans: alone, or before it applies. */
abstract class PlanningTask extends StackTask {

    private OnDrift onDrift = OnDrift.IGNORE;

    private transient RefreshCounter counter;

    PlanningTask(String id, String node, FilePath workspace) {
        super(id, node, workspace);
    }

    final void expect(PlanRequest request) {
        onDrift = request.onDrift();
    }

    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        for (Event event : events) {
            String line = event instanceof Event.RefreshCompleted ? counter().next() : null;
            if (line != null) {
                log.println(line);
            }
        }
        super.print(build, stage, events, log);
    }

    /** What was read before a restart of the controller is not counted again. */
    private RefreshCounter counter() {
        if (counter == null) {
            counter = new RefreshCounter(System::nanoTime);
        }
        return counter;
    }

    /** How many objects an earlier plan read, which is about how many this one will. */
    final void expectRefreshes(Run<?, ?> build) {
        counter().expect(PreviousPlan.refreshed(build, stack(), terraformWorkspace()));
    }

    /**
     * Keeps the plan that was made with the build, and prints it.
     *
     * @param prepared what the plan is bound to
     * @throws CloudOpsException if there is none
     */
    final StoredPlan planned(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        boolean changes = end.code() == 2;
        if (!changes && end.code() != 0 || !end.failed().isEmpty()) {
            throw failure(build, directory, attempt, end);
        }
        ReadPlan.Result read = directory.act(new ReadPlan());
        if (read.summary() == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, read.problem());
        }
        StoredPlan plan = stored(read, changes, "", "");
        if (build != null) {
            PlanStore store = PlanStore.of(build);
            store.saveChanges(id(), directory.child(ReadPlan.CHANGES));
            store.save(plan);
        }
        log.println(redactor(build).redact(PlanText.of(plan.summary())));
        return plan;
    }

    /**
     * What drift means for the build.
     *
     * @return why it is unstable, in a sentence, or empty
     * @throws CloudOpsException if the build fails for it
     */
    final String drifted(StoredPlan plan) throws CloudOpsException {
        int drift = plan.summary().drift();
        if (drift == 0 || onDrift == OnDrift.IGNORE) {
            return "";
        }
        String sentence = Messages.PlanningTask_drift(name(), drift);
        if (onDrift == OnDrift.FAIL) {
            throw new CloudOpsException(FailureKind.DRIFT, sentence);
        }
        return sentence;
    }

    /** The plan of this run as it is kept. */
    final StoredPlan stored(ReadPlan.Result plan, boolean changes, String kind, String failure) {
        return new StoredPlan(id(), name(), stack(), terraformWorkspace(), tool(), toolVersion(), node(), started(),
                duration(), changes, counter().read(), plan.digest(), kind, failure, plan.summary());
    }
}
