package io.jenkins.plugins.cloudops.page.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The line before a state on the page of a job, as those see it who may not read every job. */
public class StatesInUseTest {

    private static final String KEY = "0123456789abcdef".repeat(4);

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private FreeStyleBuild inLine(int place, String job) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject(job));
        Turns.get().enter(Turn.of("%016x".formatted(place), KEY, "s3 states/shop", build.getExternalizableId(), "apply of " + job));
        return build;
    }

    @Test
    public void onlyBuildsThatOneMayReadAreNamed() throws Exception {
        FreeStyleBuild veiled = inLine(1, "veiled");
        FreeStyleBuild gone = inLine(2, "gone");
        FreeStyleBuild shown = inLine(3, "shown");
        gone.getParent().delete();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ).everywhere().to("reader")
                .grant(Item.READ).onItems(shown.getParent()).to("reader")
                .grant(Item.DISCOVER).onItems(veiled.getParent()).to("reader"));

        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.login("reader");
            String page = client.goTo("job/shown/").asNormalizedText().replaceAll("[ \t]+", " ");
            assertThat(page, containsString("s3 states/shop"));
            assertThat(page, containsString("At work a build of another job"));
            assertThat(page, containsString("Waits, number 1 a build that was deleted"));
            assertThat(page, containsString("Waits, number 2 shown #1 apply of shown"));
            assertThat(page, not(containsString("veiled")));
            assertThat(page, not(containsString("apply of gone")));
        }
    }
}
