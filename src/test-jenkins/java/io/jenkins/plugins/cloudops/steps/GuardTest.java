package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.credentials.Guard;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.run.Approval;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who answers for a guarded action of a real build, by real causes, real approvals and real permissions. */
public class GuardTest {

    private static final String NOBODY = "nobody approved this build or started it";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TestName test = new TestName();

    @BeforeClass
    public static void secure() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD).everywhere().toEveryone()
                .grant(CloudOpsPermissions.OVERRIDE).everywhere().to("operator")
                .grant(Item.CONFIGURE, CloudOpsPermissions.UNLOCK, CloudOpsPermissions.VIEW_PLAN).everywhere().to("developer")
                .grant(Jenkins.ADMINISTER).everywhere().to("admin"));
        for (String user : List.of("operator", "developer", "admin")) {
            User.getById(user, true);
        }
    }

    private WorkflowJob job(String script) throws Exception {
        return Jobs.pipeline(JENKINS, test.getMethodName() + JENKINS.jenkins.getItems().size(), script);
    }

    private WorkflowRun build(Cause... causes) throws Exception {
        return JENKINS.assertBuildStatusSuccess(job("echo 'done'").scheduleBuild2(0, new CauseAction(causes)));
    }

    /** Ends when each question, {@code Q0} first, was answered by one of these. */
    private WorkflowRun approved(Cause cause, String... approvers) throws Exception {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < approvers.length; i++) {
            script.append("input id: 'Q").append(i).append("', message: 'Question ").append(i).append("?'\n");
        }
        WorkflowRun build = job(script + "echo 'done'").scheduleBuild2(0, new CauseAction(cause)).waitForStart();
        for (int i = 0; i < approvers.length; i++) {
            JENKINS.waitForMessage("Question " + i + "?", build);
            try (ACLContext as = approvers[i].equals("SYSTEM") ? ACL.as2(ACL.SYSTEM2) : ACL.as(User.getById(approvers[i], true))) {
                build.getAction(InputAction.class).getExecution("Q" + i).proceed(null);
            }
        }
        return JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(build));
    }

    private static List<String> approvers(WorkflowRun build) {
        FlowExecution execution = build.getExecution();
        return InputApprovals.before(execution.getCurrentHeads().get(0), 0).stream().map(Approval::user).toList();
    }

    private static String check(WorkflowRun build) {
        return check(build, approvers(build));
    }

    private static String check(Run<?, ?> build, List<String> approvers) {
        // As in a build, which may do everything.
        try (ACLContext as = ACL.as2(ACL.SYSTEM2)) {
            return new Guard(build).check(approvers, CloudOpsPermissions.OVERRIDE, "An override");
        }
    }

    private static void assertRefused(WorkflowRun build, String sentence) {
        assertThat(assertThrows(BadSetting.class, () -> check(build)).getMessage(), containsString(sentence));
    }

    @Test
    public void nobodyAnswersForTimersChangesAndOtherBuilds() throws Exception {
        WorkflowRun upstream = build(new Cause.UserIdCause("admin"));
        for (Cause cause : List.of(new TimerTrigger.TimerTriggerCause(), new SCMTrigger.SCMTriggerCause("changed"),
                new Cause.UpstreamCause((Run<?, ?>) upstream), new Cause.RemoteCause("127.0.0.1", "a token"))) {
            WorkflowRun build = JENKINS.assertBuildStatusSuccess(upstream.getParent().scheduleBuild2(0, new CauseAction(cause)));
            assertRefused(build, NOBODY);
        }
    }

    @Test
    public void whoStartedTheBuildAnswersIfTheyMay() throws Exception {
        assertEquals("operator", check(build(new Cause.UserIdCause("operator"))));
    }

    @Test
    public void anAdministratorMay() throws Exception {
        assertEquals("admin", check(build(new Cause.UserIdCause("admin"))));
    }

    @Test
    public void whoMayConfigureTheJobMayNot() throws Exception {
        assertRefused(build(new Cause.UserIdCause("developer")), "developer does not have the permission Override");
    }

    @Test
    public void whoIsNotLoggedInMayNot() throws Exception {
        assertRefused(build(new Cause.UserIdCause(null)), NOBODY);
    }

    @Test
    public void jenkinsItselfNeverAnswers() throws Exception {
        assertRefused(build(new Cause.UserIdCause("SYSTEM")), NOBODY);
        assertRefused(build(new Cause.UserIdCause("system")), "");
    }

    @Test
    public void jenkinsItselfNeverApproves() throws Exception {
        WorkflowRun build = approved(new TimerTrigger.TimerTriggerCause(), "SYSTEM");

        assertRefused(build, "");
    }

    @Test
    public void anApprovalMakesABuildOfATimerSomebodys() throws Exception {
        WorkflowRun build = approved(new TimerTrigger.TimerTriggerCause(), "operator");

        assertEquals(List.of("operator"), approvers(build));
        assertEquals("operator", check(build));
    }

    @Test
    public void theLatestApprovalCounts() throws Exception {
        WorkflowRun build = approved(new Cause.UserIdCause("admin"), "operator", "developer");

        assertEquals(List.of("developer", "operator"), approvers(build));
        assertRefused(build, "developer does not have the permission Override");
        assertEquals("operator", check(build, List.of("operator", "developer")));
    }

    @Test
    public void theBuildsOfAUserWhoIsGoneAreNobodys() throws Exception {
        User.getById("leaver", true);
        WorkflowRun build = build(new Cause.UserIdCause("leaver"));
        User.getById("leaver", false).delete();

        assertRefused(build, "leaver does not have the permission Override");
    }
}
