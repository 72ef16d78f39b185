package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Rule;
import org.junit.Test;

public class CloudOpsConfigurationTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void everythingHasADefault() {
        assertThat(CloudOpsConfiguration.get().getGrace()).isEqualTo("2h");
        assertThat(CloudOpsConfiguration.get().grace()).isEqualTo(Duration.ofHours(2));
        assertThat(CloudOpsConfiguration.get().getAgentTimeout()).isEqualTo("30m");
        assertThat(CloudOpsConfiguration.get().agentTimeout()).isEqualTo(Duration.ofMinutes(30));
        assertThat(CloudOpsConfiguration.get().getPlanRetentionDays()).isEqualTo(30);
        assertThat(CloudOpsConfiguration.get().getPlansPerJob()).isZero();
    }

    @Test
    public void whatIsSetComesBackAfterARestart() {
        CloudOpsConfiguration.get().setGrace(" 90s ");
        CloudOpsConfiguration.get().setAgentTimeout("1h30m");
        CloudOpsConfiguration.get().setPlanRetentionDays(0);
        CloudOpsConfiguration.get().setPlansPerJob(5);
        site.kill();
        site.boot(true);

        assertThat(CloudOpsConfiguration.get().getPlanRetentionDays()).isZero();
        assertThat(CloudOpsConfiguration.get().getPlansPerJob()).isEqualTo(5);
        assertThat(CloudOpsConfiguration.get().getGrace()).isEqualTo("90s");
        assertThat(CloudOpsConfiguration.get().grace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(CloudOpsConfiguration.get().agentTimeout()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    public void whatIsEmptyIsTheDefault() {
        CloudOpsConfiguration.get().setGrace("1h");
        CloudOpsConfiguration.get().setGrace("  ");
        CloudOpsConfiguration.get().setAgentTimeout(null);
        CloudOpsConfiguration.get().setPlanRetentionDays(7);
        CloudOpsConfiguration.get().setPlanRetentionDays(null);
        CloudOpsConfiguration.get().setPlansPerJob(null);

        assertThat(CloudOpsConfiguration.get().planRetentionDays()).isEqualTo(30);
        assertThat(CloudOpsConfiguration.get().plansPerJob()).isZero();
        assertThat(CloudOpsConfiguration.get().getGrace()).isEqualTo("2h");
        assertThat(CloudOpsConfiguration.get().agentTimeout()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    public void whatCannotBeReadIsTheDefaultSinceAStopMustNotFail() {
        CloudOpsConfiguration.get().setGrace("soon");

        assertThat(CloudOpsConfiguration.get().getGrace()).isEqualTo("soon");
        assertThat(CloudOpsConfiguration.get().grace()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    public void whatAnEarlierVersionSavedIsRead() throws IOException {
        site.kill();
        Path file = site.home().resolve(CloudOpsConfiguration.class.getName() + ".xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<?xml version='1.1' encoding='UTF-8'?>\n<io.jenkins.plugins.cloudops.config.CloudOpsConfiguration>\n"
                + "  <grace>3h</grace>\n  <agentTimeout>5m</agentTimeout>\n</io.jenkins.plugins.cloudops.config.CloudOpsConfiguration>\n");
        site.boot(true);

        assertThat(CloudOpsConfiguration.get().getGrace()).isEqualTo("3h");
        assertThat(CloudOpsConfiguration.get().getAgentTimeout()).isEqualTo("5m");
        assertThat(CloudOpsConfiguration.get().planRetentionDays()).isEqualTo(30);
    }

    @Test
    public void theLogHasTheValuesOfPlansUnlessSomebodySaysNo() {
        assertThat(CloudOpsConfiguration.get().isPlanValuesInLog()).isTrue();

        CloudOpsConfiguration.get().setPlanValuesInLog(false);
        site.kill();
        site.boot(true);

        assertThat(CloudOpsConfiguration.get().isPlanValuesInLog()).isFalse();
    }

    @Test
    public void theFormSaysWhatIsWrong() {
        assertThat(CloudOpsConfiguration.get().doCheckGrace("soon").getMessage())
                .contains("soon", "is no duration.");
        assertThat(CloudOpsConfiguration.get().doCheckGrace("2h").getMessage()).isNull();
        assertThat(CloudOpsConfiguration.get().doCheckAgentTimeout("").getMessage()).isNull();
    }

    @Test
    public void aNumberThatIsOutOfRangeDropsNoPlan() {
        CloudOpsConfiguration.get().setPlanRetentionDays(-1);
        CloudOpsConfiguration.get().setPlansPerJob(-1);

        assertThat(CloudOpsConfiguration.get().planRetentionDays()).isEqualTo(30);
        assertThat(CloudOpsConfiguration.get().plansPerJob()).isZero();
        for (String wrong : new String[] {"-1", "100001", "1.5", "soon", "99999999999"}) {
            assertThat(CloudOpsConfiguration.get().doCheckPlanRetentionDays(wrong).getMessage()).as(wrong)
                    .isEqualTo("planRetentionDays: &#039;" + wrong + "&#039; is out of range. Give a whole number from 0 to 100000.");
        }
        assertThat(CloudOpsConfiguration.get().doCheckPlansPerJob("many").getMessage()).startsWith("plansPerJob: ");
        for (String right : new String[] {"0", "30", " 7 ", "", "100000"}) {
            assertThat(CloudOpsConfiguration.get().doCheckPlanRetentionDays(right).getMessage()).as(right).isNull();
            assertThat(CloudOpsConfiguration.get().doCheckPlansPerJob(right).getMessage()).as(right).isNull();
        }
    }
}
