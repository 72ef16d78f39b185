package io.jenkins.plugins.cloudops.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.builders.TerraformApplyBuilder;
import io.jenkins.plugins.cloudops.harness.HttpState;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowApply;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Stops applies in the middle, in each way in which a build can be stopped: the state is saved, and its lock given back. */
public class ApplyAbortTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final SlowApply slow = new SlowApply();

    @Rule
    public final HttpState state = new HttpState();

    @Rule
    public final TestName test = new TestName();

    private WorkflowRun start(String steps) throws Exception {
        WorkflowRun build = Jobs.pipeline(JENKINS, test.getMethodName(), "node {\n"
                + Jobs.writeStack("shop", state.backend("shop") + slow.stack("shop")) + steps + "\n}")
                .scheduleBuild2(0).waitForStart();
        slow.awaitBegun("shop");
        assertEquals("the CLI holds the lock", Set.of("/shop"), state.locked());
        return build;
    }

    private void assertStopped(Run<?, ?> build) throws Exception {
        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
        assertEquals("locks", Set.of(), state.locked());
        assertThat("what had begun is in the state", state.state("shop"), containsString("\"first\""));
        assertThat(state.state("shop"), not(containsString("\"second\"")));
        slow.goOn();
        assertEquals("nothing else was begun", List.of("first begins"), slow.done("shop"));
        assertEquals(StoredApply.Outcome.STOPPED, ApplyStore.of(build).list().get(0).result().outcome());
    }

    @Test
    public void savesTheStateWhenABuildIsStopped() throws Exception {
        WorkflowRun build = start("terraformApply stack: 'shop', autoApprove: true\necho 'went on'");
        Jobs.post(JENKINS, build, "stop");
        assertStopped(build);
        JENKINS.assertLogContains("Asking the apply of shop on the built-in node to stop in an orderly way", build);
        JENKINS.assertLogContains("1 not reached", build);
        JENKINS.assertLogNotContains("went on", build);
    }

    @Test
    public void savesTheStateWhenAReviewedPlanIsStopped() throws Exception {
        WorkflowRun build = start("def plan = terraformPlan stack: 'shop'\nterraformApply plan: plan");
        Jobs.post(JENKINS, build, "stop");
        assertStopped(build);
    }

    @Test
    public void savesTheStateWhenATimeoutIsOver() throws Exception {
        WorkflowRun build = start("timeout(time: 20, unit: 'SECONDS') { terraformApply stack: 'shop', autoApprove: true }");
        assertStopped(build);
        JENKINS.assertLogContains("Timeout has been exceeded", build);
    }

    @Test
    public void savesTheStateWhenAnotherBranchFailsFast() throws Exception {
        WorkflowRun build = start("""
                try {
                  parallel(failFast: true,
                    apply: { terraformApply stack: 'shop', autoApprove: true },
                    other: {
                      waitUntil(initialRecurrencePeriod: 100) { fileExists 'shop/.terraform/terraform.tfstate' }
                      sleep 5
                      error 'the other branch fails'
                    })
                } catch (e) {
                  currentBuild.result = 'ABORTED'
                }
                """);
        assertStopped(build);
    }

    @Test
    public void savesTheStateWhenPipelineEndsTheBuildByForce() throws Exception {
        WorkflowRun build = start("terraformApply stack: 'shop', autoApprove: true");
        Jobs.post(JENKINS, build, "stop");
        Jobs.post(JENKINS, build, "term");
        Jobs.post(JENKINS, build, "kill");
        assertStopped(build);
    }

    @Test
    public void savesTheStateWhenAFreestyleBuildIsStopped() throws Exception {
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, test.getMethodName());
        job.getBuildersList().add(Jobs.writeStack(state.backend("shop") + slow.stack("shop")));
        TerraformApplyBuilder apply = new TerraformApplyBuilder();
        apply.setStack("shop");
        apply.setAutoApprove(true);
        job.getBuildersList().add(apply);
        Run<?, ?> build = job.scheduleBuild2(0).waitForStart();
        slow.awaitBegun("shop");
        Jobs.post(JENKINS, build, "stop");
        assertStopped(build);
    }
}
