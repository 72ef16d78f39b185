package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadLock;
import io.jenkins.plugins.cloudops.agent.ReadLock.Ending.Look;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.agent.WriteLockFile;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.credentials.Guard;
import io.jenkins.plugins.cloudops.engine.lock.LockProof;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.StackOperation;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.queue.ClosedState;
import io.jenkins.plugins.cloudops.queue.LockWindows;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.run.Approval;
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
 * Takes a lock away: looks whose it is, decides whether that may be, takes it away if it is still the same, and looks again.
 * A dead one of ours may everybody take away who may build; any other needs its exact ID, and somebody with the permission
 * who answers for it.
 */
public final class UnlockTask extends StackTask {

    private final String lockId;
    private final String reason;
    private List<String> approvers = new ArrayList<>();
    private String holder = "";
    private String taken = "";
    private String user = "";

    private final transient UnlockRequest request;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public UnlockTask(String id, UnlockRequest request, String node, FilePath workspace) {
        super(id, node, workspace);
        this.request = request;
        this.lockId = request.id();
        this.reason = request.reason();
        take(request.stack());
    }

    @Override
    public String label() {
        return Messages.UnlockTask_label(name());
    }

    @Override
    public String operationName() {
        return "unlock";
    }

    @Override
    StackOperation operation() {
        return StackOperation.UNLOCK;
    }

    /** A lock has nothing to do with what is not known of the state behind it. */
    @Override
    boolean opens(ClosedState closed) {
        return true;
    }

    @Override
    Turn wanted(Run<?, ?> build) {
        return super.wanted(build).passing();
    }

    @Override
    PlanRequest request(RunHost host) throws IOException, InterruptedException {
        approvers = new ArrayList<>(host.approvals(0).stream().map(Approval::user).toList());
        return request.stack();
    }

    @Override
    String beginning() {
        return Messages.UnlockTask_begins(name(), reason);
    }

    @Override
    Next prepared(Run<?, ?> build, FilePath directory, Prepared prepared, PrintStream log) throws CloudOpsException {
        String backend = prepared.state().backend();
        if (backend.equals("local") || backend.equals("pg") || backend.equals("consul")) {
            throw refused(Messages.UnlockTask_cannot(prepared.state().label(), lock().advice("")));
        }
        return Next.stage(StackScripts.LOOK);
    }

    @Override
    Next worked(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        return stage.equals(StackScripts.LOOK)
                ? looked(build, directory, directory.act(new ReadLock(attempt, lock().state().backend())), log)
                : unlocked(build, directory, attempt, end, log);
    }

    private Next looked(Run<?, ?> build, FilePath directory, ReadLock.Ending ending, PrintStream log)
            throws IOException, InterruptedException {
        String state = lock().label();
        if (ending.look() == Look.FREE) {
            throw refused(Messages.UnlockTask_free(state));
        }
        if (ending.look() != Look.LOCKED) {
            throw refused(Messages.UnlockTask_notSeen(state, ending.said()));
        }
        String found = StateLock.id(ending.there());
        holder = StateLock.holder(ending.there());
        LockProof proof = lock().proof(ending.there(), List.of());
        log.println(Messages.StateLock_held(state, holder, proof.reason()));
        if (found.isEmpty() || !StackScripts.isLockId(found)) {
            throw refused(Messages.UnlockTask_noId(state, proof.reason()));
        }
        if (!lockId.isEmpty() && !lockId.equals(found)) {
            throw refused(Messages.UnlockTask_otherId(state, lockId, found));
        }
        if (proof.verdict() == LockProof.Verdict.OURS_ALIVE) {
            throw refused(Messages.UnlockTask_alive(state, proof.reason()));
        }
        if (proof.verdict() != LockProof.Verdict.OURS_DEAD) {
            if (lockId.isEmpty()) {
                throw refused(Messages.UnlockTask_idNeeded(state, proof.reason()));
            }
            user = answering(build);
            log.println(Messages.UnlockTask_answers(user, reason));
        }
        taken = found;
        directory.act(new WriteLockFile(StackScripts.LOCK_ID, found));
        return Next.stage(StackScripts.UNLOCK);
    }

    private String answering(Run<?, ?> build) throws CloudOpsException {
        if (build == null) {
            throw refused(Messages.UnlockTask_noBuild());
        }
        try {
            return new Guard(build).check(approvers, CloudOpsPermissions.UNLOCK, Messages.UnlockTask_action(lock().label()));
        } catch (BadSetting e) {
            throw refused(e.getMessage());
        }
    }

    private Next unlocked(Run<?, ?> build, FilePath directory, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        switch (end.failed()) {
            case "free":
                throw refused(Messages.UnlockTask_free(lock().label()));
            case "other":
                throw refused(Messages.UnlockTask_changed(lock().label(), taken));
            case "still":
                throw refused(Messages.UnlockTask_still(lock().label(), taken,
                        directory.act(new ReadLock(attempt, lock().state().backend())).said()));
            default:
                break;
        }
        if (end.code() != 0) {
            throw failure(build, directory, attempt, end);
        }
        LockWindows.get().taken(lock().state().digest());
        log.println(Messages.UnlockTask_unlocked(taken, lock().label()));
        return Next.end();
    }

    private static CloudOpsException refused(String sentence) {
        return new CloudOpsException(FailureKind.LOCKED, sentence);
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) {
        // What is not unlocked stays locked.
    }

    @Override
    public Object result(Run<?, ?> build) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", name());
        result.put("stack", stack());
        result.put("workspace", facts().workspace());
        result.put("id", taken);
        result.put("heldBy", holder);
        result.put("reason", reason);
        result.put("user", user);
        return withLock(result);
    }
}
