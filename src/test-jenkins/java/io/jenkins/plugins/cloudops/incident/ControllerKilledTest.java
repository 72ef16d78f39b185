package io.jenkins.plugins.cloudops.incident;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.jenkins.plugins.cloudops.builders.IncidentWrapper;
import io.jenkins.plugins.cloudops.builders.TriggerIncidentBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Kills a controller with SIGKILL while incidents are in force, and starts it again. */
public class ControllerKilledTest {

    private static final String CALM = "{\"flags\": {\"paymentFailure\": {\"state\": \"ENABLED\", \"variants\": {\"100%\": 1, \"off\": 0}, \"defaultVariant\": \"off\"}}}\n";
    private static final String BROKEN = CALM.replace("\"defaultVariant\": \"off\"", "\"defaultVariant\": \"100%\"");

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    @ClassRule
    public static final RealJenkinsRule JENKINS = new RealJenkinsRule();

    @Test
    public void whatABuildHasInForceStaysWhileItGoesOnAndIsClearedOtherwise() throws Throwable {
        String step = flags("step");
        String block = flags("block");
        String builder = flags("builder");
        String wrapper = flags("wrapper");
        JENKINS.startJenkins();
        JENKINS.runRemotely(ControllerKilledTest::startBuilds, step, block, builder, wrapper);
        for (String file : new String[] {step, block, builder, wrapper}) {
            assertEquals(BROKEN, Files.readString(Path.of(file)));
        }

        JENKINS.stopJenkinsForcibly();
        JENKINS.startJenkins();

        Runs.eventually("the builder's", CALM, () -> Files.readString(Path.of(builder)));
        Runs.eventually("the wrapper's", CALM, () -> Files.readString(Path.of(wrapper)));
        assertEquals(BROKEN, Files.readString(Path.of(step)));
        assertEquals(BROKEN, Files.readString(Path.of(block)));
        JENKINS.runRemotely(ControllerKilledTest::abort);
        Runs.eventually("the step's", CALM, () -> Files.readString(Path.of(step)));
        assertEquals(CALM, Files.readString(Path.of(block)));
        JENKINS.runRemotely(ControllerKilledTest::assertNothingLeft);
    }

    private static String flags(String name) throws Exception {
        return Files.writeString(FOLDER.newFolder(name).toPath().resolve("flags.json"), CALM).toString();
    }

    private static void startBuilds(JenkinsRule jenkins, String step, String block, String builder, String wrapper) throws Throwable {
        jenkins.jenkins.setNumExecutors(5);
        inForce(Jobs.pipeline(jenkins, "step", "node {\n triggerIncident scenario: 'payment-failure', target: flagdFile('" + step + "')\n sleep 600\n}")
                .scheduleBuild2(0).waitForStart(), jenkins);
        inForce(Jobs.pipeline(jenkins, "block", "node {\n withIncident(scenario: 'payment-failure', target: flagdFile('" + block + "')) {\n sleep 600\n }\n}")
                .scheduleBuild2(0).waitForStart(), jenkins);
        FreeStyleProject built = jenkins.createProject(FreeStyleProject.class, "builder");
        TriggerIncidentBuilder trigger = new TriggerIncidentBuilder();
        trigger.setScenario("payment-failure");
        trigger.setTarget(new FlagdFile(builder));
        built.getBuildersList().add(trigger);
        built.getBuildersList().add(new Shell("sleep 600"));
        inForce(built.scheduleBuild2(0).waitForStart(), jenkins);
        FreeStyleProject wrapped = jenkins.createProject(FreeStyleProject.class, "wrapper");
        IncidentWrapper around = new IncidentWrapper();
        around.setScenario("payment-failure");
        around.setTarget(new FlagdFile(wrapper));
        wrapped.getBuildWrappersList().add(around);
        wrapped.getBuildersList().add(new Shell("sleep 600"));
        inForce(wrapped.scheduleBuild2(0).waitForStart(), jenkins);
    }

    private static void inForce(Run<?, ?> build, JenkinsRule jenkins) throws Throwable {
        jenkins.waitForMessage("In force: ", build);
    }

    private static void abort(JenkinsRule jenkins) throws Throwable {
        assertEquals(2, Incidents.get().going().size());
        for (String job : new String[] {"step", "block"}) {
            WorkflowRun build = jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
            jenkins.waitForMessage("Resuming build", build);
            build.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        }
    }

    private static void assertNothingLeft(JenkinsRule jenkins) throws Throwable {
        Runs.eventually("in force", 0, () -> Incidents.get().going().size());
        for (String job : new String[] {"step", "block"}) {
            WorkflowRun build = jenkins.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
            try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
                assertThat(client.getPage(build, "cloudops-incidents").asNormalizedText(), containsString("Cleared: its "));
            }
            assertTrue(Incidents.get().has(build));
        }
    }
}
