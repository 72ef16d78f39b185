package io.jenkins.plugins.cloudops.credentials;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowState;
import io.jenkins.plugins.cloudops.harness.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.credentialsbinding.impl.FileBinding;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/** Kills a controller with SIGKILL while credentials are bound to two plans, and starts it again. */
public class ControllerKilledTest {

    @ClassRule(order = 1)
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule(order = 2)
    public static final SlowState SLOW = new SlowState();

    @ClassRule(order = 3)
    public static final RealJenkinsRule JENKINS = new RealJenkinsRule();

    private static List<Path> leaksWhileItWasDown;
    private static List<String> argumentsWhileItWasDown;

    @BeforeClass
    public static void killTheController() throws Throwable {
        JENKINS.startJenkins();
        JENKINS.runRemotely(ControllerKilledTest::startBuilds, stack("pipeline"), stack("freestyle"));
        SLOW.awaitReads(2);
        JENKINS.stopJenkinsForcibly();
        Path home = JENKINS.getHome().toPath();
        leaksWhileItWasDown = Vault.leaks(home.resolve("jobs"), home.resolve("cloudops-pipeline"));
        argumentsWhileItWasDown = Runs.processes(Path.of(Vault.SECRET));
        JENKINS.startJenkins();
        SLOW.answer();
    }

    private static String stack(String name) {
        return SLOW.stack(name) + "variable \"text\" {}\nresource \"terraform_data\" \"leak\" { input = \"user:${var.text}\" }\n";
    }

    private static void startBuilds(JenkinsRule jenkins, String pipeline, String freestyle) throws Throwable {
        Vault.fill();
        Jobs.pipeline(jenkins, "pipeline", "node {\n" + Jobs.writeStack("shop", pipeline)
                + "def plan = terraformPlan stack: 'shop', secrets: [TF_VAR_text: 'text'], credentials: ["
                + "file(credentialsId: 'file', variable: 'ACCOUNT'), sshUserPrivateKey(credentialsId: 'ssh', keyFileVariable: 'KEY')]\n"
                + "echo \"it creates ${plan.create}\"\n}").scheduleBuild2(0).waitForStart();
        FreeStyleProject job = Jobs.freestyle(jenkins, "freestyle", freestyle);
        TerraformPlanBuilder plan = job.getBuildersList().get(TerraformPlanBuilder.class);
        plan.setSecrets(Map.of("TF_VAR_text", "text"));
        plan.setCredentials(List.of(new FileBinding("ACCOUNT", "file")));
        job.scheduleBuild2(0).waitForStart();
    }

    @Test
    public void valuesWereInNoFileOfTheControllerAndOnNoCommandLine() {
        assertEquals(List.of(), leaksWhileItWasDown);
        assertEquals(List.of(), argumentsWhileItWasDown);
    }

    @Test
    public void aPipelineGoesOnAndLeavesNothing() throws Throwable {
        JENKINS.runRemotely(ControllerKilledTest::assertPipeline);
    }

    private static void assertPipeline(JenkinsRule jenkins) throws Throwable {
        Run<?, ?> build = jenkins.jenkins.getItemByFullName("pipeline", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("it creates 2", build);
        jenkins.assertLogNotContains(Vault.SECRET, build);
        assertNothingLeft(jenkins, "pipeline");
    }

    @Test
    public void aFreestyleBuildThatDiedLeavesNothing() throws Throwable {
        JENKINS.runRemotely(ControllerKilledTest::assertFreestyle);
    }

    private static void assertFreestyle(JenkinsRule jenkins) throws Throwable {
        Run<?, ?> build = jenkins.jenkins.getItemByFullName("freestyle", FreeStyleProject.class).getBuildByNumber(1);
        assertFalse("the build is dead", build.isBuilding());
        assertNothingLeft(jenkins, "freestyle");
    }

    private static void assertNothingLeft(JenkinsRule jenkins, String job) throws Exception {
        Path workspace = Jobs.workspace(jenkins, job);
        Path home = jenkins.jenkins.getRootDir().toPath();
        Runs.eventually("run directories", List.of(), () -> Runs.directories(workspace));
        assertEquals(List.of(), Vault.leaks(home.resolve("jobs"), home.resolve("cloudops-pipeline"), workspace,
                workspace.resolveSibling(workspace.getFileName() + "@tmp")));
    }
}
