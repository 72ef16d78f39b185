package io.jenkins.plugins.cloudops.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.Slave;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.harness.HttpState;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowApply;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.nio.file.Path;
import java.util.Set;
import jenkins.security.MasterToSlaveCallable;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Applies on other agents than the one that planned, and on agents that are killed. */
public class ApplyAgentTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final SlowApply slow = new SlowApply();

    @Rule
    public final HttpState state = new HttpState();

    @Rule
    public final TestName test = new TestName();

    @After
    public void leaveTheDefaults() {
        CloudOpsConfiguration.get().setAgentTimeout(null);
    }

    private Slave agent(String name) throws Exception {
        return agents.createAgent(JENKINS, InboundAgentRule.Options.newBuilder().name(name).build());
    }

    private String writeStack() {
        return Jobs.writeStack("shop", state.backend(test.getMethodName()) + slow.stack("shop"));
    }

    private WorkflowRun start(String script) throws Exception {
        return Jobs.pipeline(JENKINS, test.getMethodName(), script).scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun startAndAwaitTheMiddle(String agent) throws Exception {
        WorkflowRun build = start("node('" + agent + "') {\n" + writeStack()
                + "echo \"outcome ${terraformApply(stack: 'shop', autoApprove: true).outcome}\"\n}");
        slow.awaitBegun("shop");
        return build;
    }

    /** With SIGKILL, as a kernel that is out of memory does it. */
    private static void kill(Slave agent) throws Exception {
        Computer computer = agent.toComputer();
        long pid = computer.getChannel().call(new ProcessId());
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    }

    private void assertNothingLeft(Slave agent) throws Exception {
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(),
                Path.of(agent.getRemoteFS(), "workspace", test.getMethodName()));
        assertEquals("locks", Set.of(), state.locked());
    }

    private static StoredApply apply(Run<?, ?> build) throws Exception {
        return ApplyStore.of(build).list().get(0);
    }

    @Test
    public void appliesOnAnotherAgentThanTheOneThatPlanned() throws Exception {
        Slave planning = agent("planning");
        Slave applying = agent("applying");
        slow.goOn();
        WorkflowRun build = start("def plan\nnode('planning') {\n" + writeStack() + "plan = terraformPlan stack: 'shop'\n}\n"
                + "node('applying') {\n" + writeStack() + "terraformApply plan: plan\n}");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("Applied: 2 created", build);
        assertEquals("applying", apply(build).place().node());
        assertEquals(SlowApply.ONCE, slow.done("shop"));
        assertNothingLeft(planning);
        assertNothingLeft(applying);
    }

    @Test
    public void anotherStackOnTheOtherAgentIsRefused() throws Exception {
        agent("planning");
        agent("applying");
        slow.goOn();
        WorkflowRun build = start("def plan\nnode('planning') {\n" + writeStack() + "plan = terraformPlan stack: 'shop'\n}\n"
                + "node('applying') {\nterraformApply plan: plan\n}");

        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("there is no directory 'shop'", build);
        assertEquals("", state.state(test.getMethodName()));
    }

    @Test
    public void anApplyGoesOnWhileItsAgentIsKilledAndComesBack() throws Exception {
        Slave agent = agent("killed");
        WorkflowRun build = startAndAwaitTheMiddle("killed");
        kill(agent);
        JENKINS.waitForMessage("killed cannot be reached", build);
        slow.goOn();
        agents.start(JENKINS, "killed");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("killed is back", build);
        JENKINS.assertLogContains("outcome applied", build);
        assertEquals("applied once", SlowApply.ONCE, slow.done("shop"));
        assertNothingLeft(agent);
    }

    @Test
    public void theOutcomeIsUnknownAndTheStateClosedUntilTheAgentIsBack() throws Exception {
        CloudOpsConfiguration.get().setAgentTimeout("2s");
        Slave agent = agent("missing");
        WorkflowRun build = startAndAwaitTheMiddle("missing");
        kill(agent);

        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("What the apply did is not known.", build);
        assertEquals(StoredApply.Outcome.UNKNOWN, apply(build).result().outcome());
        assertEquals("unknown", apply(build).result().kind());
        assertEquals(1, ClosedStates.get().list().size());

        WorkflowRun next = Jobs.pipeline(JENKINS, test.getMethodName() + "-next", "node('built-in') {\n" + writeStack()
                + "terraformPlan stack: 'shop'\n}").scheduleBuild2(0).get();
        JENKINS.assertBuildStatus(Result.FAILURE, next);
        assertThat(JenkinsRule.getLog(next), containsString("is closed. "));
        assertThat(JenkinsRule.getLog(next), containsString(build.getFullDisplayName()));

        slow.goOn();
        agents.start(JENKINS, "missing");
        assertNothingLeft(agent);
        assertEquals("applied once", SlowApply.ONCE, slow.done("shop"));
        assertEquals(StoredApply.Outcome.APPLIED, apply(build).result().outcome());
        assertEquals("what it did is known after all", 0, ClosedStates.get().list().size());
    }

    private static final class ProcessId extends MasterToSlaveCallable<Long, RuntimeException> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long call() {
            return ProcessHandle.current().pid();
        }
    }
}
