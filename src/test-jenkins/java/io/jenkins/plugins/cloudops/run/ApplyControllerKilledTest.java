package io.jenkins.plugins.cloudops.run;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.builders.TerraformApplyBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowApply;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Kills a controller with SIGKILL in the middle of three applies, and starts it again while they go on. */
public class ApplyControllerKilledTest {

    @ClassRule(order = 1)
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule(order = 2)
    public static final SlowApply SLOW = new SlowApply();

    @ClassRule(order = 3)
    public static final RealJenkinsRule JENKINS = new RealJenkinsRule();

    @BeforeClass
    public static void killTheController() throws Throwable {
        JENKINS.startJenkins();
        JENKINS.runRemotely(ApplyControllerKilledTest::startBuilds,
                SLOW.stack("reviewed"), SLOW.stack("unseen"), SLOW.stack("freestyle"));
        SLOW.awaitBegun("reviewed", "unseen", "freestyle");
        JENKINS.stopJenkinsForcibly();
        SLOW.goOn();
        JENKINS.startJenkins();
    }

    private static void startBuilds(JenkinsRule jenkins, String reviewed, String unseen, String freestyle) throws Throwable {
        jenkins.jenkins.setNumExecutors(4);
        pipeline(jenkins, "reviewed", reviewed, "plan: terraformPlan(stack: 'shop')");
        pipeline(jenkins, "unseen", unseen, "stack: 'shop', autoApprove: true");
        FreeStyleProject job = jenkins.createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(Jobs.writeStack(freestyle));
        TerraformApplyBuilder apply = new TerraformApplyBuilder();
        apply.setStack("shop");
        apply.setAutoApprove(true);
        job.getBuildersList().add(apply);
        job.scheduleBuild2(0).waitForStart();
    }

    private static void pipeline(JenkinsRule jenkins, String name, String configuration, String arguments) throws Throwable {
        Jobs.pipeline(jenkins, name, "node {\n" + Jobs.writeStack("shop", configuration)
                + "def apply = terraformApply(" + arguments + ")\necho \"it has created ${apply.created}\"\n}")
                .scheduleBuild2(0).waitForStart();
    }

    @Test
    public void aReviewedPlanIsAppliedOnceAndItsBuildEndsAsIfNothingHadHappened() throws Throwable {
        JENKINS.runRemotely(ApplyControllerKilledTest::assertEnded, "reviewed");
        assertEquals(SlowApply.ONCE, SLOW.done("reviewed"));
    }

    @Test
    public void soIsAPlanThatTheStepMadeItself() throws Throwable {
        JENKINS.runRemotely(ApplyControllerKilledTest::assertEnded, "unseen");
        assertEquals(SlowApply.ONCE, SLOW.done("unseen"));
    }

    private static void assertEnded(JenkinsRule jenkins, String name) throws Throwable {
        Run<?, ?> build = jenkins.jenkins.getItemByFullName(name, WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        List<String> log = build.getLog(1_000);
        for (String line : List.of("terraform_data.first: created in", "terraform_data.second: created in",
                "Applied: 2 created", "it has created 2")) {
            assertEquals(line + " in " + log, 1, log.stream().filter(text -> text.contains(line)).count());
        }
        assertApplied(jenkins, build, name);
    }

    @Test
    public void theApplyOfAFreestyleBuildIsFollowedToItsEnd() throws Throwable {
        JENKINS.runRemotely(ApplyControllerKilledTest::assertFreestyle);
        assertEquals(SlowApply.ONCE, SLOW.done("freestyle"));
    }

    private static void assertFreestyle(JenkinsRule jenkins) throws Throwable {
        Job<?, ?> job = jenkins.jenkins.getItemByFullName("freestyle", FreeStyleProject.class);
        Run<?, ?> build = job.getBuildByNumber(1);
        assertFalse("the build is dead", build.isBuilding());
        assertFalse(build.getResult() == Result.SUCCESS);
        assertApplied(jenkins, build, "freestyle");
    }

    private static void assertApplied(JenkinsRule jenkins, Run<?, ?> build, String name) throws Throwable {
        Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), Jobs.workspace(jenkins, name));
        StoredApply apply = ApplyStore.of(build).list().get(0);
        assertEquals(StoredApply.Outcome.APPLIED, apply.result().outcome());
        assertEquals(2, apply.resources().size());
    }
}
