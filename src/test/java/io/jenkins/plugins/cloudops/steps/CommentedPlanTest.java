package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.forge.FakeForge;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A plan is commented before its step ends, whatever the forge, the controller and the user do meanwhile. */
public class CommentedPlanTest {

    private static final String TOKEN = "swordfish-4711-token";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private final TerraformPlanStep step = new TerraformPlanStep();
    private FakeForge forge;

    @Before
    public void aStackAndAForge() throws Exception {
        site.fakeTerraform();
        site.write("shop/main.tf", "# nothing");
        step.setStack("shop");
        forge = new FakeForge();
        forge.users.put(TOKEN, "jenkins-bot");
        credentials.addText("forge", TOKEN);
        step.setComment("always");
        step.setPullRequest(forge.url() + "/shop/infra/pull/12");
        step.setCredentialsId("forge");
    }

    @After
    public void close() {
        forge.close();
    }

    @Test
    public void theCommentIsThereWhenTheStepEnds() throws Exception {
        assertThat(site.start(step).result()).isInstanceOf(Map.class);

        assertThat(forge.notes()).hasSize(1);
        assertThat(site.log().text()).contains("Commented on shop/infra#12: " + forge.url()).doesNotContain(TOKEN);
        assertThat(forge.statuses()).containsOnlyKeys("cloudops/plan");
        site.assertNowhere(TOKEN);
    }

    @Test
    public void aForgeThatRefusesDoesNotFailThePlan() throws Exception {
        forge.users.clear();

        assertThat(site.start(step).result()).isInstanceOf(Map.class);

        assertThat(site.log().text()).contains("The plan was not commented.", "(401)").doesNotContain(TOKEN);
    }

    @Test
    public void unlessItIsRequired() throws Exception {
        forge.users.clear();
        step.setRequired(true);

        assertThat(site.start(step).failure()).isInstanceOf(CloudOpsException.class).hasMessageContaining("The comment is required");
    }

    @Test
    public void aWrongAddressIsSaidInOneSentence() throws Exception {
        step.setPullRequest("12");
        assertThat(site.start(step).result()).isInstanceOf(Map.class);

        assertThat(site.log().text()).contains("The plan was not commented. pullRequest: '12' is no address of a pull request.");
        assertThat(forge.requests()).isEmpty();
    }

    @Test
    public void somethingAutomaticIsSilentWithoutAPullRequest() throws Exception {
        step.setComment("auto");
        step.setPullRequest("");
        step.setCredentialsId("");
        step.setRequired(true);

        assertThat(site.start(step).result()).isInstanceOf(Map.class);
        assertThat(site.log().text()).doesNotContain("comment");
    }

    @Test
    public void anAbortDoesNotWaitForTheForge() throws Exception {
        forge.delay("POST .*comments", 120_000);
        LocalStep running = site.start(step);
        Eventually.holds(() -> assertThat(forge.requests()).anyMatch(request -> request.startsWith("POST")));

        long before = System.nanoTime();
        running.execution().stop(new InterruptedException("somebody clicked"));
        assertThat(running.failure()).hasMessage("somebody clicked");
        assertThat((System.nanoTime() - before) / 1_000_000_000).isLessThan(60);
    }

    @Test
    public void aRestartInTheMiddleMakesNoSecondComment() throws Exception {
        forge.delay("POST .*comments", 1_000);
        LocalStep running = site.start(step);
        Eventually.holds(() -> assertThat(forge.requests()).anyMatch(request -> request.startsWith("POST")));
        LocalStep resumed = site.restart(running);

        assertThat(resumed.result()).isInstanceOf(Map.class);
        assertThat(forge.notes()).hasSize(1);
    }

    @Test
    public void severalPlansAreOneComment() throws Exception {
        step.setComment("never");
        step.setPullRequest("");
        step.setCredentialsId("");
        step.setName("one");
        Object one = site.start(step).result();
        step.setName("two");
        site.start("two", step).result();

        PlanCommentStep comment = new PlanCommentStep();
        comment.setPlans(List.of(one, "two", one));
        comment.setPullRequest(forge.url() + "/shop/infra/-/merge_requests/12");
        comment.setCredentialsId("forge");
        Map<?, ?> result = (Map<?, ?>) site.start("comment", comment).result();

        assertThat(result.get("outcome")).isEqualTo("created");
        assertThat(forge.texts()).singleElement().asString().contains("stack= workspace= ");
    }

    @Test
    public void aPlanThatThereIsNotIsNamed() throws Exception {
        PlanCommentStep comment = new PlanCommentStep();
        comment.setPlans("nowhere");
        assertThat(site.start("comment", comment).failure()).hasMessageContaining("'nowhere'");

        comment.setPlans(Map.of("outcome", "applied"));
        assertThat(catchThrowable(() -> site.start("again", comment)))
                .hasMessageContaining("no result of terraformPlan");
    }

    @Test
    public void credentialsAreNotSentWhereTheConfigurationDoesNotLetThem() throws Exception {
        CloudOpsConfiguration.get().setForges(null);
        step.setPullRequest("http://forge.example.com/shop/infra/pull/12");
        site.start(step).result();

        assertThat(site.log().text()).contains("pullRequest: http://forge.example.com is not encrypted");
    }
}
