package io.jenkins.plugins.cloudops.task;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.agent.WorkOnSync;
import io.jenkins.plugins.cloudops.agent.WriteSync;
import io.jenkins.plugins.cloudops.credentials.BoundCredentials;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import io.jenkins.plugins.cloudops.engine.secrets.SecretsProblem;
import io.jenkins.plugins.cloudops.engine.secrets.SyncAction;
import io.jenkins.plugins.cloudops.engine.secrets.SyncReport;
import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import io.jenkins.plugins.cloudops.engine.secrets.SyncResult;
import io.jenkins.plugins.cloudops.engine.secrets.SyncScripts;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.CliEnvironment;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.Next;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.store.StoredSync;
import io.jenkins.plugins.cloudops.store.SyncStore;
import io.jenkins.plugins.cloudops.sync.SecretFiles;
import io.jenkins.plugins.cloudops.sync.SyncAccess;
import io.jenkins.plugins.cloudops.sync.SyncOrder;
import io.jenkins.plugins.cloudops.sync.TargetKeys;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.credentialsbinding.MultiBinding;

/**
 * Syncs secrets. The controller knows names, versions and outcomes; values are on the agent alone, in the run directory, but for
 * those of credentials of Jenkins, which go there. Whatever is cut off is done again from the difference.
 */
public final class SyncTask extends CliTask {

    private static final Logger LOGGER = Logger.getLogger(SyncTask.class.getName());

    private final String id;
    private final String node;
    private final long started = System.currentTimeMillis();
    private final SyncRequest request;
    /** Reads the outputs first, if these are the source; else null. */
    private final SyncOutputs outputs;
    private String current = "";
    private List<MultiBinding.Unbinder> unbinders = new ArrayList<>();

    private final transient SyncOrder order;
    private transient boolean writing;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public SyncTask(String id, SyncOrder order, String node, FilePath workspace) {
        this.id = id;
        this.node = node;
        this.order = order;
        this.request = order.request();
        this.outputs = order.stack() == null ? null : new SyncOutputs(id, order.stack(), node, workspace);
    }

    @Override
    public String label() {
        return Messages.SyncTask_label(request.source().label());
    }

    @Override
    public String operationName() {
        return "sync";
    }

    private String targets() {
        return String.join(", ", request.targets().stream().map(SecretTarget::label).toList());
    }

    @Override
    public void begin(RunHost host, FilePath workspace, FilePath directory) throws IOException, InterruptedException {
        current = host.current().getRemote();
        Computer computer = workspace.toComputer();
        Map<String, String> added = CliVariables.ofTheBuildAlone(host.environment(), computer);
        if (outputs != null) {
            outputs.begin(host, workspace, directory);
        }
        beginToWrite();
        SyncAccess access;
        try {
            access = SyncAccess.of(order, host.build(), directory, added, host.launcher(), host.listener());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
        unbinders = new ArrayList<>(access.unbinders());
        Map<String, String> files = new LinkedHashMap<>(access.files());
        files.putAll(new SyncScripts(request).files(CliEnvironment.ofBuild(added), access.kubeconfigs()));
        directory.act(new WriteSync(request, TargetKeys.of(request, host.build()), files, access.given(),
                new ArrayList<>(access.secrets())));
        host.listener().getLogger().println(request.dryRun()
                ? Messages.SyncTask_compares(request.source().label(), targets())
                : Messages.SyncTask_begins(request.source().label(), targets()));
    }

    /** From here on it is not interrupted, so that nothing is written after what was there is removed. */
    private synchronized void beginToWrite() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        writing = true;
    }

    @Override
    public synchronized void interrupt(Thread beginner) {
        if (outputs != null && !writing) {
            outputs.interrupt(beginner);
        } else if (!writing) {
            beginner.interrupt();
        }
    }

    @Override
    public String stopping(String place) {
        return Messages.SyncTask_stopping(label(), place);
    }

    @Override
    public String firstStage() {
        return outputs == null ? SyncScripts.LOOK : outputs.firstStage();
    }

    @Override
    public int attempts(String stage) {
        return SyncOutputs.has(stage) ? outputs.attempts(stage) : SyncScripts.ATTEMPTS;
    }

    @Override
    public void print(Run<?, ?> build, String stage, List<Event> events, PrintStream log) {
        if (SyncOutputs.has(stage)) {
            outputs.print(build, stage, events, log);
        }
    }

    @Override
    public Next ended(Run<?, ?> build, FilePath directory, String stage, String attempt, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (SyncOutputs.has(stage)) {
            Next next = outputs.ended(build, directory, stage, attempt, end, log);
            return stage.equals(StackScripts.OUTPUT) ? Next.stage(SyncScripts.LOOK) : next;
        }
        if (end.code() != 0 && end.code() != SyncScripts.NO_TOOL) {
            throw new CloudOpsException(FailureKind.AGENT, Messages.SyncTask_died(stage, new ExitStatus(end.code()).inWords()));
        }
        int number = attempt.equals(stage) ? 1 : Integer.parseInt(attempt.substring(stage.length() + 1));
        SyncResult result = work(build, directory, stage, number >= SyncScripts.ATTEMPTS);
        for (String file : result.files()) {
            SecretFiles.get().expect(build, node, file);
        }
        if (result.next().equals(SyncResult.PLAN)) {
            result = work(build, directory, SyncResult.PLAN, true);
        }
        if (!result.next().equals(SyncResult.END)) {
            // The CLI may be too old for batches: then the same stage gets the values in another way.
            return Next.stage(result.next(), result.next().equals(stage) ? number + 1 : 1);
        }
        return reported(build, directory, log);
    }

    private SyncResult work(Run<?, ?> build, FilePath directory, String stage, boolean last) throws IOException, InterruptedException {
        SyncResult result = directory.act(new WorkOnSync(stage, last, request, TargetKeys.of(request, build), current,
                BuildTrace.of(build).traceId()));
        if (result.kind() != null) {
            throw new CloudOpsException(kind(result.kind()), result.sentence());
        }
        return result;
    }

    private static FailureKind kind(SecretsProblem.Kind kind) {
        return switch (kind) {
            case CONFIGURATION -> FailureKind.CONFIGURATION;
            case DENIED -> FailureKind.DENIED;
            case THROTTLED -> FailureKind.THROTTLED;
            case NETWORK -> FailureKind.NETWORK;
        };
    }

    private Next reported(Run<?, ?> build, FilePath directory, PrintStream log) throws IOException, InterruptedException {
        SyncStore store = SyncStore.of(build);
        store.saveReport(id, directory.child(SyncReport.FILE));
        StoredSync sync = stored("", "");
        store.save(sync);
        SyncReport report = store.report(sync);
        SyncText.print(report, log);
        SyncSpans.record(BuildTrace.of(build), id, started, report);
        int failed = report.count(SyncAction.FAILED);
        if (failed > 0 && !request.dryRun()) {
            // A kind that is not tried again: what could be done is done.
            throw new CloudOpsException(FailureKind.PROVIDER, Messages.SyncTask_failed(failed, report.headline(),
                    report.lines().get(0).message()));
        }
        int conflicts = report.count(SyncAction.CONFLICT);
        return conflicts == 0 || request.dryRun() ? Next.end()
                : Next.end(Messages.SyncTask_conflicts(conflicts, report.lines().get(0).name(), report.lines().get(0).message()));
    }

    private StoredSync stored(String kind, String failure) {
        return new StoredSync(id, request.source().label(), targets(), started, System.currentTimeMillis() - started, kind, failure);
    }

    @Override
    public void release(Run<?, ?> build, FilePath directory, TaskListener listener) throws IOException, InterruptedException {
        if (outputs != null) {
            outputs.release(build, directory, listener);
        }
        Computer computer = directory.toComputer();
        Node place = computer == null ? null : computer.getNode();
        if (!unbinders.isEmpty() && build != null && place != null) {
            BoundCredentials.release(unbinders, build, directory, place.createLauncher(listener), listener);
        }
    }

    @Override
    public void failed(Run<?, ?> build, String stage, RunOutcome outcome) throws IOException {
        SyncStore.of(build).save(stored(outcome.kind().word(), outcome.sentence()));
    }

    @Override
    public String spanName() {
        return "sync secrets";
    }

    @Override
    public void describe(Run<?, ?> build, SpanRecord.Builder span) {
        try {
            SyncStore store = SyncStore.of(build);
            StoredSync sync = store.get(id);
            SyncReport report = sync == null ? null : store.report(sync);
            if (report != null) {
                SyncSpans.describe(report, span);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "there is no report of the sync " + id, e);
        }
    }

    @Override
    public Object result(Run<?, ?> build) throws IOException {
        SyncStore store = SyncStore.of(build);
        return SyncText.map(store.report(store.get(id)));
    }
}
