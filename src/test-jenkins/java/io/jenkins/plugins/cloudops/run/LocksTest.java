package io.jenkins.plugins.cloudops.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.harness.HttpState;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.local.ObjectServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Locks of others, and locks that were left behind, in a real Jenkins with the real Terraform: who may take them away. */
public class LocksTest {

    private static final String ID = "5f014af1-0dc2-8a06-a0f1-fa820dfaf331";
    private static final String APPLY = "terraformApply stack: 'shop', autoApprove: true, lockTimeout: '1s', onDeadLock: ";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final ObjectServer objects = new ObjectServer();

    @Rule
    public final HttpState http = new HttpState();

    @Rule
    public final TestName test = new TestName();

    @BeforeClass
    public static void secure() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD).everywhere().toEveryone()
                .grant(CloudOpsPermissions.UNLOCK).everywhere().to("operator")
                .grant(Item.CONFIGURE, CloudOpsPermissions.OVERRIDE).everywhere().to("developer"));
        for (String user : List.of("operator", "developer")) {
            User.getById(user, true);
        }
    }

    /** Starts the next build of one job, in which a stack is written first. */
    private WorkflowRun start(String backend, String command, String step, String user) throws Exception {
        String script = "node {\n" + Jobs.writeStack("shop", backend + "resource \"terraform_data\" \"it\" {\n"
                + "  provisioner \"local-exec\" {\n    command = \"" + command + "\"\n  }\n}\n") + step + "\n}";
        WorkflowJob job = JENKINS.jenkins.getItemByFullName(test.getMethodName(), WorkflowJob.class);
        if (job == null) {
            job = Jobs.pipeline(JENKINS, test.getMethodName(), script);
        } else {
            job.setDefinition(new CpsFlowDefinition(script, true));
        }
        return job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user))).waitForStart();
    }

    private String build(Result result, String backend, String step, String user) throws Exception {
        WorkflowRun build = start(backend, "echo done", step, user);
        return JenkinsRule.getLog(JENKINS.assertBuildStatus(result, JENKINS.waitForCompletion(build)));
    }

    /** Kills the CLI of an apply while it holds the lock. */
    private String killed(String backend) throws Exception {
        WorkflowRun build = start(backend, "sleep 60", APPLY + "'report'", "developer");
        JENKINS.waitForMessage("(local-exec): Executing", build);
        Path temporary = Path.of(Jobs.workspace(JENKINS, test.getMethodName()) + "@tmp");
        List<ProcessHandle> clis = ProcessHandle.allProcesses().filter(process -> {
            String line = process.info().commandLine().orElse("");
            return line.contains("apply -json") && line.contains(temporary + "/");
        }).toList();
        assertEquals(1, clis.size());
        clis.get(0).destroyForcibly();
        return JenkinsRule.getLog(JENKINS.assertBuildStatus(Result.FAILURE, JENKINS.waitForCompletion(build)));
    }

    private static String unlock(String id) {
        return "terraformUnlock stack: 'shop', reason: 'the agent was restarted'" + (id.isEmpty() ? "" : ", id: '" + id + "'");
    }

    @Test
    public void theLockOfSomebodyElseIsNamedAndTakenAwayByItsIdAndPermissionAlone() throws Exception {
        objects.lockAs(ID, "mallory@elsewhere", "2026-11-21T10:00:00.1Z");

        String apply = build(Result.FAILURE, objects.backend(), APPLY + "'unlock'", "operator");
        assertThat(apply, containsString("is locked: mallory@elsewhere (apply, version 1.11.4) since 2026-11-21 10:00:00 UTC, "));
        assertThat(apply, containsString("ID " + ID + ". No run of this Jenkins has locked this state."));
        assertThat(apply, not(containsString("Taking the dead lock")));

        assertThat(build(Result.FAILURE, objects.backend(), unlock(ID.replace('5', '6')), "operator"), containsString("it is " + ID + " now"));
        assertThat(build(Result.FAILURE, objects.backend(), unlock(""), "operator"), containsString("give its id"));
        assertThat(build(Result.FAILURE, objects.backend(), unlock(ID), "developer"),
                containsString("developer does not have the permission Unlock"));
        assertThat(objects.lock(), containsString(ID));

        assertThat(build(Result.SUCCESS, objects.backend(), unlock(ID), "operator"), containsString("was taken away, and is not there any more."));
        assertEquals("", objects.lock());
    }

    @Test
    public void aLockThatARunHasLeftForCertainNeedsNeitherItsIdNorAPermission() throws Exception {
        assertThat(killed(objects.backend()), containsString("The lock was left behind by this run"));
        assertThat(objects.lock(), containsString("OperationTypeApply"));

        build(Result.SUCCESS, objects.backend(), unlock(""), "developer");

        assertEquals("", objects.lock());
        killed(objects.backend());
        assertThat(build(Result.SUCCESS, objects.backend(), APPLY + "'unlock'", "developer"), containsString("Taking the dead lock "));
        assertEquals("", objects.lock());
    }

    @Test
    public void aLockThatDoesNotSayWhoseItIsIsOnlyReported() throws Exception {
        String backend = http.backend("shop");
        killed(backend);

        String apply = build(Result.FAILURE, backend, APPLY + "'unlock'", "operator");
        assertThat(apply, containsString("does not say by whom"));
        assertThat(apply, not(containsString("Taking the dead lock")));
        assertThat(build(Result.FAILURE, backend, unlock(""), "operator"), containsString("CloudOps/Unlock"));
        assertEquals(Set.of("/shop"), http.locked());
    }
}
