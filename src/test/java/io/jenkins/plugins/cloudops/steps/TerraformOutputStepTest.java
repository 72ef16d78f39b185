package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.console.ConsoleLogFilter;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Reads outputs with the real Terraform. */
public class TerraformOutputStepTest {

    private static final String SECRET = "pa$$word \"of\" the shop";

    @Rule
    public LocalSite site = new LocalSite();

    @Before
    public void stack() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", """
                output "url" {
                  value = "https://shop.example.com"
                }
                output "ports" {
                  value = { web = [80, 443] }
                }
                output "db_password" {
                  value     = "pa$$word \\"of\\" the shop"
                  sensitive = true
                }
                """);
        site.terraform("shop", "apply", "-auto-approve");
    }

    @Test
    public void returnsWhatIsNotSensitive() throws Exception {
        TerraformOutputStep step = new TerraformOutputStep();
        step.setStack("shop");

        assertThat((Map<?, ?>) site.start(step).result())
                .isEqualTo(Map.of("url", "https://shop.example.com", "ports", Map.of("web", List.of(80, 443))));
        site.assertNowhere(SECRET);
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void aSecretIsThereInTheBlockAndMasked() throws Exception {
        LocalStep running = site.start(with(Map.of("DB_PASSWORD", "db_password", "PORTS", "ports")));
        Eventually.holds(() -> assertThat(running.context().block() != null && running.context().block().hasBegun()).isTrue());
        EnvVars environment = new EnvVars();
        EnvironmentExpander expander = running.context().block().get(EnvironmentExpander.class);
        expander.expand(environment);
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        OutputStream masked = running.context().block().get(ConsoleLogFilter.class).decorateLogger(site.build(), log);
        masked.write(("password: " + SECRET + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(environment).containsEntry("DB_PASSWORD", SECRET).containsEntry("PORTS", "{\"web\":[80,443]}");
        assertThat(expander.getSensitiveVariables()).containsExactlyInAnyOrder("DB_PASSWORD", "PORTS");
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("password: (sensitive)\n");
        assertThat(running.isOver()).isFalse();
        running.context().block().end("what the block returns");
        assertThat(running.result()).isEqualTo("what the block returns");
        assertThat(site.log().text()).doesNotContain(SECRET);
    }

    @Test
    public void anOutputThatIsNotThereIsNamed() throws Exception {
        Throwable failure = site.start(with(Map.of("DB_PASSWORD", "db_pasword"))).failure();

        assertThat(failure).hasMessageContaining("db_pasword").hasMessageContaining("db_password");
    }

    @Test
    public void nothingToBindIsRefused() {
        assertThatThrownBy(() -> site.start(with(Map.of()))).hasMessageStartingWith("secrets: nothing is asked for.");
        assertThatThrownBy(() -> site.start(with(Map.of("NO-NAME", "x")))).hasMessageStartingWith("secrets: 'NO-NAME' cannot be");
    }

    private WithTerraformOutputStep with(Map<String, String> secrets) {
        WithTerraformOutputStep step = new WithTerraformOutputStep();
        step.setStack("shop");
        step.setSecrets(secrets);
        return step;
    }
}
