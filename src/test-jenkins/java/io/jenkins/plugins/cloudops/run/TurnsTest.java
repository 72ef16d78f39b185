package io.jenkins.plugins.cloudops.run;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.SlowApply;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Two jobs on one state, over the death of their controller. */
public class TurnsTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final SlowApply slow = new SlowApply();

    @Rule
    public final TemporaryFolder states = new TemporaryFolder();

    @Rule
    public final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Test
    public void oneWaitsForTheOtherAndKeepsItsPlace() throws Throwable {
        String state = states.getRoot() + "/shop.tfstate";
        jenkins.startJenkins();
        jenkins.runRemotely(TurnsTest::start, "first", shared(slow.stack("first"), state));
        slow.awaitBegun("first");
        jenkins.runRemotely(TurnsTest::start, "second", shared("", state));
        jenkins.runRemotely(TurnsTest::awaitTheLine);
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(TurnsTest::awaitTheLine);
        slow.goOn();
        jenkins.runRemotely(TurnsTest::assertEndedInOrder);
    }

    private static String shared(String configuration, String state) {
        return configuration + "\nterraform {\n  backend \"local\" {\n    path = \"" + state + "\"\n  }\n}\n";
    }

    private static void start(JenkinsRule jenkins, String name, String configuration) throws Throwable {
        jenkins.jenkins.setNumExecutors(2);
        Jobs.pipeline(jenkins, name, "node {\n" + Jobs.writeStack("shop", configuration)
                + "def result = " + (name.equals("first") ? "terraformApply(stack: 'shop', autoApprove: true)" : "terraformPlan(stack: 'shop')") + "\n"
                + "echo \"it has waited ${result.waited > 0}\"\n}")
                .scheduleBuild2(0).waitForStart();
    }

    private static void awaitTheLine(JenkinsRule jenkins) throws Throwable {
        List<Turn> line = Turns.get().list();
        for (int i = 0; i < 120 && line.size() < 2; i++) {
            Thread.sleep(500);
            line = Turns.get().list();
        }
        assertEquals(List.of("first#1", "second#1"), line.stream().map(Turn::build).toList());
        assertTrue(line.get(0).hasBegun());
        assertTrue(!line.get(1).hasBegun());
    }

    private static void assertEndedInOrder(JenkinsRule jenkins) throws Throwable {
        Run<?, ?> second = jenkins.jenkins.getItemByFullName("second", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(second));
        Run<?, ?> first = jenkins.jenkins.getItemByFullName("first", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(first));
        jenkins.assertLogContains("as number 1 in line. ", second);
        // The name is a link, which is encoded there.
        jenkins.assertLogContains("first #1", second);
        jenkins.assertLogContains("It is the turn of this build on the state (local ", second);
        jenkins.assertLogContains("it has waited true", second);
        jenkins.assertLogContains("it has waited false", first);
        assertTrue(Turns.get().list().isEmpty());
    }
}
