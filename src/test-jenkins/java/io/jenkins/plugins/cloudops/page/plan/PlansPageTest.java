package io.jenkins.plugins.cloudops.page.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;

/** The plans of a build on its page, in a browser that fails on any error of a script. */
public class PlansPageTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final TestName test = new TestName();

    private final List<String> alerts = new ArrayList<>();

    private WorkflowRun build(Result result, String body) throws Exception {
        return JENKINS.buildAndAssertStatus(result,
                Jobs.pipeline(JENKINS, test.getMethodName(), "node {\n" + body + "\n}"));
    }

    private JenkinsRule.WebClient browser() {
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        client.setAlertHandler((page, message) -> alerts.add(message));
        return client;
    }

    @Test
    public void showsEachPlanOfABuild() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" { input = 1 }")
                + "terraformPlan stack: 'shop', name: 'first'\nterraformPlan stack: 'shop', name: 'second'");
        try (JenkinsRule.WebClient client = browser()) {
            String summary = client.getPage(build).asNormalizedText();
            assertThat(summary, containsString("first: Plan: 1 to create, 0 to update, 0 to replace, 0 to delete"));
            assertThat(summary, containsString("second: Plan: 1 to create"));
            String page = client.getPage(build, "cloudops-plans").asNormalizedText();
            assertThat(page, containsString("first"));
            assertThat(page, containsString("second"));
            assertThat(page, containsString("terraform_data.web"));
            assertThat(page, containsString("Stack shop"));
            assertThat(page, containsString("Terraform workspace default"));
        }
    }

    @Test
    public void showsWhyAPlanFailed() throws Exception {
        WorkflowRun build = build(Result.FAILURE, "terraformPlan stack: 'nowhere'");
        try (JenkinsRule.WebClient client = browser()) {
            assertThat(client.getPage(build).asNormalizedText(), containsString("there is no directory 'nowhere'"));
            assertThat(client.getPage(build, "cloudops-plans").asNormalizedText(), containsString("there is no directory 'nowhere'"));
        }
    }

    @Test
    public void showsManyChangesInPartsAndFindsOneOfThem() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" {\n  count = 620\n}")
                + "def plan = terraformPlan stack: 'shop'\necho \"${plan.resources.size()} and ${plan.resourcesOmitted}\"");
        JENKINS.assertLogContains("500 and 120", build);
        try (JenkinsRule.WebClient client = browser()) {
            HtmlPage page = client.getPage(build, "cloudops-plans");
            assertEquals(100, page.querySelectorAll("#main-panel tbody tr").size());
            assertThat(page.asNormalizedText(), containsString("1 to 100 of 620"));
            HtmlPage next = page.getAnchorByText("Next").click();
            assertThat(next.asNormalizedText(), containsString("101 to 200 of 620"));

            HtmlForm filter = page.getForms().stream().filter(form -> form.getAttribute("class").startsWith("cloudops-filter")).findFirst().orElseThrow();
            filter.getInputByName("text").setValue("WEB[612]");
            HtmlPage found = ((HtmlButton) filter.querySelector("button")).click();
            assertEquals(1, found.querySelectorAll("#main-panel tbody tr").size());
            assertThat(found.asNormalizedText(), containsString("terraform_data.web[612]"));
            HtmlPage all = found.getAnchorByText("Show all").click();
            assertEquals(100, all.querySelectorAll("#main-panel tbody tr").size());
        }
    }

    @Test
    public void showsScriptsInNamesAsText() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, Jobs.writeStack("shop", """
                resource "terraform_data" "web" {
                  for_each = toset(["%1$s"])
                  input    = "%1$s"
                }
                """.formatted(SCRIPT)) + "terraformPlan stack: 'shop', name: '" + SCRIPT + "'");
        try (JenkinsRule.WebClient client = browser()) {
            for (HtmlPage page : List.of(client.getPage(build), client.getPage(build, "cloudops-plans"))) {
                assertThat(page.getWebResponse().getContentAsString(), not(containsString(SCRIPT)));
                assertThat(page.asNormalizedText(), containsString(SCRIPT));
            }
            assertEquals(List.of(), alerts);
        }
    }

    @Test
    public void isNotThereWithoutPlans() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, "echo 'nothing to plan'");
        try (JenkinsRule.WebClient client = browser()) {
            assertThat(client.getPage(build).asNormalizedText(), not(containsString("Terraform plans")));
        }
    }
}
