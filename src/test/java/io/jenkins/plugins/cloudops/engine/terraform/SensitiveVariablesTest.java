package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.process.Tools;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SensitiveVariablesTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final SensitiveValues values = new SensitiveValues();

    @Test
    public void findsWhichVariablesAreDeclaredSensitive() throws IOException {
        write("main.tf", """
                # variable "commented" { sensitive = true }
                variable "a" {
                  type = object({ x = string })
                  validation { # sensitive = true
                    condition     = var.a != "}"
                    error_message = "variable \\"b\\" { sensitive = true } ${"{"} "
                  }
                  sensitive = true
                  default   = "hidden-default"
                }
                variable "shown" {
                  default     = "shown-default"
                  description = <<-EOT
                    sensitive = true
                  EOT
                  sensitive   = false
                }
                variable "one" { sensitive = true }
                variable "passing" { ephemeral = true }
                locals { variable = { x = { sensitive = true } } }
                """);
        write("more.tf.json", "{\"variable\":{\"j\":{\"sensitive\":true,\"default\":\"hidden-j\"},\"k\":[{\"type\":\"string\"}]}}");

        assertThat(read().names()).containsExactly("a", "j", "one", "passing");
        assertThat(values.redact("hidden-default shown-default hidden-j")).isEqualTo("(sensitive) shown-default (sensitive)");
    }

    @Test
    public void collectsTheirValuesFromEveryPlaceThatHasSome() throws IOException {
        write("main.tf", "variable \"a\" {\n  sensitive = true\n}\nvariable \"b\" {}\n");
        write("terraform.tfvars", """
                b = "open-1"
                a = { "open-key" = "hidden-1 \\"q\\" \\u00e9", list = ["hidden-2", 12345678, <<EOT
                hidden-3
                second line of it
                EOT
                ] }
                """);
        write("x.auto.tfvars.json", "{\"a\":[{\"p\":\"hidden-4\"}],\"b\":\"open-2\"}");
        write("other.tfvars", "a = \"hidden-5\"");
        SensitiveVariables variables = read();
        assertThat(values.redact("hidden-5")).isEqualTo("hidden-5");

        variables.file(folder.getRoot().toPath().resolve("other.tfvars"));
        variables.values(Map.of("a", List.of("hidden-6", Map.of("k", 87654321)), "b", "open-3"));
        variables.environment(Map.of("TF_VAR_a", "[\"hidden-7\"]", "TF_VAR_b", "open-4"));

        for (String hidden : List.of("hidden-1 \"q\" é", "hidden-2", "12345678", "second line of it", "hidden-4", "hidden-5",
                "hidden-6", "87654321", "hidden-7")) {
            assertThat(values.redact("<" + hidden + ">")).isEqualTo("<(sensitive)>");
        }
        String open = "open-1 open-2 open-3 open-4 open-key";
        assertThat(values.redact(open)).isSameAs(open);
    }

    @Test
    public void readsWhatNoCliWouldWithoutComplaint() throws IOException {
        write("main.tf", "variable \"a\" { sensitive = true\n\"${ { <<EOT\nvariable");
        write("broken.tf.json", "{\"variable\":");
        write("terraform.tfvars", "a = [\"hidden-1\", {{ \"");

        assertThat(read().names()).containsExactly("a");
    }

    @Test
    public void masksWhatTerraformRepeatsBeforeThereIsAPlan() throws Exception {
        Path terraform = Tools.require("terraform");
        String secret = "S3cr\"et-of <validation> that has so many words that a line of it will not be enough for all";
        write("main.tf", """
                variable "password" {
                  sensitive = true
                  validation {
                    condition     = length(var.password) < 5
                    error_message = "Too long is ${nonsensitive(var.password)}."
                  }
                }
                """);
        SensitiveVariables variables = read();
        variables.environment(Map.of("TF_VAR_password", secret));
        for (List<String> options : List.of(List.of("-no-color"), List.of("-no-color", "-json"))) {
            String output = plan(terraform, secret, options);

            assertThat(output.replaceAll("\\s+", " ")).contains("of");
            assertThat(values.redact(output)).contains("Too long is (sensitive).").doesNotContain("S3cr").doesNotContain("words");
        }
    }

    private String plan(Path terraform, String secret, List<String> options) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(terraform.toString(), "plan"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.getRoot()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TF_"));
        builder.environment().put("TF_VAR_password", secret);
        builder.environment().put("TF_IN_AUTOMATION", "1");
        Path log = folder.getRoot().toPath().resolve("log");
        Process process = builder.redirectOutput(log.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    private SensitiveVariables read() throws IOException {
        return SensitiveVariables.of(folder.getRoot().toPath(), values);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }
}
