package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.process.Tools;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Test;

public class CliVersionTest {

    @Test
    public void terraformAndOpenTofuCallItTheSame() {
        assertThat(CliVersion.read("""
                {
                  "terraform_version": "1.11.4",
                  "platform": "linux_amd64",
                  "provider_selections": {"registry.terraform.io/hashicorp/aws": "5.0.0", "terraform_version": "9"},
                  "terraform_outdated": true
                }
                """)).isEqualTo("1.11.4");
        assertThat(CliVersion.read("{\"platform\":\"x\",\"provider_selections\":{\"terraform_version\":\"9\"},"
                + "\"terraform_version\":\"1.9.0-beta1\"}")).isEqualTo("1.9.0-beta1");
    }

    @Test
    public void whatIsNoVersionIsNone() {
        for (String text : List.of("", "{}", "[]", "null", "Terraform v0.12.31", "{\"terraform_version\":12}", "{\"terraform_version\":",
                "{\"a\":{\"terraform_version\":\"1\"}}")) {
            assertThat(CliVersion.read(text)).as(text).isEmpty();
        }
    }

    @Test
    public void whatAWrapperSaysFirstDoesNotMatter() {
        assertThat(CliVersion.read("using 1.11.4\n{\"terraform_version\": \"1.11.4\"}")).isEqualTo("1.11.4");
    }

    @Test
    public void theRealCliTellsItsVersion() throws Exception {
        Process process = new ProcessBuilder(Tools.require("terraform").toString(), "version", "-json")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(CliVersion.read(json)).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
