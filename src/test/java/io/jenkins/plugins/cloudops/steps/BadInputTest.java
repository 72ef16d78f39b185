package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hudson.AbortException;
import hudson.ExtensionList;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Each is one sentence or two: what is wrong, which value was seen, what to do. */
public class BadInputTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final TerraformPlanStep step = new TerraformPlanStep();

    @Before
    public void aStack() {
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {}");
        step.setStack("shop");
    }

    @After
    public void nothingIsLeft() throws IOException {
        assertThat(site.leftovers()).isEmpty();
        assertThat(site.home().resolve("cloudops-pipeline/runs")).satisfiesAnyOf(
                runs -> assertThat(runs).doesNotExist(), runs -> assertThat(runs).isEmptyDirectory());
        assertThat(site.workspace().resolve("x")).doesNotExist();
        assertThat(site.workspace().resolve("shop/x")).doesNotExist();
    }

    private void assertRefused(String sentence) throws Exception {
        assertThat(refusal()).isInstanceOf(AbortException.class).hasMessage(sentence);
    }

    private Throwable refusal() throws Exception {
        try {
            return site.start(step).failure();
        } catch (AbortException atOnce) {
            return atOnce;
        } finally {
            site.build().end();
        }
    }

    @Test
    public void refusesALockTimeoutThatIsNoDuration() throws Exception {
        step.setLockTimeout("soon");

        assertRefused("lockTimeout: 'soon' is no duration. Write numbers with units, such as '90s', '10m' or '1h30m'.");
    }

    @Test
    public void refusesATerraformWorkspaceWithACommandInIt() throws Exception {
        step.setWorkspace("a/b; touch x");

        assertRefused("workspace: 'a/b; touch x' cannot be the name of a Terraform workspace. "
                + "Use letters, digits, '-', '_', '.' and '~', beginning with a letter or digit, at most 90.");
    }

    @Test
    public void refusesAStackOutsideOfTheWorkspace() throws Exception {
        Files.writeString(site.outside().resolve("main.tf"), "");
        step.setStack("../outside");

        assertRefused("stack: '../outside' is " + site.outside() + ", which is outside of the agent workspace "
                + site.workspace() + ". Check it out below the workspace.");
    }

    @Test
    public void refusesAStackThatALinkTakesOutside() throws Exception {
        Files.writeString(site.outside().resolve("main.tf"), "");
        Files.createSymbolicLink(site.workspace().resolve("link"), site.outside());
        step.setStack("link");

        assertRefused("stack: 'link' is " + site.outside() + ", which is outside of the agent workspace "
                + site.workspace() + ". Check it out below the workspace.");
    }

    @Test
    public void refusesAMissingDirectory() throws Exception {
        step.setStack("shpo");

        assertRefused("stack: there is no directory 'shpo' in " + site.workspace()
                + ". Check the path, and that the sources were checked out before this step.");
    }

    @Test
    public void refusesADirectoryWithoutConfiguration() throws Exception {
        site.write("empty/README.md", "nothing here");
        step.setStack("empty");

        assertRefused("stack: 'empty' has no configuration in it (no *.tf, *.tf.json or *.tofu file). "
                + "Name the directory of the root module.");
    }

    @Test
    public void refusesAFileAsStack() throws Exception {
        step.setStack("shop/main.tf");

        assertRefused("stack: 'shop/main.tf' is a file. Name the directory that it is in.");
    }

    @Test
    public void refusesAnUnreadableVariableFile() throws Exception {
        Path file = site.write("shop/secret.tfvars", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        step.setVarFiles(List.of("secret.tfvars"));
        if (Files.isReadable(file)) {
            Tools.require("terraform");
            assertThat(site.start(step).result()).as("root may read everything").isNotNull();
            site.build().end();
            return;
        }

        assertRefused("varFiles: 'secret.tfvars' cannot be read by the agent (" + file + "). Check its permissions.");
    }

    @Test
    public void refusesADirectoryAsVariableFile() throws Exception {
        Path directory = Files.createDirectory(site.workspace().resolve("shop/env"));
        step.setVarFiles(List.of("env"));

        assertRefused("varFiles: there is no file 'env' (looked for " + directory + "). Paths are relative to the stack.");
    }

    @Test
    public void refusesAVariableFileThatLooksLikeAnOption() throws Exception {
        step.setVarFiles(List.of("-state=x"));

        assertRefused("varFiles: '-state=x' begins with '-' like an option. If that is the file's name, write './-state=x'.");
    }

    @Test
    public void readsAVariableFileThatLooksLikeAnOptionWithItsDirectory() throws Exception {
        Tools.require("terraform");
        site.write("shop/variables.tf", "variable \"a\" {}");
        site.write("shop/-state=x", "a = 1");
        step.setVarFiles(List.of("./-state=x"));

        assertThat(site.start(step).result()).isNotNull();
        site.build().end();
    }

    @Test
    public void refusesAnUnknownTool() throws Exception {
        step.setTool("terrafrom");

        assertRefused("tool: 'terrafrom' is neither a configured installation nor an executable that was found on the agent. "
                + "Check the name, or the path and its permissions.");
    }

    @Test
    public void refusesAToolThatCannotBeExecuted() throws Exception {
        site.write("tool", "#!/bin/sh");
        step.setTool("./tool");

        assertRefused("tool: './tool' is neither a configured installation nor an executable that was found on the agent. "
                + "Check the name, or the path and its permissions.");
    }

    @Test
    public void refusesAConfiguredToolThatIsNotOnTheAgent() throws Exception {
        ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class)
                .setInstallations(new TerraformInstallation("old", "/nowhere", List.of()));

        assertRefused("tool: 'old' is neither a configured installation nor an executable that was found on the agent. "
                + "Check the name, or the path and its permissions.");
    }

    @Test
    public void refusesTheRemoteBackend() throws Exception {
        site.write("shop/backend.tf", "terraform {", "  backend \"remote\" {}", "}");

        assertRefused("stack: 'shop' keeps its state with the backend \"remote\", which is not supported yet. "
                + "Use another backend, or run the CLI with sh.");
    }

    @Test
    public void refusesACloudBlock() throws Exception {
        site.write("shop/cloud.tf", "terraform {", "  cloud {", "    organization = \"us\"", "  }", "}");

        assertRefused("stack: 'shop' keeps its state with a cloud block, which is not supported yet. "
                + "Use another backend, or run the CLI with sh.");
    }

    @Test
    public void refusesAVariableOfAnotherType() throws Exception {
        step.setVars(Map.of("when", new Date(0)));

        assertRefused("vars: when is a java.util.Date. Give a string, a number, a boolean, or a list or map of these.");
    }

    @Test
    public void repeatsWhatTerraformSaysOfInvalidConfiguration() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {");

        assertRefused("The command init of shop failed: Unclosed configuration block: "
                + "There is no closing brace for this block before the end of the file. This may be caused by "
                + "incorrect brace nesting elsewhere in this file. (main.tf line 1)");
    }

    @Test
    public void repeatsWhatTerraformSaysOfAFailingPlan() throws Exception {
        Tools.require("terraform");
        site.write("shop/main.tf", "resource \"terraform_data\" \"web\" {", "  input = var.nowhere", "}");

        assertRefused("The command plan of shop failed: Reference to undeclared input variable: "
                + "An input variable with the name \"nowhere\" has not been declared. "
                + "This variable can be declared with a variable \"nowhere\" {} block. (main.tf line 2)");
    }

    private void fake(String name, String value) {
        site.fakeTerraform();
        step.setTool("./fake-terraform");
        step.setEnvironment(Map.of("FAKE_NOTES", site.outside().toString(), name, value));
    }

    private void fakePlan(String json) throws IOException {
        Path plan = Files.writeString(site.outside().resolve("plan.json"), json);
        fake("FAKE_PLAN", plan.toString());
    }

    @Test
    public void refusesAPlanOfAnotherMajorVersion() throws Exception {
        fakePlan("{\"format_version\": \"2.0\", \"resource_changes\": []}");

        assertRefused("The plan's JSON has format version 2.0; this version of the plugin reads 1.x. "
                + "Update the plugin, or use an older version of the tool.");
    }

    @Test
    public void refusesATruncatedPlan() throws Exception {
        fakePlan("{\"format_version\": \"1.2\", \"resource_changes\": [{\"address\": \"a.b\", ");

        assertRefused("The plan's JSON ends in the middle, at byte 66; was the disk full, or the command that wrote it killed?");
    }

    @Test
    public void refusesAnEmptyPlan() throws Exception {
        fakePlan("");

        assertRefused("The plan's JSON is empty; did \"show -json <plan file>\" fail?");
    }

    @Test
    public void saysWhichSignalEndedAPlan() throws Exception {
        fake("FAKE_DIES", "plan");

        assertRefused("The command plan of shop was ended by SIGKILL. "
                + "If the machine ran out of memory, its kernel log says so.");
    }

    @Test
    public void saysWhichSignalEndedTheReadingOfAPlan() throws Exception {
        fake("FAKE_DIES", "show");

        assertRefused("The command show of shop was ended by SIGKILL. "
                + "If the machine ran out of memory, its kernel log says so.");
    }

    @Test
    public void saysWhichSignalEndedTheQuestionForTheVersion() throws Exception {
        fake("FAKE_DIES", "version");

        assertRefused("tool: './fake-terraform version -json' was ended by SIGKILL. "
                + "It has to be Terraform 1.4 or OpenTofu 1.6, or newer.");
    }

    @Test
    public void refusesASecondMeaningOfTheSameSettings() {
        step.setDestroy(true);
        step.setRefreshOnly(true);

        assertThat(catchThrowable(() -> site.start(step))).isInstanceOf(AbortException.class)
                .hasMessage("destroy and refreshOnly are both true, but a plan either destroys or only refreshes. Set one of them.");
    }
}
