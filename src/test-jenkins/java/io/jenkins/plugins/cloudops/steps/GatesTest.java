package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.triggers.SCMTrigger;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.cloudops.builders.TerraformApplyBuilder;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.GateDefaults;
import io.jenkins.plugins.cloudops.config.GateLimits;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.GateStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Broken gates in a real Jenkins: who may override them, by real approvals and permissions. */
public class GatesTest {

    /** Something is there, and goes. */
    private static final String STACK = Jobs.writeStack("shop", "resource \"terraform_data\" \"queue\" {}")
            + "terraformApply stack: 'shop', autoApprove: true\n" + Jobs.writeStack("shop", "output \"empty\" { value = true }");
    private static final String PLAN = "node {\n" + STACK + "plan = terraformPlan stack: 'shop', limits: [delete: 0], onBrokenGate: 'report'\n}\n";
    private static final String APPLY = "node { terraformApply plan: plan, override: 'The queue is empty' }\n";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final TestName test = new TestName();

    @BeforeClass
    public static void secure() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD).everywhere().toEveryone()
                .grant(CloudOpsPermissions.OVERRIDE).everywhere().to("operator")
                .grant(Item.CONFIGURE, CloudOpsPermissions.UNLOCK).everywhere().to("developer")
                .grant(Jenkins.ADMINISTER).everywhere().to("admin"));
        for (String user : List.of("operator", "developer", "admin")) {
            User.getById(user, true);
        }
    }

    @After
    public void noDefaults() {
        CloudOpsConfiguration.get().setGates(List.of());
    }

    private static void forbidDeletions(String folder) {
        GateDefaults defaults = new GateDefaults();
        defaults.setFolder(folder);
        GateLimits limits = new GateLimits();
        limits.setDelete(0);
        defaults.setLimits(limits);
        CloudOpsConfiguration.get().setGates(List.of(defaults));
    }

    private WorkflowRun start(String script, Cause cause) throws Exception {
        return Jobs.pipeline(JENKINS, test.getMethodName(), script).scheduleBuild2(0, new CauseAction(cause)).waitForStart();
    }

    private WorkflowRun end(WorkflowRun build, Result result) throws Exception {
        return JENKINS.assertBuildStatus(result, JENKINS.waitForCompletion(build));
    }

    private WorkflowRun approved(Cause cause, String approver, Result result) throws Exception {
        WorkflowRun build = start(PLAN + "input id: 'Go', message: 'Shall it go?'\n" + APPLY, cause);
        JENKINS.waitForMessage("Shall it go?", build);
        try (ACLContext as = approver.equals("SYSTEM") ? ACL.as2(ACL.SYSTEM2) : ACL.as(User.getById(approver, true))) {
            build.getAction(InputAction.class).getExecution("Go").proceed(null);
        }
        return end(build, result);
    }

    private void assertNothingApplied(Run<?, ?> build) throws Exception {
        List<StoredApply> applies = ApplyStore.of(build).list();
        assertEquals("gate", applies.get(applies.size() - 1).result().kind());
        assertThat(state(), containsString("\"queue\""));
    }

    private String state() throws Exception {
        return Files.readString(Jobs.workspace(JENKINS, test.getMethodName()).resolve("shop/terraform.tfstate"));
    }

    @Test
    public void whoApprovedThePlanOverridesABrokenGate() throws Exception {
        WorkflowRun build = approved(new TimerTrigger.TimerTriggerCause(), "operator", Result.SUCCESS);

        assertThat(JenkinsRule.getLog(build), containsString("Broken gates, overridden by operator: The queue is empty"));
        assertThat(state(), not(containsString("\"queue\"")));
        List<StoredApply> applies = ApplyStore.of(build).list();
        assertEquals("operator", GateStore.of(build).get(applies.get(1).id()).override().user());
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().login("developer")) {
            String page = client.getPage(build, "cloudops-applies").getWebResponse().getContentAsString();
            assertThat(page, containsString("Broken gates, overridden by operator"));
            assertThat(page, containsString("The queue is empty"));
            assertThat(page, containsString("limits (delete: 0): the plan has 1:"));
            assertThat(client.getPage(build, "cloudops-plans").getWebResponse().getContentAsString(), containsString("Broken gates, of limits: [delete: 0]"));
        }
    }

    @Test
    public void whoMayNotOverrideMayNotByApproving() throws Exception {
        WorkflowRun build = approved(new Cause.UserIdCause("admin"), "developer", Result.FAILURE);

        assertThat(JenkinsRule.getLog(build), containsString("developer does not have the permission Override"));
        assertNothingApplied(build);
    }

    @Test
    public void jenkinsItselfNeverOverrides() throws Exception {
        WorkflowRun build = approved(new TimerTrigger.TimerTriggerCause(), "SYSTEM", Result.FAILURE);

        assertThat(JenkinsRule.getLog(build), containsString("The override of a broken gate has to be answered for by a user"));
        assertNothingApplied(build);
    }

    @Test
    public void nobodyAnswersForAChange() throws Exception {
        WorkflowRun build = end(start(PLAN + APPLY, new SCMTrigger.SCMTriggerCause("changed")), Result.FAILURE);

        assertThat(JenkinsRule.getLog(build), containsString("nobody approved this build or started it"));
        assertNothingApplied(build);
    }

    @Test
    public void anApprovalBeforeThePlanIsNone() throws Exception {
        WorkflowRun build = start("input id: 'Go', message: 'Shall it go?'\n" + PLAN + APPLY, new TimerTrigger.TimerTriggerCause());
        JENKINS.waitForMessage("Shall it go?", build);
        try (ACLContext as = ACL.as(User.getById("operator", true))) {
            build.getAction(InputAction.class).getExecution("Go").proceed(null);
        }
        end(build, Result.FAILURE);

        assertThat(JenkinsRule.getLog(build), containsString("An approval counts if it came after the plan"));
        assertNothingApplied(build);
    }

    @Test
    public void whoStartedTheBuildOverridesItToo() throws Exception {
        WorkflowRun build = end(start(PLAN + APPLY, new Cause.UserIdCause("operator")), Result.SUCCESS);

        assertThat(JenkinsRule.getLog(build), containsString("overridden by operator"));
    }

    @Test
    public void aPlanFailsByDefault() throws Exception {
        WorkflowRun build = end(start("node {\n" + STACK + "terraformPlan stack: 'shop', limits: [delete: 0]\n}", new Cause.UserIdCause("admin")), Result.FAILURE);

        assertThat(JenkinsRule.getLog(build), containsString("The plan of shop breaks gates, so that it cannot be applied: limits (delete: 0): the plan has 1:"
                + " terraform_data.queue (delete)."));
    }

    @Test
    public void theDefaultsAreInForceThatAreThereWhenItIsApplied() throws Exception {
        WorkflowRun build = start("node {\n" + STACK + "plan = terraformPlan stack: 'shop'\n}\ninput id: 'Go', message: 'Shall it go?'\n"
                + "node { terraformApply plan: plan, limits: [delete: 99] }\n", new Cause.UserIdCause("developer"));
        JENKINS.waitForMessage("Shall it go?", build);
        forbidDeletions(test.getMethodName());
        try (ACLContext as = ACL.as(User.getById("admin", true))) {
            build.getAction(InputAction.class).getExecution("Go").proceed(null);
        }
        end(build, Result.FAILURE);

        assertThat(JenkinsRule.getLog(build), containsString("nothing was applied: limits (delete: 0): the plan has 1: terraform_data.queue (delete)."));
        assertNothingApplied(build);
    }

    @Test
    public void aFreestyleJobIsHeldToThemAsWell() throws Exception {
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, test.getMethodName());
        job.getBuildersList().add(Jobs.writeStack("resource \"terraform_data\" \"queue\" {}"));
        job.getBuildersList().add(apply());
        job.getBuildersList().add(Jobs.writeStack("output \"empty\" { value = true }"));
        TerraformApplyBuilder last = apply();
        last.setLimits(Map.of("delete", 0));
        last.setOverride("The queue is empty");
        job.getBuildersList().add(last);

        Run<?, ?> refused = JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0, new TimerTrigger.TimerTriggerCause()));
        assertThat(JenkinsRule.getLog((Run<?, ?>) refused), containsString("nobody approved this build or started it"));
        assertNothingApplied(refused);

        Run<?, ?> overridden = JENKINS.assertBuildStatus(Result.SUCCESS, job.scheduleBuild2(0, new Cause.UserIdCause("operator")));
        assertThat(JenkinsRule.getLog((Run<?, ?>) overridden), containsString("overridden by operator"));
    }

    private static TerraformApplyBuilder apply() {
        TerraformApplyBuilder apply = new TerraformApplyBuilder();
        apply.setStack("shop");
        apply.setAutoApprove(true);
        return apply;
    }
}
