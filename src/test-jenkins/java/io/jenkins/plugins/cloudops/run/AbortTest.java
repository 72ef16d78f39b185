package io.jenkins.plugins.cloudops.run;

import static io.jenkins.plugins.cloudops.harness.Runs.eventually;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowState;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Stops plans that hang in a read, in each way in which a build can be stopped. */
public class AbortTest {

    private static final String INTERRUPTED = "Interrupt received";
    private static final String INTERRUPTED_TWICE = "Two interrupts received";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final SlowState slow = new SlowState();

    @Rule
    public final TestName test = new TestName();

    @After
    public void leaveTheDefaults() {
        CloudOpsConfiguration.get().setGrace(null);
    }

    private WorkflowRun start(String around) throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, test.getMethodName(),
                "node {\n" + Jobs.writeStack("shop", slow.stack()) + around + "\n}");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        slow.awaitReads(1);
        return build;
    }

    private Path workspace() {
        return Jobs.workspace(JENKINS, test.getMethodName());
    }

    /** What the CLI has printed so far. */
    private String output() throws Exception {
        return Runs.text(Runs.directories(workspace()).get(0).resolve("plan.out"));
    }

    /** Waits for the interrupt, and long enough for a second one that must not come. */
    private void assertInterruptedOnce() throws Exception {
        eventually("interrupted", true, () -> output().contains(INTERRUPTED));
        Thread.sleep(3_000);
        assertThat(output(), not(containsString(INTERRUPTED_TWICE)));
    }

    private void assertAbortedAndNothingLeft(Run<?, ?> build) throws Exception {
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace());
    }

    @Test
    public void interruptsTheCliOnceAndWaitsForItWhenABuildIsStopped() throws Exception {
        WorkflowRun build = start("terraformPlan stack: 'shop'");
        Jobs.post(JENKINS, build, "stop");
        assertInterruptedOnce();
        assertTrue("the build waits for the CLI", build.isBuilding());
        assertTrue("the CLI holds the lock", Files.exists(workspace().resolve("shop/.terraform.tfstate.lock.info")));
        slow.answer();
        assertAbortedAndNothingLeft(build);
        JENKINS.assertLogContains("Asking the plan of shop on the built-in node to stop in an orderly way", build);
        JENKINS.assertLogNotContains("Plan: 1 to create", build);
    }

    @Test
    public void stopsTheCliWhenATimeoutIsOver() throws Exception {
        WorkflowRun build = start("timeout(time: 15, unit: 'SECONDS') { terraformPlan stack: 'shop' }");
        assertInterruptedOnce();
        slow.answer();
        assertAbortedAndNothingLeft(build);
        JENKINS.assertLogContains("Timeout has been exceeded", build);
    }

    @Test
    public void stopsTheCliWhenAnotherBranchFailsFast() throws Exception {
        WorkflowRun build = start("""
                parallel(failFast: true,
                  plan: { terraformPlan stack: 'shop' },
                  other: {
                    waitUntil(initialRecurrencePeriod: 100) { fileExists 'go' }
                    error 'the other branch fails'
                  })
                """);
        Files.createFile(workspace().resolve("go"));
        assertInterruptedOnce();
        slow.answer();
        JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("the other branch fails", build);
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace());
    }

    @Test
    public void keepsTheWorkspaceFromOtherBuildsAfterTheSecondClickUntilTheCliHasEnded() throws Exception {
        assertWorkspaceKept("term");
    }

    @Test
    public void keepsTheWorkspaceFromOtherBuildsAfterTheThirdClickUntilTheCliHasEnded() throws Exception {
        assertWorkspaceKept("kill");
    }

    private void assertWorkspaceKept(String click) throws Exception {
        WorkflowRun build = start("terraformPlan stack: 'shop'");
        Jobs.post(JENKINS, build, "stop");
        assertInterruptedOnce();
        Jobs.post(JENKINS, build, "term");
        if (click.equals("kill")) {
            Jobs.post(JENKINS, build, "kill");
        }
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        assertThat(output(), not(containsString(INTERRUPTED_TWICE)));
        assertEquals("the CLI goes on", 1, Runs.directories(workspace()).size());

        WorkflowJob job = build.getParent();
        job.setDefinition(new CpsFlowDefinition("node { echo pwd() }", true));
        JENKINS.assertLogContains(workspace() + "@2", JENKINS.buildAndAssertSuccess(job));
        slow.answer();
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace());
        JENKINS.assertLogNotContains(workspace() + "@2", JENKINS.buildAndAssertSuccess(job));
    }

    @Test
    public void interruptsAgainWhenTheGraceIsOver() throws Exception {
        CloudOpsConfiguration.get().setGrace("2s");
        WorkflowRun build = start("terraformPlan stack: 'shop'");
        Path directory = Runs.directories(workspace()).get(0);
        Jobs.post(JENKINS, build, "stop");
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        eventually("processes", 0, () -> Runs.processes(directory).size());
        eventually("run directories", 0, () -> Runs.directories(workspace()).size());
        eventually("records", 0, () -> Runs.records(JENKINS.jenkins.getRootDir()).size());
    }

    @Test
    public void waitsForTheCliWhenAFreestyleBuildIsStopped() throws Exception {
        FreeStyleProject job = Jobs.freestyle(JENKINS, test.getMethodName(), slow.stack());
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        slow.awaitReads(1);
        Jobs.post(JENKINS, build, "stop");
        assertInterruptedOnce();
        assertTrue("the build waits for the CLI", build.isBuilding());
        slow.answer();
        assertAbortedAndNothingLeft(build);
    }

    @Test
    public void beginsNothingInAQueueOfStagesAfterAStop() throws Exception {
        WorkflowRun build = start("""
                try { terraformPlan stack: 'shop' } finally { echo 'cleaning up' }
                terraformPlan stack: 'shop', name: 'never'
                """);
        Jobs.post(JENKINS, build, "stop");
        slow.answer();
        assertAbortedAndNothingLeft(build);
        JENKINS.assertLogContains("cleaning up", build);
        JENKINS.assertLogNotContains("Planning never", build);
    }
}
