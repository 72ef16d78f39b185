package io.jenkins.plugins.cloudops.task;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who gets an answer while a form is filled in. */
public class FormChecksTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final List<String> DESCRIPTORS = List.of(TerraformPlanBuilder.class.getName(), TerraformPlanStep.class.getName());

    /** A value for each check that it does not like. */
    private static final Map<String, String> BAD = new LinkedHashMap<>(Map.of(
            "checkStack", "a%07b",
            "checkWorkspace", "a/b;touch",
            "checkVars", "no-value",
            "checkVarFiles", "-state=x",
            "checkBackendConfig", "-x",
            "checkEnvironment", "1a=b",
            "checkRegistries", "no-value",
            "checkLockTimeout", "soon"));

    @BeforeClass
    public static void secure() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "git-modules", "for modules", "user", "password"));
        SystemCredentialsProvider.getInstance().save();
        JENKINS.createProject(FreeStyleProject.class, "job");
        ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class)
                .setInstallations(new TerraformInstallation("our-tofu", "/opt/tofu", List.of()));
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ).everywhere().toEveryone()
                .grant(Item.READ).everywhere().to("reader")
                .grant(Item.READ, Item.CONFIGURE).everywhere().to("configurer")
                .grant(Jenkins.ADMINISTER).everywhere().to("admin"));
    }

    private static WebResponse request(HttpMethod method, String user, String path) throws Exception {
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            if (!user.isEmpty()) {
                client.login(user);
            }
            WebRequest request = new WebRequest(new URL(client.getContextPath() + path), method);
            return client.getPage(method == HttpMethod.POST ? client.addCrumb(request) : request).getWebResponse();
        }
    }

    private static String check(String descriptor, String check) {
        return "job/job/descriptorByName/" + descriptor + "/" + check + "?value=" + BAD.get(check);
    }

    @Test
    public void aConfigurerIsToldWhatIsWrong() throws Exception {
        for (String descriptor : DESCRIPTORS) {
            for (String check : BAD.keySet()) {
                WebResponse answer = request(HttpMethod.POST, "configurer", check(descriptor, check));
                assertEquals(check, 200, answer.getStatusCode());
                assertThat(check, answer.getContentAsString(), containsString("error"));
            }
        }
    }

    @Test
    public void whoMayOnlyReadIsToldNothing() throws Exception {
        for (String descriptor : DESCRIPTORS) {
            for (String check : BAD.keySet()) {
                WebResponse answer = request(HttpMethod.POST, "reader", check(descriptor, check));
                assertThat(check, answer.getContentAsString(), not(containsString("error")));
            }
        }
    }

    @Test
    public void whoMayNotReadTheJobDoesNotEvenFindIt() throws Exception {
        for (String descriptor : DESCRIPTORS) {
            assertEquals(404, request(HttpMethod.POST, "", check(descriptor, "checkLockTimeout")).getStatusCode());
        }
    }

    @Test
    public void aCheckIsNoLink() throws Exception {
        for (String descriptor : DESCRIPTORS) {
            for (String check : BAD.keySet()) {
                assertEquals(check, 404, request(HttpMethod.GET, "configurer", check(descriptor, check)).getStatusCode());
            }
            assertEquals(404, request(HttpMethod.GET, "configurer", "job/job/descriptorByName/" + descriptor + "/fillToolItems").getStatusCode());
        }
    }

    @Test
    public void theInstallationsAreShownToWhoMayConfigure() throws Exception {
        for (String descriptor : DESCRIPTORS) {
            String path = "job/job/descriptorByName/" + descriptor + "/fillToolItems";
            assertThat(request(HttpMethod.POST, "configurer", path).getContentAsString(), containsString("our-tofu"));
            assertThat(request(HttpMethod.POST, "reader", path).getContentAsString(), not(containsString("our-tofu")));
            assertThat(request(HttpMethod.POST, "", path).getContentAsString(), not(containsString("our-tofu")));
        }
    }

    @Test
    public void theCredentialsAreShownToWhoMayConfigure() throws Exception {
        for (String descriptor : DESCRIPTORS) {
            String path = "job/job/descriptorByName/" + descriptor + "/fillGitCredentialsIdItems?value=current";
            assertThat(request(HttpMethod.POST, "configurer", path).getContentAsString(), containsString("git-modules"));
            for (String user : List.of("reader", "")) {
                assertThat(request(HttpMethod.POST, user, path).getContentAsString(), not(containsString("git-modules")));
            }
            assertEquals(404, request(HttpMethod.GET, "configurer", path).getStatusCode());
        }
    }

    @Test
    public void outsideOfAJobOnlyAnAdministratorIsAnswered() throws Exception {
        String path = "descriptorByName/" + TerraformPlanStep.class.getName() + "/fillToolItems";
        assertThat(request(HttpMethod.POST, "admin", path).getContentAsString(), containsString("our-tofu"));
        assertThat(request(HttpMethod.POST, "configurer", path).getContentAsString(), not(containsString("our-tofu")));
    }

    @Test
    public void theGlobalSettingsAreCheckedForAdministratorsAlone() throws Exception {
        for (String check : List.of("checkGrace", "checkAgentTimeout")) {
            String path = "descriptorByName/" + CloudOpsConfiguration.class.getName() + "/" + check + "?value=soon";
            assertThat(request(HttpMethod.POST, "admin", path).getContentAsString(), containsString("is no duration"));
            assertEquals(403, request(HttpMethod.POST, "configurer", path).getStatusCode());
            assertEquals(404, request(HttpMethod.GET, "admin", path).getStatusCode());
        }
    }
}
