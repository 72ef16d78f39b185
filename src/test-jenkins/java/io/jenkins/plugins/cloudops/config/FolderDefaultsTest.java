package io.jenkins.plugins.cloudops.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.credentialsbinding.impl.StringBinding;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** What folders say for the jobs in them, by their forms and in builds. */
public class FolderDefaultsTest {

    private static final String STACK = """
            terraform {
              backend "local" {}
            }
            variable "size" {
              default = "small"
            }
            resource "terraform_data" "web" {
              input = var.size
            }
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @BeforeClass
    public static void addCredentials() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "git-modules", "for modules", "user", "password"));
        SystemCredentialsProvider.getInstance().getCredentials().add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "a-token", "a token", Secret.fromString("swordfish-4711")));
        SystemCredentialsProvider.getInstance().save();
    }

    private static StackDefaults everything() {
        StackDefaults defaults = new StackDefaults();
        defaults.setFolder("team/**");
        defaults.setTool("tofu");
        defaults.setWorkspace("staging");
        defaults.setBackendConfig("bucket = states\nkey = ${JOB_NAME}");
        defaults.setEnvironment("TF_VAR_region = eu-west-1");
        defaults.setSecrets("TF_VAR_password = a-token");
        defaults.setCredentials(List.of(new StringBinding("TOKEN", "a-token")));
        AwsRoleSettings role = new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy");
        role.setRegion("eu-central-1");
        defaults.setAwsRole(role);
        defaults.setRegistries("registry.example.com = a-token");
        defaults.setGitCredentialsId("git-modules");
        return defaults;
    }

    private static String text(StackDefaults defaults) {
        return Jenkins.XSTREAM2.toXML(defaults).replace("\r", "").replace("&#xd;", "").replaceAll("\\s+(plugin|class)=\"[^\"]*\"", "");
    }

    private static GateDefaults gates(Integer creations) {
        GateLimits limits = new GateLimits();
        limits.setCreate(creations);
        GateDefaults gates = new GateDefaults();
        gates.setWorkspace("prod*");
        gates.setLimits(limits);
        gates.setProtect(List.of("aws_db_instance.*"));
        return gates;
    }

    private static void say(Folder folder, List<StackDefaults> defaults, List<GateDefaults> gates) throws Exception {
        FolderDefaults property = new FolderDefaults();
        property.setDefaults(defaults);
        property.setGates(gates);
        folder.getProperties().replace(property);
        folder.save();
    }

    @Test
    public void theFormOfAFolderKeepsEverySetting() throws Exception {
        Folder folder = JENKINS.createProject(Folder.class, "form");
        say(folder, List.of(everything(), new StackDefaults()), List.of(gates(3)));

        FolderDefaults back = JENKINS.configRoundtrip(folder).getProperties().get(FolderDefaults.class);

        assertEquals(2, back.getDefaults().size());
        assertEquals(text(everything()), text(back.getDefaults().get(0)));
        assertEquals(text(new StackDefaults()), text(back.getDefaults().get(1)));
        assertEquals(1, back.getGates().size());
        assertEquals("prod* 3 [aws_db_instance.*]", back.getGates().get(0).getWorkspace() + " " + back.getGates().get(0).getLimits().getCreate()
                + " " + back.getGates().get(0).getProtect());
    }

    @Test
    public void aFolderThatSaysNothingKeepsNothing() throws Exception {
        Folder folder = JENKINS.createProject(Folder.class, "nothing");

        assertNull(JENKINS.configRoundtrip(folder).getProperties().get(FolderDefaults.class));
    }

    @Test
    public void theFormOfJenkinsKeepsItsDefaults() throws Exception {
        assertThrows(BadSetting.class, () -> CloudOpsConfiguration.get().setDefaults(List.of(everything())));
        StackDefaults defaults = everything();
        defaults.setCredentials(List.of());
        CloudOpsConfiguration.get().setDefaults(List.of(defaults));
        JENKINS.configRoundtrip();
        assertEquals(text(defaults), text(CloudOpsConfiguration.get().getDefaults().get(0)));
        CloudOpsConfiguration.get().setDefaults(List.of());
    }

    private static Folder team(String name) throws Exception {
        Folder team = JENKINS.createProject(Folder.class, name);
        StackDefaults outer = new StackDefaults();
        outer.setTool("no-such-tool");
        outer.setWorkspace("staging");
        outer.setEnvironment("TF_VAR_size = large");
        say(team, List.of(outer), List.of());
        Folder inner = team.createProject(Folder.class, "prod");
        StackDefaults defaults = new StackDefaults();
        defaults.setTool("terraform");
        defaults.setBackendConfig("path = ${JOB_BASE_NAME}.tfstate");
        say(inner, List.of(defaults), List.of());
        return inner;
    }

    private static WorkflowJob job(Folder folder, String script) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "shop");
        job.setDefinition(new CpsFlowDefinition("node {\n" + Jobs.writeStack(".", STACK) + script + "\n}", true));
        return job;
    }

    @Test
    public void aPipelineInANestedFolderSaysNothingAndGetsWhatIsNearest() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(job(team("team"), "terraformPlan()"));

        JENKINS.assertLogContains("Defaults of the folder team/prod: tool terraform, backendConfig (path)", build);
        JENKINS.assertLogContains("Defaults of the folder team: workspace staging, environment (TF_VAR_size)", build);
        JENKINS.assertLogContains("Terraform workspace staging, backend local", build);
        JENKINS.assertLogContains("+ input = \"large\"", build);
        assertThat(JenkinsRule.getLog(build), not(containsString("no-such-tool")));
    }

    /** The build runs as somebody who sees neither folder; what they forbid is forbidden all the same. */
    @Test
    public void whatABuildCannotSeeIsInForce() throws Exception {
        Folder inner = team("hidden");
        GateLimits limits = new GateLimits();
        limits.setCreate(0);
        GateDefaults none = new GateDefaults();
        none.setLimits(limits);
        say((Folder) inner.getParent(), List.of(), List.of(none));
        WorkflowJob job = job(inner, "terraformApply autoApprove: true");
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, hudson.model.Computer.BUILD).everywhere().toEveryone()
                .grant(Item.READ).onItems(job).to("builder"));
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().add(new MockQueueItemAuthenticator()
                .authenticate(job.getFullName(), User.getById("builder", true).impersonate2()));
        try {
            WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE, job);
            JENKINS.assertLogContains("limits (create: 0)", build);
            assertFalse(Jobs.workspace(JENKINS, job.getFullName()).resolve("shop.tfstate").toFile().exists());
        } finally {
            QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
            JENKINS.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
            JENKINS.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        }
    }
}
