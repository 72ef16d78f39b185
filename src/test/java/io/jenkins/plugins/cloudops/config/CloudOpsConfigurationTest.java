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
    }

    @Test
    public void whatIsSetComesBackAfterARestart() {
        CloudOpsConfiguration.get().setGrace(" 90s ");
        CloudOpsConfiguration.get().setAgentTimeout("1h30m");
        site.kill();
        site.boot(true);

        assertThat(CloudOpsConfiguration.get().getGrace()).isEqualTo("90s");
        assertThat(CloudOpsConfiguration.get().grace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(CloudOpsConfiguration.get().agentTimeout()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    public void whatIsEmptyIsTheDefault() {
        CloudOpsConfiguration.get().setGrace("1h");
        CloudOpsConfiguration.get().setGrace("  ");
        CloudOpsConfiguration.get().setAgentTimeout(null);

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
    }

    @Test
    public void theFormSaysWhatIsWrong() {
        assertThat(CloudOpsConfiguration.get().doCheckGrace("soon").getMessage())
                .contains("soon", "is no duration.");
        assertThat(CloudOpsConfiguration.get().doCheckGrace("2h").getMessage()).isNull();
        assertThat(CloudOpsConfiguration.get().doCheckAgentTimeout("").getMessage()).isNull();
    }
}
