package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.CompareChanges;
import io.jenkins.plugins.cloudops.agent.ReadApply;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.apply.ApplyProgress;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.SavedPlans;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;

/**
 * The plan that is applied, and where it is kept: with the build that made it, which may be another one, or with the build
 * of the apply. Saved with its task. Used by one thread at a time.
 */
final class AppliedPlan {

    private String id;
    private String label;
    private String build = "";
    private String digest = "";
    private boolean changes;
    private int operations;

    /**
     * @param id as it was asked for, or of the run that makes it
     * @param label for people
     */
    AppliedPlan(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /**
     * It is one that was saved.
     *
     * @param asking the build of the apply
     */
    void is(SavedPlanFinder.Found found, Run<?, ?> asking) {
        id = found.plan().id();
        label = found.plan().name();
        build = found.source() == asking ? "" : found.source().getExternalizableId();
        digest = found.plan().digest();
        changes = found.plan().changes();
        operations = found.saved().origin().operations();
    }

    /** It was made by the run of the apply, perhaps in place of one that came to the same changes and was reviewed. */
    void isMade(StoredPlan plan) {
        digest = plan.digest();
        changes = plan.changes();
        operations = ApplyProgress.operations(plan.summary().counts());
    }

    /** For people. */
    String label() {
        return label;
    }

    /** Of the plan file; empty as long as there is none. */
    String digest() {
        return digest;
    }

    /** Whether there is anything to do. */
    boolean changes() {
        return changes;
    }

    /** How many steps of the CLI it takes. */
    int operations() {
        return operations;
    }

    /** For the record of the apply, as long as no other plan was made. */
    StoredApply.Plan stored() {
        return new StoredApply.Plan(id, build, digest);
    }

    /**
     * The build that made the plan that was reviewed, or makes its own.
     *
     * @param own the build of the apply, null if it was deleted
     */
    Run<?, ?> source(Run<?, ?> own) {
        Run<?, ?> source = build.isEmpty() ? own : Run.fromExternalizableId(build);
        if (source == null) {
            throw new IllegalStateException(Messages.AppliedPlan_sourceGone(build));
        }
        return source;
    }

    /** What it is bound to. */
    PlanOrigin origin(Run<?, ?> own) {
        return SavedPlans.of(source(own)).get(id).origin();
    }

    /** What was reviewed. */
    StoredPlan reviewed(Run<?, ?> own) throws IOException {
        return PlanStore.of(source(own)).get(id);
    }

    /** Puts into the run directory what is secret in it. */
    void copySecretsTo(FilePath directory, Run<?, ?> own) throws IOException, InterruptedException {
        SavedPlans.of(source(own)).copySecretsTo(id, directory.child(RunSecrets.PLANNED));
    }

    /** Puts into the run directory the files that planning made. */
    void copyFilesTo(FilePath directory, Run<?, ?> own) throws IOException, InterruptedException {
        SavedPlans.of(source(own)).copyFilesTo(id, directory.child(StackScripts.MADE));
    }

    /** Puts into the run directory what it does to each resource, for gates. */
    void copyActionsTo(FilePath directory, Run<?, ?> own) throws IOException, InterruptedException {
        SavedPlans.of(source(own)).copyActionsTo(id, directory.child(ReadPlan.ACTIONS));
    }

    /** Puts into the run directory the plan file, and the changes of which the end of the apply is told. */
    void copyPlanTo(FilePath directory, Run<?, ?> own) throws IOException, InterruptedException {
        SavedPlans.of(source(own)).copyPlanTo(id, directory.child(StackScripts.PLAN_FILE));
        PlanStore.of(source(own)).copyChangesTo(id, directory.child(ReadApply.CHANGES));
    }

    /** Puts into the run directory the changes with which those of another plan are compared. */
    void copyReviewedTo(FilePath directory, Run<?, ?> own) throws IOException, InterruptedException {
        PlanStore.of(source(own)).copyChangesTo(id, directory.child(CompareChanges.REVIEWED));
    }

    /** It was applied, and never will be again. */
    void drop(Run<?, ?> own, String why) throws IOException {
        SavedPlans.of(source(own)).drop(id, why);
    }
}
