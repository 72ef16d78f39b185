package io.jenkins.plugins.cloudops.forge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.ParametersAction;
import hudson.model.StringParameterValue;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Vault;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import jenkins.branch.BranchSource;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.github_branch_source.GitHubAppCredentials;
import org.jenkinsci.plugins.github_branch_source.GitHubSCMSource;
import org.jenkinsci.plugins.github_branch_source.OriginPullRequestDiscoveryTrait;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Comments of a multibranch project whose branch source is GitHub's, with nothing said in its Jenkinsfile. */
public class MultibranchCommentsTest {

    private static final int HEAD_ONLY = 2;
    private static final String PLAN = "node {\n" + Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" {\n  count = 2\n}\n");

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    static {
        // Tokens of an App are else asked for again after a minute at the earliest.
        System.setProperty(GitHubAppCredentials.class.getName() + ".NOT_STALE_MINIMUM_SECONDS", "1");
    }

    private FakeForge forge;
    private FakeRepository repository;

    @Before
    public void open() throws Exception {
        forge = new FakeForge();
        forge.users.clear();
        repository = new FakeRepository(forge);
        repository.jenkinsfile = PLAN + "terraformPlan stack: 'shop'\n}";
        JenkinsLocationConfiguration.get().setUrl(jenkins.getURL().toString());
    }

    @After
    public void close() {
        forge.close();
    }

    private void password() throws Exception {
        forge.users.put("password-" + Vault.SECRET, "source-bot");
        SystemCredentialsProvider.getInstance().getCredentials().add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "source", "", "source-bot", "password-" + Vault.SECRET));
    }

    /** Of an App that two owners have installed. */
    private void app() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String key = Base64.getMimeEncoder().encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        GitHubAppCredentials app = new GitHubAppCredentials(CredentialsScope.GLOBAL, "app", "", "54321",
                Secret.fromString("-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n"));
        app.setApiUri(repository.api());
        SystemCredentialsProvider.getInstance().getCredentials().add(app);
    }

    /** The job for the pull request, after its first build. */
    private WorkflowJob discovered(String credentialsId) throws Exception {
        GitHubSCMSource source = new GitHubSCMSource("shop", "infra", null, false);
        source.setApiUri(repository.api());
        source.setCredentialsId(credentialsId);
        source.setTraits(List.of(new OriginPullRequestDiscoveryTrait(HEAD_ONLY)));
        WorkflowMultiBranchProject project = jenkins.createProject(WorkflowMultiBranchProject.class, "shop");
        project.getSourcesList().add(new BranchSource(source));
        project.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        WorkflowJob job = project.getItem("PR-12");
        jenkins.assertBuildStatusSuccess(job.getLastBuild());
        return job;
    }

    @Test
    public void theBranchSourceSaysWhereAndWithWhat() throws Exception {
        password();
        WorkflowJob job = discovered("source");

        jenkins.assertLogContains("Commented on shop/infra#12: " + forge.url() + "/shop/infra/pull/12", job.getLastBuild());
        assertThat(forge.texts(), contains(containsString("2 to create")));
        assertThat(forge.texts(), contains(containsString("[`4b825dc642`](" + forge.url() + "/shop/infra/commit/" + FakeForge.HEAD + ")")));
        assertThat(forge.texts(), contains(containsString("`terraformApply(plan: 'shop', from: 'shop/PR-12#1')`")));
        assertEquals("source-bot", forge.notes().get(0).author);
        assertThat(forge.secrets(), hasItem("Bearer password-" + Vault.SECRET));
        assertEquals("success: 2 to create", forge.statuses().get("cloudops/plan"));

        List<Future<WorkflowRun>> builds = new ArrayList<>();
        for (String number : List.of("one", "two")) {
            builds.add(job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("number", number))));
        }
        for (Future<WorkflowRun> build : builds) {
            jenkins.assertBuildStatusSuccess(build.get());
        }
        // The other one may come after it, and leaves the comment alone then.
        jenkins.assertLogContains("Updated the comment on shop/infra#12", job.getBuildByNumber(3));
        assertThat(forge.texts(), contains(containsString(" build=3 ")));
    }

    @Test
    public void anAppCommentsForTheOwnerOfTheRepositoryWithATokenThatIsStillGood() throws Exception {
        repository.life = Duration.ofSeconds(10);
        app();
        WorkflowJob job = discovered("app");
        assertEquals(FakeRepository.BOT, forge.notes().get(0).author);
        assertThat(repository.tokens(), everyItem(endsWith("-of-1")));

        Thread.sleep(2_000);
        forge.users.clear();
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("Updated the comment on shop/infra#12", second);
        for (String token : repository.tokens()) {
            jenkins.assertLogNotContains(token, second);
        }
    }

    @Test
    public void credentialsOfTheBranchSourceThatAreNoTokenAreNamed() throws Exception {
        Vault.fill();
        WorkflowJob job = discovered("ssh");

        jenkins.assertLogContains("The branch source: the credentials 'ssh' are of the type 'SSH Username with private key'", job.getLastBuild());
        jenkins.assertLogContains("or let whoever runs Jenkins name some for " + forge.url(), job.getLastBuild());
        assertThat(forge.notes(), hasSize(0));
    }

    @Test
    public void anAppOfTheConfigurationActsForTheOwnerOfTheRepositoryToo() throws Exception {
        app();
        ForgeSettings settings = new ForgeSettings("github", forge.url());
        settings.setCredentialsId("app");
        CloudOpsConfiguration.get().setForges(List.of(settings));
        password();
        discovered("source");

        assertEquals(FakeRepository.BOT, forge.notes().get(0).author);
        assertThat(repository.tokens(), contains(endsWith("-of-1")));
    }
}
