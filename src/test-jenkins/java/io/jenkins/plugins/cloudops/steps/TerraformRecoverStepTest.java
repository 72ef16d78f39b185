package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.harness.HttpState;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.queue.ClosedStates;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.ErroredStates;
import io.jenkins.plugins.cloudops.store.StoredApply;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;

/** Recovers states that applies could not write, in a sandboxed pipeline and on the page. */
public class TerraformRecoverStepTest {

    private static final String SECRET = "hunter2-of-the-state";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final HttpState state = new HttpState();

    @Rule
    public final TestName test = new TestName();

    private WorkflowRun run(Result result, String steps) throws Exception {
        String stack = state.backend(test.getMethodName())
                + "resource \"terraform_data\" \"web\" {\n  input = sensitive(\"" + SECRET + "\")\n}\n";
        WorkflowJob job = JENKINS.jenkins.getItemByFullName(test.getMethodName(), WorkflowJob.class);
        if (job == null) {
            job = JENKINS.createProject(WorkflowJob.class, test.getMethodName());
        }
        job.setDefinition(new CpsFlowDefinition("node {\n" + Jobs.writeStack("shop", stack) + steps + "\n}", true));
        return JENKINS.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    private WorkflowRun leaveState() throws Exception {
        state.refuse(true);
        return run(Result.FAILURE, "terraformApply stack: 'shop', autoApprove: true");
    }

    @Test
    public void aStateThatCouldNotBeWrittenIsKeptAndWritten() throws Exception {
        WorkflowRun failed = leaveState();
        StoredApply apply = ApplyStore.of(failed).list().get(0);
        assertTrue(apply.errored());
        assertEquals(1, ClosedStates.get().list().size());
        assertThat(JenkinsRule.getLog(failed), not(containsString(SECRET)));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
        state.refuse(false);

        WorkflowRun refused = run(Result.FAILURE, "terraformPlan stack: 'shop'");
        assertThat(JenkinsRule.getLog(refused), containsString("is closed. The apply could not write it"));
        WorkflowRun recovered = run(Result.SUCCESS, "terraformRecover stack: 'shop', from: '#" + failed.getNumber() + "'\n"
                + "echo \"left to do: ${terraformPlan(stack: 'shop').changes}\"");

        assertThat(JenkinsRule.getLog(recovered), containsString("left to do: false"));
        assertTrue(ClosedStates.get().list().isEmpty());
        assertTrue(ApplyStore.of(failed).get(apply.id()).recovered());
        assertThat(JenkinsRule.getLog(run(Result.FAILURE, "terraformRecover stack: 'shop', from: '#" + failed.getNumber() + "'")),
                containsString("has left a state that is still to be written"));
    }

    @Test
    public void theStateIsGivenOutAndOpenedOnThePage() throws Exception {
        WorkflowRun failed = leaveState();
        String id = ApplyStore.of(failed).list().get(0).id();
        try (JenkinsRule.WebClient browser = JENKINS.createWebClient()) {
            HtmlPage page = browser.getPage(failed, "cloudops-applies");
            Page download = HtmlFormUtil.submit(page.getFormByName("state"));
            assertThat(download.getWebResponse().getContentAsString(), containsString(SECRET));
            assertThat(download.getWebResponse().getResponseHeaderValue("Cache-Control"), containsString("no-store"));

            HtmlPage again = browser.getPage(failed, "cloudops-applies");
            JENKINS.submit(again.getFormByName("open"));
        }

        assertTrue(ClosedStates.get().list().isEmpty());
        assertTrue(ErroredStates.of(failed).exists(id));
        assertEquals("anonymous", ApplyStore.of(failed).get(id).confirmedBy());
    }
}
