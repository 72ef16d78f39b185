package io.jenkins.plugins.cloudops.task;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadPlan;
import io.jenkins.plugins.cloudops.agent.ReadPrepared;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.agent.WriteRun;
import io.jenkins.plugins.cloudops.config.ToolChoice;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import io.jenkins.plugins.cloudops.engine.terraform.InitAccess;
import io.jenkins.plugins.cloudops.engine.terraform.OnDrift;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanText;
import io.jenkins.plugins.cloudops.run.CliTask;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import io.jenkins.plugins.cloudops.run.RunHost;
import io.jenkins.plugins.cloudops.run.RunOutcome;
import io.jenkins.plugins.cloudops.run.RunStage;
import io.jenkins.plugins.cloudops.store.PlanStore;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plans a stack: what the step and the builder have in common, from the request to what they return.
 * It is saved with its run; the request is not, since it is needed only until the run directory is
 * written, before the run is saved for the first time.
 */
public final class PlanTask extends CliTask {

    private final String id;
    private final String name;
    private final String stack;
    private final String node;
    private final String workspacePath;
    private final long started = System.currentTimeMillis();

    private final int attempts;
    private final OnDrift onDrift;
    private final Map<String, String> registries;
    private final String gitCredentialsId;

    private String stackPath = "";
    private String tool;
    private String terraformWorkspace = "";
    private String toolVersion = "";

    private transient RefreshCounter counter;
    private transient Redactor redactor;

    private final transient PlanRequest request;

    /**
     * @param id of the run
     * @param node the name of the node, empty for the built-in one
     * @param workspace the agent workspace
     */
    public PlanTask(String id, PlanRequest request, String node, FilePath workspace) {
        this.id = id;
        this.request = request;
        this.name = request.name();
        this.stack = request.stack();
        this.tool = request.tool();
        this.attempts = request.retry();
        this.onDrift = request.onDrift();
        this.registries = new LinkedHashMap<>(request.registries());
        this.gitCredentialsId = request.gitCredentialsId();
        this.node = node;
        this.workspacePath = workspace.getRemote();
    }

    @Override
    public String label() {
        return Messages.PlanTask_label(name);
    }

    @Override
    public void begin(RunHost host, FilePath workspace, FilePath directory) throws IOException, InterruptedException {
        EnvVars environment = host.environment();
        Computer computer = workspace.toComputer();
        ToolChoice choice = ToolChoice.of(tool, computer == null ? null : computer.getNode(), host.current(), environment,
                host.listener());
        tool = choice.name();
        InitAccess access;
        try {
            access = access(host.build());
        } catch (BadSetting e) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, e.getMessage());
        }
        redactor = masking(access);
        WriteRun.Written written = directory.act(new WriteRun(request, workspacePath, host.current().getRemote(),
                choice.executables(), ofTheBuildAlone(environment, computer), cache(computer), access));
        if (!written.refusal().isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, written.refusal());
        }
        stackPath = written.stack();
        host.listener().getLogger().println(name.equals(stack)
                ? Messages.PlanTask_begins(stack)
                : Messages.PlanTask_beginsNamed(name, stack));
    }

    /**
     * What the node itself has in its environment is not repeated: in a container it would be wrong.
     * PATH is left to the launcher, which knows where it starts processes.
     */
    private static Map<String, String> ofTheBuildAlone(EnvVars environment, Computer computer)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        if (computer != null) {
            computer.getEnvironment().forEach(variables::remove);
        }
        variables.remove("PATH");
        return variables;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public void print(Run<?, ?> build, RunStage stage, Event event, PrintStream log) {
        if (event instanceof Event.RefreshCompleted) {
            String line = counter().next();
            if (line != null) {
                log.println(line);
            }
        } else if (event instanceof Event.Diagnosed diagnosed) {
            log.println(redactor(build).redact(DiagnosticText.of(diagnosed.diagnostic())));
        } else if (event instanceof Event.Text text && !(stage == RunStage.PREPARE && text.line().isBlank())) {
            log.println(redactor(build).redact(text.line()));
        }
    }

    /** What was read before a restart of the controller is not counted again. */
    private RefreshCounter counter() {
        if (counter == null) {
            counter = new RefreshCounter(System::nanoTime);
        }
        return counter;
    }

    @Override
    public void prepared(Run<?, ?> build, FilePath directory, String stage, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        if (end.code() != 0) {
            throw CliFailure.of(name, tool, stage, end, directory, redactor(build));
        }
        Prepared prepared = directory.act(new ReadPrepared(workspacePath, stackPath));
        if (!prepared.refusal().isEmpty()) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, prepared.refusal());
        }
        tool = prepared.tool();
        toolVersion = prepared.version();
        terraformWorkspace = prepared.workspace();
        counter().expect(PreviousPlan.refreshed(build, stack, terraformWorkspace));
        log.println(Messages.PlanTask_prepared(toolVersion.isEmpty() ? tool : tool + " " + toolVersion, terraformWorkspace, prepared.backend()));
    }

    @Override
    public String finished(Run<?, ?> build, FilePath directory, String stage, Progress end, PrintStream log)
            throws IOException, InterruptedException {
        boolean changes = end.code() == 2;
        if (!changes && end.code() != 0 || !end.failed().isEmpty()) {
            throw CliFailure.of(name, tool, stage, end, directory, redactor(build));
        }
        ReadPlan.Result plan = directory.act(new ReadPlan());
        if (plan.summary() == null) {
            throw new CloudOpsException(FailureKind.CONFIGURATION, plan.problem());
        }
        if (build != null) {
            PlanStore store = PlanStore.of(build);
            store.saveChanges(id, directory.child(ReadPlan.CHANGES));
            store.save(stored(plan, changes, "", ""));
        }
        log.println(redactor(build).redact(PlanText.of(plan.summary())));
        return drifted(plan.summary().drift());
    }

    /** Why the build is unstable. */
    private String drifted(int drift) throws CloudOpsException {
        if (drift == 0 || onDrift == OnDrift.IGNORE) {
            return "";
        }
        String sentence = Messages.PlanTask_drift(name, drift);
        if (onDrift == OnDrift.FAIL) {
            throw new CloudOpsException(FailureKind.DRIFT, sentence);
        }
        return sentence;
    }

    @Override
    public void ended(Run<?, ?> build, RunOutcome outcome) throws IOException {
        PlanStore store = PlanStore.of(build);
        StoredPlan plan = store.get(id);
        ReadPlan.Result known = plan == null
                ? new ReadPlan.Result(null, "", "")
                : new ReadPlan.Result(plan.summary(), plan.digest(), "");
        store.save(stored(known, plan != null && plan.changes(), outcome.kind().word(),
                redactor(build).redact(outcome.sentence())));
    }

    private StoredPlan stored(ReadPlan.Result plan, boolean changes, String kind, String failure) {
        return new StoredPlan(id, name, stack, terraformWorkspace, tool, toolVersion, node, started,
                System.currentTimeMillis() - started, changes, counter().read(), plan.digest(), kind, failure, plan.summary());
    }

    @Override
    public Object result(Run<?, ?> build) throws IOException {
        StoredPlan plan = PlanStore.of(build).get(id);
        if (plan == null || !plan.succeeded()) {
            throw new IOException(Messages.PlanTask_gone(id));
        }
        return PlanResult.of(plan);
    }

    private InitAccess access(Run<?, ?> build) {
        BuildCredentials credentials = new BuildCredentials(build);
        Map<String, String> tokens = new TreeMap<>();
        registries.forEach((host, credentialsId) -> tokens.put(host, credentials.secretText("registries", credentialsId)));
        return new InitAccess(tokens,
                gitCredentialsId.isEmpty() ? null : credentials.git("gitCredentialsId", gitCredentialsId));
    }

    /** Masks what only {@code init} knows; after a restart the values are looked up again. */
    private Redactor redactor(Run<?, ?> build) {
        if (redactor == null) {
            try {
                redactor = build == null ? Redactor.none() : masking(access(build));
            } catch (BadSetting gone) {
                // Nothing that is read from now on can have come from credentials that are not there.
                redactor = Redactor.none();
            }
        }
        return redactor;
    }

    private static Redactor masking(InitAccess access) {
        SensitiveValues values = new SensitiveValues();
        access.secrets().forEach(values::add);
        return values;
    }

    /** One directory for the providers of all jobs on an agent; empty where there is none. */
    private static String cache(Computer computer) {
        Node node = computer == null ? null : computer.getNode();
        FilePath root = node == null ? null : node.getRootPath();
        return root == null ? "" : root.child("cloudops-pipeline/providers").getRemote();
    }
}
