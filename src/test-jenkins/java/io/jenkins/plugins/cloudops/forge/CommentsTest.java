package io.jenkins.plugins.cloudops.forge;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.cloudops.builders.PlanCommentPublisher;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Comments on pull requests through a real controller; the forge is one of our own. */
public class CommentsTest {

    private static final String STACK = "variable \"password\" {\n  default = \"none\"\n  sensitive = true\n}\n"
            + "resource \"terraform_data\" \"web\" {\n  count = 2\n  input = var.password\n}\n";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private FakeForge forge;

    @Before
    public void open() throws Exception {
        forge = new FakeForge();
        forge.users.put("text-" + Vault.SECRET, "jenkins-bot");
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance().getCredentials().add(Vault.text("forge"));
        CloudOpsConfiguration.get().setForges(null);
        JenkinsLocationConfiguration.get().setUrl(JENKINS.getURL().toString());
    }

    @After
    public void close() {
        forge.close();
    }

    private String github() {
        return forge.url() + "/shop/infra/pull/12";
    }

    private String gitlab() {
        return forge.url() + "/shop/infra/-/merge_requests/12";
    }

    private WorkflowJob plans(String name, String settings) throws Exception {
        return Jobs.pipeline(JENKINS, name, "node {\n" + Jobs.writeStack("shop", STACK)
                + "terraformPlan stack: 'shop', " + settings + "\n}");
    }

    private static int comments(FakeForge forge) {
        return forge.notes().size();
    }

    @Test
    public void commentsOnceAndThenUpdates() throws Exception {
        for (String pull : List.of(github(), gitlab())) {
            WorkflowJob job = plans("twice-" + pull.hashCode(), "comment: 'always', required: true, credentialsId: 'forge', pullRequest: '" + pull + "'");
            int before = comments(forge);
            WorkflowRun first = JENKINS.buildAndAssertSuccess(job);
            JENKINS.assertLogContains("Commented on shop/infra", first);
            WorkflowRun second = JENKINS.buildAndAssertSuccess(job);
            JENKINS.assertLogContains("Updated the comment on shop/infra", second);

            assertEquals(before + 1, comments(forge));
            String text = forge.texts().get(before);
            assertThat(text, containsString("2 to create"));
            assertThat(text, containsString(" build=2 "));
            assertThat(forge.statuses(), hasKey("cloudops/plan"));
        }
    }

    @Test
    public void concurrentBuildsMakeOneCommentAndTheLatestStays() throws Exception {
        for (String pull : List.of(github(), gitlab())) {
            WorkflowJob job = plans("at-once-" + pull.hashCode(), "comment: 'always', credentialsId: 'forge', pullRequest: '" + pull + "'");
            int before = comments(forge);
            List<Future<WorkflowRun>> builds = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                builds.add(job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("number", String.valueOf(i)))));
            }
            for (Future<WorkflowRun> build : builds) {
                JENKINS.assertBuildStatusSuccess(build.get());
            }

            assertEquals(before + 1, comments(forge));
            assertThat(forge.texts().get(before), containsString(" build=4 "));
        }
    }

    @Test
    public void putsPlansIntoOneCommentAndSaysWhatBecameOfThem() throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, "several", "node {\n" + Jobs.writeStack("shop", STACK) + Jobs.writeStack("net", STACK) + """
                def shop = terraformPlan stack: 'shop', comment: 'never'
                def net = terraformPlan stack: 'net', comment: 'never'
                def made = planComment plans: [shop, 'net'], pullRequest: '%s', credentialsId: 'forge'
                echo "it was ${made.outcome}"
                terraformApply plan: net
                }""".formatted(github()));
        WorkflowRun build = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("it was created", build);
        JENKINS.assertLogContains("Updated the comment on shop/infra#12", build);
        assertEquals(1, comments(forge));
        assertThat(forge.texts().get(0), containsString("2 created"));
        assertThat(forge.texts().get(0), containsString("2 to create"));
    }

    @Test
    public void neverFailsABuildThatDoesNotRequireIt() throws Exception {
        forge.users.clear();
        String settings = "comment: 'always', credentialsId: 'forge', pullRequest: '" + github() + "'";
        WorkflowRun build = JENKINS.buildAndAssertSuccess(plans("refused", settings));
        JENKINS.assertLogContains("The plan was not commented. GitHub", build);
        JENKINS.assertLogContains("does not accept the credentials 'forge' (401)", build);

        WorkflowRun required = JENKINS.buildAndAssertStatus(Result.FAILURE, plans("refused-required", settings + ", required: true"));
        JENKINS.assertLogContains("The comment is required, and was not made. GitHub", required);
        assertThat(forge.notes(), is(empty()));
    }

    @Test
    public void sendsNoCredentialsWhereOnlyAParameterSays() throws Exception {
        WorkflowJob job = plans("tricked", "comment: 'always', credentialsId: 'forge'");
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("CHANGE_URL")));
        WorkflowRun build = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("CHANGE_URL", github()))).get();

        JENKINS.assertBuildStatusSuccess(build);
        JENKINS.assertLogContains("are not sent to " + forge.url(), build);
        assertThat(forge.requests(), is(empty()));
    }

    @Test
    public void commentsByItselfWhereTheConfigurationHasCredentials() throws Exception {
        ForgeSettings settings = new ForgeSettings("github", forge.url());
        settings.setCredentialsId("forge");
        CloudOpsConfiguration.get().setForges(List.of(settings));
        WorkflowJob job = plans("by-itself", "name: 'shop'");
        JENKINS.assertLogNotContains("comment", JENKINS.buildAndAssertSuccess(job));

        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("CHANGE_URL")));
        WorkflowRun build = job.scheduleBuild2(0, new ParametersAction(new StringParameterValue("CHANGE_URL", github()))).get();
        JENKINS.assertLogContains("Commented on shop/infra#12", JENKINS.assertBuildStatusSuccess(build));
        assertEquals(1, comments(forge));
    }

    @Test
    public void aFreestyleBuildCommentsItsPlans() throws Exception {
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(Jobs.writeStack(STACK));
        TerraformPlanBuilder plan = new TerraformPlanBuilder();
        plan.setStack("shop");
        job.getBuildersList().add(plan);
        PlanCommentPublisher comment = new PlanCommentPublisher();
        comment.setPullRequest(gitlab());
        comment.setCredentialsId("forge");
        comment.setRequired(true);
        job.getPublishersList().add(comment);
        JENKINS.configRoundtrip(job);

        JENKINS.assertLogContains("Commented on shop/infra!12", JENKINS.buildAndAssertSuccess(job));
        JENKINS.assertLogContains("Updated the comment on shop/infra!12", JENKINS.buildAndAssertSuccess(job));
        assertEquals(1, comments(forge));
    }

    @Test
    public void noSecretIsInACommentOrALogOrAFile() throws Exception {
        String steps = IntStream.range(0, 2).mapToObj(i -> "terraformPlan stack: 'shop', name: 'n" + i + "', secrets: [TF_VAR_password: 'forge'], "
                + "comment: 'always', credentialsId: 'forge', pullRequest: '" + (i == 0 ? github() : gitlab()) + "'\n").reduce("", String::concat);
        forge.fail("POST .*comments$", 422, Map.of(), "{\"message\":\"Bearer text-" + Vault.SECRET + " is bad\"}");
        WorkflowRun build = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "canary",
                "node {\n" + Jobs.writeStack("shop", STACK) + steps + "}"));

        JENKINS.assertLogContains("is bad", build);
        assertTrue("the forge was given the token", forge.secrets().stream().allMatch(sent -> sent.contains(Vault.SECRET)));
        assertThat(forge.texts(), not(empty()));
        assertThat(forge.texts(), everyItem(not(containsString(Vault.SECRET))));
        assertThat(forge.texts(), not(hasItem(containsString("c3dvcmRmaXNo"))));
        assertThat(Vault.leaks(build.getRootDir().toPath(), Jobs.workspace(JENKINS, "canary")), is(empty()));
    }
}
