package io.jenkins.plugins.cloudops.access;

import hudson.FilePath;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.jenkins.plugins.cloudops.builders.TriggerIncidentBuilder;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.incident.FlagdFile;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import io.jenkins.plugins.cloudops.store.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Builds with what runs leave with them, without a run. */
final class KeptRuns {

    private static final String KEY = "ab".repeat(32);
    private static final String DIGEST = "cd".repeat(32);

    private KeptRuns() {
    }

    /** A run that has ended. */
    static void keepRun(Run<?, ?> build, String id, String stack) throws Exception {
        RunStore.keep(build, new StoredRun(id, build.getNumber(), "check", new StoredRun.Subject("shop", stack, ""), StoredRun.Status.SUCCEEDED,
                "", "", 1, 2, StoredRun.Wait.NONE, ""));
    }

    /** A plan that creates one resource, of which one attribute has a value. */
    static void keepPlan(Run<?, ?> build, String id, String address, String value) throws Exception {
        AttributeChange attribute = new AttributeChange("input", AttributeChange.Kind.ADD, "", '"' + value + '"', false);
        Change change = new Change(address, "terraform_data", "", Change.Mode.MANAGED, Action.CREATE, "", "", false, "", List.of(attribute), 0);
        PlanSummary summary = new PlanSummary(new Counts(0, 0, 0, 0, 1, 0, 0, 0, 0), 0, 0, List.of(change), 0, List.of(), List.of(),
                "1.2", "1.11.4", false, true, true);
        PlanStore.of(build).save(new StoredPlan(id, "shop", "shop", "default", "terraform", "1.11.4", "", 1, 1, true, 0, DIGEST, "", "", summary));
    }

    /** Lets a job have an incident in each of its builds, which is cleared at their end. */
    static void addIncident(FreeStyleProject job) throws Exception {
        job.getBuildersList().add(new Shell("echo '{\"flags\": {\"loadGeneratorTraffic\": {\"state\": \"ENABLED\","
                + " \"variants\": {\"on\": 1, \"off\": 0}, \"defaultVariant\": \"on\"}}}' >flags.json"));
        TriggerIncidentBuilder incident = new TriggerIncidentBuilder();
        incident.setScenario("no-traffic");
        incident.setTarget(new FlagdFile("flags.json"));
        job.getBuildersList().add(incident);
    }

    /** An apply of whose end nobody knows, which closed its state and could not write it. */
    static void keepApplyOfUnknownOutcome(Run<?, ?> build, String id, String address) throws Exception {
        ApplyStore.of(build).save(new StoredApply(id, new StoredApply.Plan("p1", "", DIGEST),
                new StoredApply.Place("shop", "shop", "default", "terraform", "1.11.4", ""), 1, 1,
                new StoredApply.Result(StoredApply.Outcome.UNKNOWN, "unknown", "Nobody knows.", Map.of()),
                List.of(new StoredApply.Resource(address, "create", "done", 1)), 0, "", List.of(), List.of(), KEY, true, false, ""));
        Path state = Files.createTempFile("errored", ".tfstate");
        try {
            Files.writeString(state, "{\"lineage\":\"x\"}");
            ErroredStates.of(build).save(id, new FilePath(state.toFile()));
        } finally {
            Files.delete(state);
        }
        close(build, id);
    }

    /** Closes the state of an apply, again if somebody opened it. */
    static void close(Run<?, ?> build, String id) throws Exception {
        ClosedStates.get().close(new ClosedState(KEY, "shop", build.getExternalizableId(), id, "Nobody knows.", 1));
    }

    static boolean isClosed() throws Exception {
        return ClosedStates.get().of(KEY) != null;
    }
}
