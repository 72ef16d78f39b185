package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunSecretsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path stack;

    @Before
    public void aStack() throws IOException {
        stack = folder.newFolder("stack").toPath();
        Files.writeString(stack.resolve("main.tf"), """
                terraform {
                  backend "http" {
                    address  = "http://states"
                    username = "robot"
                    password = "in-the-block"
                  }
                }
                variable "open" {}
                variable "secret" {
                  sensitive = true
                  default   = "by-default"
                }
                """);
    }

    private String masked(PlanRequest.Builder request, Map<String, String> environment, String... texts) throws IOException {
        return RunSecrets.before(stack, request.build(), environment, List.of()).redact(String.join(" ", texts));
    }

    @Test
    public void knowsSensitiveVariablesThroughEveryDoor() throws IOException {
        Files.writeString(stack.resolve("prod.tfvars"), "secret = \"in-a-file\"\nopen = \"open-file\"\n");
        PlanRequest.Builder request = PlanRequest.builder().vars(Map.of("secret", "in-vars", "open", "open-vars"))
                .varFiles(List.of("prod.tfvars", "missing.tfvars")).environment(Map.of("TF_VAR_secret", "in-environment"));

        assertThat(masked(request, Map.of("TF_VAR_secret", "in-the-build"), "by-default", "in-a-file", "in-vars", "in-environment", "in-the-build"))
                .isEqualTo("(sensitive) (sensitive) (sensitive) (sensitive) (sensitive)");
        assertThat(masked(request, Map.of(), "open-file", "open-vars")).isEqualTo("open-file open-vars");
    }

    @Test
    public void knowsSettingsOfTheBackendByTheirNames() throws IOException {
        Files.writeString(stack.resolve("a.tfbackend"), "secret_key = \"in-a-file\"\nregion = \"eu-central-1\"\n");
        PlanRequest.Builder request = PlanRequest.builder().backendConfig(Map.of("token", "in-config",
                "conn_str", "postgres://me:p%40ss-word@db/states", "endpoints", Map.of("sas_token", "in-a-map")), List.of("a.tfbackend"));

        assertThat(masked(request, Map.of(), "in-the-block", "in-a-file", "in-config", "in-a-map", "p%40ss-word", "p@ss-word"))
                .isEqualTo("(sensitive) (sensitive) (sensitive) (sensitive) (sensitive) (sensitive)");
        assertThat(masked(request, Map.of(), "robot", "eu-central-1", "http://states", "postgres://me:"))
                .isEqualTo("robot eu-central-1 http://states postgres://me:");
    }

    @Test
    public void knowsVariablesOfTheEnvironmentByTheirNamesButNoPaths() throws IOException {
        Map<String, String> environment = Map.of("NPM_TOKEN", "tok-1234", "PWD", "/home/me", "GIT_AUTHOR_NAME", "somebody",
                "TOKEN_FILE", stack.resolve("main.tf").toString());

        assertThat(masked(PlanRequest.builder(), environment, "tok-1234", "/home/me", "somebody", stack + "/main.tf"))
                .isEqualTo("(sensitive) /home/me somebody " + stack + "/main.tf");
    }

    @Test
    public void whatTheRunOfASavedPlanKnewIsKnownToo() throws IOException {
        SensitiveValues planned = new SensitiveValues();
        planned.add("when-planned");
        RunSecrets.keep(stack, planned);
        Files.move(stack.resolve(RunSecrets.FILE), stack.resolve(RunSecrets.PLANNED));
        SensitiveValues now = new SensitiveValues();
        now.add("known-now");
        RunSecrets.keep(stack, now);

        assertThat(RunSecrets.in(stack).redact("when-planned known-now")).isEqualTo("(sensitive) (sensitive)");
        assertThat(RunSecrets.in(folder.getRoot().toPath()).isEmpty()).isTrue();
    }
}
