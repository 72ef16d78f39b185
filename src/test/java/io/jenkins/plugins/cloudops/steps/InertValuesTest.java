package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Whatever characters a value has, it stays a value. */
public class InertValuesTest {

    private static final String NASTY = "a 'b' \"c\" $(touch x) `touch x` ${HOME} ; touch x & \\ # %s * é";

    @Rule
    public final LocalSite site = new LocalSite();

    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void aStack() {
        Tools.require("terraform");
        site.write("shop/main.tf", "variable \"a\" { default = \"\" }", "variable \"b\" { default = null }",
                "output \"a\" { value = var.a }", "output \"b\" { value = var.b }");
        step.setStack("shop");
    }

    @After
    public void nothingWasRun() throws Exception {
        try (Stream<Path> files = Files.walk(site.workspace().getParent())) {
            assertThat(files.filter(file -> file.getFileName().toString().equals("x"))).isEmpty();
        }
    }

    private String console() throws Exception {
        site.start(step).result();
        return site.log().text();
    }

    private String planned(String output) throws Exception {
        site.start(step).result();
        return site.log().lines().stream().filter(line -> line.startsWith("  + " + output + " = ")).findFirst().orElseThrow();
    }

    @Test
    public void inAVariable() throws Exception {
        step.setVars(Map.of("a", NASTY));

        assertThat(planned("a")).isEqualTo("  + a = \"" + NASTY.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    @Test
    public void inAVariableWithLines() throws Exception {
        step.setVars(Map.of("a", "one\ntouch x\n"));

        assertThat(planned("a")).isEqualTo("  + a = (2 lines) \"one\"");
    }

    @Test
    public void inADeepVariable() throws Exception {
        step.setVars(Map.of("b", Map.of("list", List.of(NASTY, 1, true))));

        assertThat(console()).contains("touch x");
    }

    @Test
    public void inAVariableThatLooksLikeATemplate() throws Exception {
        step.setVars(Map.of("a", "${file(\"/etc/passwd\")} %{ if true }x%{ endif }"));

        assertThat(console()).doesNotContain("root:").contains("%{ if true }");
    }

    @Test
    public void inTheEnvironment() throws Exception {
        step.setEnvironment(Map.of("TF_VAR_a", NASTY + "\ntouch x"));

        assertThat(console()).contains("touch x");
    }

    @Test
    public void inTheName() throws Exception {
        step.setName(NASTY);

        assertThat(console()).contains("\nPlanning " + NASTY + " (shop)");
    }

    @Test
    public void inThePathOfTheStack() throws Exception {
        String path = "st'a\"ck $(touch x) `touch x`; touch x";
        Files.move(site.workspace().resolve("shop"), site.workspace().resolve(path));
        step.setStack(path);

        assertThat(console()).contains("\nPlanning " + path + "\n");
    }

    @Test
    public void inThePathOfAVariableFile() throws Exception {
        String path = "a 'b' $(touch x).tfvars";
        site.write("shop/" + path, "a = \"from the file\"");
        step.setVarFiles(List.of(path));

        assertThat(planned("a")).isEqualTo("  + a = \"from the file\"");
    }

    @Test
    public void inATarget() throws Exception {
        site.write("shop/more.tf", "resource \"terraform_data\" \"each\" {", "  for_each = toset([\"a 'b' $(touch x)\"])", "}");
        step.setTargets(List.of("terraform_data.each[\"a 'b' $(touch x)\"]"));

        assertThat(console()).contains("  + terraform_data.each[\"a 'b' $(touch x)\"]  (create)");
    }

    @Test
    public void inBackendSettings() throws Exception {
        site.write("shop/backend.tf", "terraform {", "  backend \"local\" {}", "}");
        step.setBackendConfig(Map.of("path", "state 'of' $(touch x).tfstate"));

        assertThat(console()).contains("backend local");
    }
}
