package io.jenkins.plugins.cloudops.steps;

import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Values at sensitive paths of a plan stay where they came from. */
public class SecretsTest {

    private static final String SECRET = "correct-horse-7-battery";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder elsewhere = new TemporaryFolder();

    @Test
    public void areInNoFileAfterThePlan() throws Exception {
        Path variables = elsewhere.newFile("secret.tfvars").toPath();
        Files.writeString(variables, "password = \"" + SECRET + "\"\n");
        WorkflowRun build = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "secrets", "node {\n"
                + Jobs.writeStack("shop", """
                        variable "password" { sensitive = true }
                        resource "terraform_data" "web" { input = var.password }
                        resource "terraform_data" "leak" { input = "user:${nonsensitive(var.password)}" }
                        output "password" {
                          value     = var.password
                          sensitive = true
                        }
                        """) + "def plan = terraformPlan stack: 'shop', varFiles: ['" + variables + "']\n"
                + "echo plan.toString()\n}"));
        JENKINS.assertLogContains("(sensitive)", build);
        JENKINS.assertLogContains("Plan: 2 to create", build);
        Path home = JENKINS.jenkins.getRootDir().toPath();
        assertEquals(List.of(), filesWithTheSecret(home.resolve("jobs")));
        assertEquals(List.of(), filesWithTheSecret(home.resolve("cloudops-pipeline")));
        assertEquals(List.of(), filesWithTheSecret(home.resolve("workspace")));
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            String page = client.getPage(build, "cloudops-plans").getWebResponse().getContentAsString();
            assertEquals(-1, page.indexOf(SECRET));
        }
    }

    @Test
    public void reachInitAloneFromCredentials() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "registry-token", "a token", Secret.fromString(SECRET)));
        SystemCredentialsProvider.getInstance().getCredentials().add(new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "git-modules", "for modules", "somebody", SECRET + SECRET));
        WorkflowRun build = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "credentials", "node {\n"
                + Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" {}") + """
                writeFile file: 'fake', text: '''#!/bin/sh
                echo "$1: token of ${#TF_TOKEN_registry_example__hub_com} characters" >>"${0%%/*}/seen"
                if [ "$1" = init ]; then
                  echo "the token is $TF_TOKEN_registry_example__hub_com"
                fi
                exec %s/terraform "$@"
                '''
                sh 'chmod +x fake'
                terraformPlan stack: 'shop', tool: './fake', gitCredentialsId: 'git-modules',
                  registries: ['registry.example-hub.com': 'registry-token']
                echo readFile('seen')
                """.formatted(RealTerraform.directory()) + "}"));
        JENKINS.assertLogContains("init: token of " + SECRET.length() + " characters", build);
        JENKINS.assertLogContains("plan: token of 0 characters", build);
        JENKINS.assertLogContains("show: token of 0 characters", build);
        JENKINS.assertLogContains("the token is ", build);
        Path home = JENKINS.jenkins.getRootDir().toPath();
        assertEquals(List.of(), filesWithTheSecret(home.resolve("jobs")));
        assertEquals(List.of(), filesWithTheSecret(home.resolve("cloudops-pipeline")));
        assertEquals(List.of(), filesWithTheSecret(home.resolve("workspace")));
    }

    private static List<Path> filesWithTheSecret(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).filter(SecretsTest::hasTheSecret).toList();
        }
    }

    private static boolean hasTheSecret(Path file) {
        String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        try {
            String text = text(file);
            return text.contains(SECRET) || text.contains(encoded);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
