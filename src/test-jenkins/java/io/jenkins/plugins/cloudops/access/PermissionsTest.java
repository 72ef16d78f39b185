package io.jenkins.plugins.cloudops.access;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.cloudops.credentials.CloudOpsPermissions;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What each permission shows and lets do, beside reading a build. */
public class PermissionsTest {

    private static final String VALUE = "swordfish";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TestName test = new TestName();

    @Before
    public void secure() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
    }

    /** @param further what the user has beside reading */
    private static JenkinsRule.WebClient user(Permission... further) throws Exception {
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ).everywhere().to("user")
                .grant(further).everywhere().to("user"));
        return JENKINS.createWebClient().login("user");
    }

    private static String shown(Run<?, ?> build, String page, Permission... further) throws Exception {
        try (JenkinsRule.WebClient client = user(further)) {
            return client.getPage(build, page).getWebResponse().getContentAsString();
        }
    }

    private Run<?, ?> plan() throws Exception {
        return JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, test.getMethodName(), "node {\n"
                + Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" { input = \"" + VALUE + "\" }\n"
                        + "output \"said\" { value = \"" + VALUE + "\" }\n")
                + "def plan = terraformPlan stack: 'shop'\nterraformApply plan: plan\n}"));
    }

    private Run<?, ?> apply() throws Exception {
        Run<?, ?> build = JENKINS.buildAndAssertSuccess(JENKINS.createProject(FreeStyleProject.class, test.getMethodName()));
        KeptRuns.keepApplyOfUnknownOutcome(build, "a1", "terraform_data.web");
        return build;
    }

    @Test
    public void valuesAreForThoseWhoMaySeePlansOrConfigureTheJob() throws Exception {
        Run<?, ?> build = plan();

        assertThat(shown(build, "cloudops-plans", CloudOpsPermissions.VIEW_PLAN), containsString(VALUE));
        assertThat(shown(build, "cloudops-plans", Item.CONFIGURE), containsString(VALUE));
        assertThat(shown(build, "cloudops-plans", Jenkins.ADMINISTER), containsString(VALUE));
    }

    @Test
    public void whoMayOnlyReadSeesAddressesAndCounts() throws Exception {
        Run<?, ?> build = plan();
        for (Permission other : List.of(Item.READ, Item.BUILD, CloudOpsPermissions.UNLOCK, CloudOpsPermissions.OVERRIDE, CloudOpsPermissions.INCIDENT)) {
            String page = shown(build, "cloudops-plans", other);
            assertThat(page, containsString("terraform_data.web"));
            assertThat(page, containsString("Plan: 1 to create, 0 to update, 0 to replace, 0 to delete"));
            assertThat(other.name, page, not(containsString(VALUE)));
        }
        for (String page : List.of("", "cloudops-applies")) {
            try (JenkinsRule.WebClient client = user()) {
                String text = client.goTo(build.getUrl() + page, null).getWebResponse().getContentAsString();
                assertThat(page, text, not(containsString(VALUE)));
            }
        }
    }

    @Test
    public void aStateIsOpenedByWhoMayUnlockAlone() throws Exception {
        Run<?, ?> build = apply();
        for (Permission other : List.of(Item.READ, Item.CONFIGURE, CloudOpsPermissions.VIEW_PLAN, CloudOpsPermissions.OVERRIDE)) {
            try (JenkinsRule.WebClient client = user(other)) {
                HtmlPage page = client.getPage(build, "cloudops-applies");
                assertThat(page.asNormalizedText(), containsString("Nobody knows."));
                assertEquals(other.name, List.of(), page.getForms().stream().filter(form -> List.of("open", "state").contains(form.getNameAttribute())).toList());
            }
        }
        assertTrue(KeptRuns.isClosed());
        try (JenkinsRule.WebClient client = user(CloudOpsPermissions.UNLOCK)) {
            JENKINS.submit(client.getPage(build, "cloudops-applies").getFormByName("open"));
        }
        assertFalse(KeptRuns.isClosed());
        assertEquals("user", ApplyStore.of(build).get("a1").confirmedBy());
    }

    @Test
    public void aStateThatCouldNotBeWrittenIsNotKeptByBrowsers() throws Exception {
        Run<?, ?> build = apply();
        try (JenkinsRule.WebClient client = user(CloudOpsPermissions.UNLOCK)) {
            HtmlForm form = client.getPage(build, "cloudops-applies").getFormByName("state");
            WebResponse answer = JENKINS.getButtonByCaption(form, "Download the state, with all secrets in it").click().getWebResponse();
            assertEquals("{\"lineage\":\"x\"}", answer.getContentAsString());
            assertThat(answer.getResponseHeaderValue("Cache-Control"), containsString("no-store"));
            assertThat(answer.getResponseHeaderValue("Content-Disposition"), containsString("attachment"));
        }
    }
}
