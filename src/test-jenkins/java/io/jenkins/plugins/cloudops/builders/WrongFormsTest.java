package io.jenkins.plugins.cloudops.builders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.cloudops.incident.FlagdFile;
import io.jenkins.plugins.cloudops.incident.OfrepCheck;
import io.jenkins.plugins.cloudops.sync.AwsSecretsManagerSource;
import io.jenkins.plugins.cloudops.sync.JsonFileTarget;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is wrong in the form of a job. */
public class WrongFormsTest {

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private static OfrepCheck verify() {
        OfrepCheck verify = new OfrepCheck("http://flagd:8016");
        verify.setContext(Map.of("user.mail", "a@example.com"));
        return verify;
    }

    /** A sentence, and not the page with which Jenkins answers for an exception. */
    private void assertRefused(Builder builder, String area, String line) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(builder);
        job.save();
        String before = job.getConfigFile().asString();
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlForm form = client.getPage(job, "configure").getFormByName("config");
            form.getTextAreasByName(area).forEach(text -> text.setText(line));
            String page = ((HtmlPage) jenkins.submit(form)).asNormalizedText();
            assertThat(page, containsString(line));
            assertThat(page, not(containsString("Oops")));
        }
        assertEquals(before, job.getConfigFile().asString());
    }

    @Test
    public void sayWhatCannotBeReadAndLoseNothing() throws Exception {
        assertRefused(new TerraformPlanBuilder(), "_.vars", "release 1.0");

        AwsSecretsManagerSource source = new AwsSecretsManagerSource();
        source.setNames(List.of("shop/postgres"));
        source.setTags(Map.of("team", "shop"));
        SyncSecretsBuilder sync = new SyncSecretsBuilder();
        sync.setFrom(source);
        sync.setTo(List.of(new JsonFileTarget("a.json")));
        assertRefused(sync, "_.tags", "team:shop");

        TriggerIncidentBuilder incident = new TriggerIncidentBuilder();
        incident.setTarget(new FlagdFile("flags.json"));
        incident.setVerify(verify());
        assertRefused(incident, "_.context", "user mail");
    }
}
