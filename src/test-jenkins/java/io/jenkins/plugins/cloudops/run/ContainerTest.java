package io.jenkins.plugins.cloudops.run;

import static io.jenkins.plugins.cloudops.harness.Runs.eventually;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assume.assumeTrue;

import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.SlowState;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Plans where processes are reachable only through the launcher, as in a container: in a PID namespace
 * of its own, whose processes the agent sees under other numbers, and without the agent's environment.
 */
public class ContainerTest {

    /** The first process of the namespace, as the agent sees it. */
    private static volatile long inside;

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

    private Process namespace;

    @Before
    public void makeANamespace() throws Exception {
        namespace = new ProcessBuilder("unshare", "--fork", "--pid", "--mount-proc", "--kill-child", "sleep", "300").start();
        namespace.waitFor(500, TimeUnit.MILLISECONDS);
        assumeTrue("This test needs a user who may make PID namespaces; it is skipped.", namespace.isAlive());
        inside = namespace.children().findFirst().orElseThrow().pid();
    }

    @After
    public void endTheNamespace() throws Exception {
        namespace.destroyForcibly().waitFor();
    }

    private WorkflowRun start() throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, test.getMethodName(), "node {\n" + Jobs.writeStack("shop", slow.stack())
                + "hidden { terraformPlan stack: 'shop' }\n}");
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        slow.awaitReads(1);
        return build;
    }

    private Path workspace() {
        return Jobs.workspace(JENKINS, test.getMethodName());
    }

    @Test
    public void plansWhereProcessesAreReachableOnlyThroughTheLauncher() throws Exception {
        WorkflowRun build = start();
        slow.answer();

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
        JENKINS.assertLogContains("Plan: 1 to create", build);
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace());
    }

    @Test
    public void interruptsTheCliOnceWhereTheAgentKnowsItByAnotherNumber() throws Exception {
        WorkflowRun build = start();
        Path output = Runs.directories(workspace()).get(0).resolve("plan.out");
        Jobs.post(JENKINS, build, "stop");
        eventually("interrupted", true, () -> Runs.text(output).contains("Interrupt received"));
        Thread.sleep(3_000);
        assertThat(Runs.text(output), not(containsString("Two interrupts received")));
        slow.answer();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(build));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace());
    }

    /** Starts what is inside of it in the namespace, with a PATH and nothing else. */
    public static final class Hidden extends Step {

        @DataBoundConstructor
        public Hidden() {
            // Nothing to set.
        }

        @Override
        public StepExecution start(StepContext context) {
            return new Execution(context);
        }

        private static final class Execution extends StepExecution {

            private static final long serialVersionUID = 1L;

            Execution(StepContext context) {
                super(context);
            }

            @Override
            public boolean start() throws Exception {
                getContext().newBodyInvoker()
                        .withContext(BodyInvoker.mergeLauncherDecorators(getContext().get(LauncherDecorator.class), new IntoTheNamespace()))
                        .withCallback(BodyExecutionCallback.wrap(getContext()))
                        .start();
                return false;
            }
        }

        private static final class IntoTheNamespace extends LauncherDecorator implements Serializable {

            private static final long serialVersionUID = 1L;

            @Override
            public Launcher decorate(Launcher launcher, Node node) {
                return launcher.decorateByPrefix("nsenter", "-t", String.valueOf(inside), "-p", "-m", "--",
                        "env", "-i", "PATH=" + RealTerraform.directory() + ":/usr/bin:/bin");
            }
        }

        /** Lets a pipeline say {@code hidden { … }}. */
        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {

            @Override
            public String getFunctionName() {
                return "hidden";
            }

            @Override
            public boolean takesImplicitBlockArgument() {
                return true;
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of();
            }
        }
    }
}
