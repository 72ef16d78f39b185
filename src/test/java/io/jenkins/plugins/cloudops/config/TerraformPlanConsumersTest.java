package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Job;
import hudson.model.LocalBuild.LocalProject;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;

public class TerraformPlanConsumersTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void jobsOfOneFolderMayApplyEachOthersPlans() {
        allowed(job("team/plan"), job("team/apply"));
        allowed(job("team/plan"), job("team/plan"));
        allowed(job("plan"), job("apply"));
    }

    @Test
    public void anyOtherJobMayNotUnlessItIsNamed() {
        for (String consumer : List.of("apply", "team/deep/apply", "teams/apply", "other/apply")) {
            refused(job("team/plan"), job(consumer));
        }
        LocalProject source = job("team/plan");
        source.addProperty(new TerraformPlanConsumers("other/apply,\n /apply "));
        allowed(source, job("other/apply"));
        allowed(source, job("apply"));
        for (String consumer : List.of("other/apply2", "other/deep/apply", "apply2", "APPLY", "other")) {
            refused(source, job(consumer));
        }
        refused(job("other/apply"), source);
    }

    @Test
    public void aStarStandsForTheJobsThatAreDirectlyInAFolder() {
        LocalProject source = job("team/plan");
        source.addProperty(new TerraformPlanConsumers("other/*"));

        allowed(source, job("other/apply"));
        allowed(source, job("other/deploy"));
        for (String consumer : List.of("other", "other/deep/apply", "others/apply", "apply")) {
            refused(source, job(consumer));
        }
        for (String tooMuch : List.of("*", "/*", "**", "", " ,\n,", "other/a*", "*/apply")) {
            source.addProperty(new TerraformPlanConsumers(tooMuch));
            refused(source, job("other/apply"));
            refused(source, job("apply"));
        }
    }

    @Test
    public void theFormSaysWhatIsWrong() {
        TerraformPlanConsumers.DescriptorImpl descriptor = new TerraformPlanConsumers.DescriptorImpl();
        for (String right : List.of("a", "a/b", "a/*", "/a/b , c d", "a\nb\r\nc")) {
            assertThat(descriptor.doCheckJobs(null, right).getMessage()).as(right).isNull();
        }
        for (String wrong : List.of("*", "a*", "a/**", "a//b", "a/", "a?")) {
            assertThat(descriptor.doCheckJobs(job("x"), wrong).getMessage()).as(wrong).contains("cannot be the name of a job. Write full names");
        }
        assertThat(descriptor.doCheckJobs(null, " , ").getMessage()).startsWith("jobs: no job is named");
    }

    @Test
    public void itComesBackAsItWasSaved() {
        String xml = Jenkins.XSTREAM2.toXML(new TerraformPlanConsumers(" a, b/* "));

        assertThat(((TerraformPlanConsumers) Jenkins.XSTREAM2.fromXML(xml)).getJobs()).isEqualTo("a, b/*");
        assertThat(new TerraformPlanConsumers(null).getJobs()).isEmpty();
    }

    private static LocalProject job(String fullName) {
        return new LocalProject(fullName);
    }

    private static void allowed(Job<?, ?> source, Job<?, ?> consumer) {
        assertThatCode(() -> PlanAccess.check(source, consumer)).as(consumer.getFullName()).doesNotThrowAnyException();
    }

    private static void refused(Job<?, ?> source, Job<?, ?> consumer) {
        assertThatThrownBy(() -> PlanAccess.check(source, consumer)).as(consumer.getFullName()).isInstanceOf(BadSetting.class)
                .hasMessage(consumer.getFullName() + " may not apply plans of " + source.getFullName() + ", which is in another folder and does not name it."
                        + " Add terraformPlanConsumers('" + consumer.getFullName() + "') to the options of " + source.getFullName()
                        + ", or the same in its configuration.");
    }
}
