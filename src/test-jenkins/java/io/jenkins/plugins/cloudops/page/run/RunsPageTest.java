package io.jenkins.plugins.cloudops.page.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.store.RunStore;
import io.jenkins.plugins.cloudops.store.StoredRun;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The lists of runs, in a browser and as JSON, and who sees what in them. */
public class RunsPageTest {

    private static final String STACK = "resource \"terraform_data\" \"web\" { input = 1 }";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private Run<?, ?> build(String job, Result result, String body) throws Exception {
        return jenkins.buildAndAssertStatus(result, Jobs.pipeline(jenkins, job, "node {\n" + Jobs.writeStack("shop", STACK) + body + "\n}"));
    }

    private static JSONArray runs(JenkinsRule.WebClient client, String path) throws Exception {
        return JSONObject.fromObject(client.goTo(path, "application/json").getWebResponse().getContentAsString()).getJSONArray("runs");
    }

    private static List<String> values(JSONArray runs, String member) {
        List<String> values = new ArrayList<>();
        runs.forEach(run -> values.add(((JSONObject) run).getString(member)));
        return values;
    }

    private static HtmlForm filter(HtmlPage page) {
        return page.getForms().stream().filter(form -> form.getAttribute("class").startsWith("cloudops-filter")).findFirst().orElseThrow();
    }

    @Test
    public void whatRanIsListedForJenkinsItsJobAndItsBuild() throws Exception {
        Run<?, ?> build = build("first", Result.SUCCESS, "def plan = terraformPlan stack: 'shop'\nterraformApply plan: plan");
        build("second", Result.FAILURE, "terraformPlan stack: 'nowhere'");
        String trace = BuildTrace.of(build).traceId();
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            JSONArray all = runs(client, "cloudops-runs/api/json");
            assertEquals(List.of("second", "first", "first"), values(all, "job"));
            assertEquals(List.of("plan", "apply", "plan"), values(all, "operation"));
            assertEquals(List.of("failed", "succeeded", "succeeded"), values(all, "status"));
            assertEquals(List.of("configuration", "", ""), values(all, "kind"));
            assertEquals(List.of(trace, trace), values(runs(client, "cloudops-runs/api/json?trace=" + trace), "traceId"));
            assertEquals(List.of("first"), values(runs(client, "cloudops-runs/api/json?stack=sh*&operation=apply"), "job"));
            assertEquals(List.of("apply"), values(runs(client, "cloudops-runs/api/json?start=1&limit=1"), "operation"));
            assertEquals(List.of(), values(runs(client, "cloudops-runs/api/json?status=running,pending"), "job"));
            assertEquals(List.of("apply", "plan"), values(runs(client, "job/first/cloudops-runs/api/json"), "operation"));
            assertEquals(List.of("apply", "plan"), values(runs(client, build.getUrl() + "cloudops-runs/api/json"), "operation"));
            for (String other : new String[] {"job/first/api/json?depth=3", build.getUrl() + "api/json?depth=3"}) {
                assertThat(client.getJSON(other).getContentAsString(), not(containsString("terraform_data")));
            }
            assertThat(client.getJSON(build.getUrl() + "cloudops-plans/api/json").getContentAsString(), containsString("terraform_data"));

            String job = client.goTo("job/first/").asNormalizedText();
            assertThat(job, containsString("Terraform stacks"));
            assertThat(job, containsString("Plan: 1 to create"));
            assertThat(job, containsString("apply succeeded"));

            HtmlPage page = client.goTo("cloudops-runs/");
            assertEquals(3, page.querySelectorAll("#main-panel tbody tr").size());
            page.getAnchorByHref(jenkins.contextPath + "/" + build.getUrl() + "cloudops-applies/#" + values(all, "id").get(1)).click();
            HtmlForm form = filter(page);
            form.getSelectByName("status").setSelectedAttribute("failed", true);
            HtmlPage failed = ((HtmlButton) form.querySelector("button")).click();
            assertEquals(1, failed.querySelectorAll("#main-panel tbody tr").size());
            assertThat(failed.asNormalizedText(), containsString("second #1"));
            assertThat(failed.querySelector("#main-panel").asNormalizedText(), not(containsString("first #1")));
            filter(failed).getInputByName("stack").setValue("<script>");
            HtmlPage none = ((HtmlButton) filter(failed).querySelector("button")).click();
            assertThat(none.asNormalizedText(), containsString("No run matches the filter."));

            jenkins.jenkins.reload();
            assertEquals(all.size(), runs(client, "cloudops-runs/api/json").size());
            jenkins.jenkins.getItemByFullName("first", WorkflowJob.class).getBuildByNumber(1).delete();
            assertEquals(List.of("second"), values(runs(client, "cloudops-runs/api/json"), "job"));
        }
    }

    @Test
    public void onlyWhoMayReadAJobSeesItsRuns() throws Exception {
        Run<?, ?> shown = keep("shown");
        Run<?, ?> hidden = keep("veiled");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ).everywhere().to("reader", "nobody", "discoverer")
                .grant(Item.READ).onItems((Item) shown.getParent()).to("reader")
                .grant(Item.DISCOVER).everywhere().to("discoverer")
                .grant(new Permission[] {Jenkins.ADMINISTER}).everywhere().to("admin"));
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.login("reader");
            assertEquals(List.of("shown"), values(runs(client, "cloudops-runs/api/json"), "job"));
            String page = client.goTo("cloudops-runs/").getWebResponse().getContentAsString();
            assertThat(page, containsString("shown #1"));
            assertThat(page, not(containsString("veiled")));
            assertEquals(List.of(), values(runs(client, "cloudops-runs/api/json?trace=" + trace("veiled")), "job"));
            assertEquals(List.of(), values(runs(client, "cloudops-runs/api/json?id=" + id("veiled")), "job"));
            assertEquals(List.of("shown"), values(runs(client, "cloudops-runs/api/json?trace=" + trace("shown")), "job"));
            client.assertFails("job/veiled/cloudops-runs/api/json", 404);
            client.assertFails(hidden.getUrl() + "cloudops-runs/api/json", 404);
        }
        for (String user : List.of("nobody", "discoverer")) {
            try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
                client.login(user);
                assertEquals(user, List.of(), values(runs(client, "cloudops-runs/api/json"), "job"));
                assertThat(client.goTo("cloudops-runs/").asNormalizedText(), containsString("No run yet."));
            }
        }
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.assertFails("cloudops-runs/", 403);
            client.assertFails("cloudops-runs/api/json", 403);
            client.login("admin");
            assertEquals(2, runs(client, "cloudops-runs/api/json").size());
        }
    }

    private static String trace(String job) {
        return job.equals("veiled") ? "ab".repeat(16) : "cd".repeat(16);
    }

    private static String id(String job) {
        return job.equals("veiled") ? "a1" : "a2";
    }

    private Run<?, ?> keep(String job) throws Exception {
        Run<?, ?> build = jenkins.buildAndAssertSuccess(jenkins.createProject(FreeStyleProject.class, job));
        long now = System.currentTimeMillis();
        RunStore.keep(build, new StoredRun(id(job), 1, "plan", new StoredRun.Subject(job, "stacks/" + job, "default"), StoredRun.Status.SUCCEEDED,
                "", "", now - 5, now, StoredRun.Wait.NONE, trace(job)));
        return build;
    }
}
