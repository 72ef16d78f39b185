package io.jenkins.plugins.cloudops.credentials;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.DomainCredentials;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.PasswordParameterDefinition;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jenkinsci.plugins.credentialsbinding.impl.FileBinding;
import org.jenkinsci.plugins.credentialsbinding.impl.SecretBuildWrapper;
import org.jenkinsci.plugins.credentialsbinding.impl.StringBinding;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Credentials of every type reach the CLI, and nothing of them is left or seen. */
public class BindingTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final TemporaryFolder elsewhere = new TemporaryFolder();

    @Rule
    public final TestName test = new TestName();

    private static final String ALL = """
            credentials: [
                string(credentialsId: 'text', variable: 'TF_VAR_text'),
                usernamePassword(credentialsId: 'password', usernameVariable: 'USER_NAME', passwordVariable: 'TF_VAR_password'),
                file(credentialsId: 'file', variable: 'ACCOUNT'),
                sshUserPrivateKey(credentialsId: 'ssh', keyFileVariable: 'KEY', passphraseVariable: 'PASSPHRASE')
              ], secrets: [TF_VAR_short: 'text']
            """;
    private static final String STACK = """
            variable "text" {}
            variable "password" {}
            variable "short" {}
            resource "terraform_data" "web" { input = [var.text, "user:${var.password}", var.short] }
            """;

    private Path seen;

    @BeforeClass
    public static void fillTheVault() throws Exception {
        Vault.fill();
    }

    @Before
    public void somewhereToNote() throws Exception {
        seen = elsewhere.newFolder().toPath();
    }

    /** A CLI that notes what it gets, and whether a secret is on any command line, and prints what it should not. */
    private String tool() {
        return """
                writeFile file: 'tool', text: '''#!/bin/sh
                printf '%%s|' "$1" "$TF_VAR_text" "$TF_VAR_password" "$USER_NAME" "$PASSPHRASE" "$TF_VAR_short" >>%1$s/values
                [ -z "$ACCOUNT" ] || { cat "$ACCOUNT"; stat -c %%a "$ACCOUNT" "${ACCOUNT%%/*}"; echo "$ACCOUNT"; } >>%1$s/account
                [ -z "$KEY" ] || cat "$KEY" >>%1$s/key
                cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\\\0' ' ' | grep -c '%2$s[-]4711' >>%1$s/arguments
                if [ "$1" = init ]; then
                  echo "the text is $TF_VAR_text"
                  [ -z "$ACCOUNT" ] || cat "$ACCOUNT"
                fi
                exec %3$s/terraform "$@"
                '''
                sh 'chmod +x tool'
                """.formatted(seen, Vault.SECRET.substring(0, Vault.SECRET.indexOf('-')), RealTerraform.directory());
    }

    private String read(String name) throws Exception {
        return Runs.text(seen.resolve(name));
    }

    private void assertSeenByTheCliAlone(Run<?, ?> build, Path workspace) throws Exception {
        assertTrue(read("values"), read("values").contains("plan|text-" + Vault.SECRET + "|password-" + Vault.SECRET + "|somebody|passphrase-"
                + Vault.SECRET + "|text-" + Vault.SECRET + "|"));
        assertTrue(read("account"), read("account").contains("file-" + Vault.SECRET));
        assertTrue(read("account"), read("account").contains("\n700\n"));
        assertTrue("in the directory of the run: " + read("account"), read("account").contains("@tmp/cloudops-"));
        assertTrue(read("key"), read("key").contains("ssh-" + Vault.SECRET));
        assertNowhere(build, workspace);
    }

    private void assertNowhere(Run<?, ?> build, Path workspace) throws Exception {
        JENKINS.assertLogContains("the text is ", build);
        JENKINS.assertLogNotContains(Vault.SECRET, build);
        assertEquals("", read("arguments").replaceAll("0\n", ""));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), workspace);
        Path home = JENKINS.jenkins.getRootDir().toPath();
        assertEquals(List.of(), Vault.leaks(home.resolve("jobs"), home.resolve("cloudops-pipeline"), workspace,
                workspace.resolveSibling(workspace.getFileName() + "@tmp")));
    }

    private WorkflowRun build(String script) throws Exception {
        return JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, test.getMethodName(), script));
    }

    @Test
    public void everyTypeReachesTheCli() throws Exception {
        WorkflowRun build = build("node {\n" + Jobs.writeStack("shop", STACK) + tool()
                + "def plan = terraformPlan stack: 'shop', tool: './tool', " + ALL + "\necho plan.toString()\n}");

        assertSeenByTheCliAlone(build, Jobs.workspace(JENKINS, test.getMethodName()));
    }

    @Test
    public void everyTypeReachesTheCliOnAnAgent() throws Exception {
        String root = agents.createAgent(JENKINS, InboundAgentRule.Options.newBuilder().name("far").build()).getRemoteFS();
        WorkflowRun build = build("node('far') {\n" + Jobs.writeStack("shop", STACK) + tool()
                + "terraformPlan stack: 'shop', tool: './tool', " + ALL + "\n}");

        assertSeenByTheCliAlone(build, Path.of(root, "workspace", test.getMethodName()));
    }

    @Test
    public void anApplyTakesTheCredentialsOfItsPlan() throws Exception {
        WorkflowRun build = build("node {\n" + Jobs.writeStack("shop", STACK) + tool()
                + "def plan = terraformPlan stack: 'shop', tool: './tool', " + ALL
                + "\nsh 'rm " + seen + "/*'\nterraformApply plan: plan\nsh 'rm -r shop'\n}");

        assertTrue(read("values"), read("values").contains("apply|text-" + Vault.SECRET + "|password-" + Vault.SECRET + "|somebody|"));
        assertTrue(read("account"), read("account").contains("file-" + Vault.SECRET));
        assertNowhere(build, Jobs.workspace(JENKINS, test.getMethodName()));
    }

    @Test
    public void aBlockWithCredentialsKeepsWorking() throws Exception {
        WorkflowRun build = build("node {\n" + Jobs.writeStack("shop", "variable \"text\" {}\n"
                + "resource \"terraform_data\" \"web\" { input = base64encode(var.text) }\n") + tool()
                + "withCredentials([string(credentialsId: 'text', variable: 'TF_VAR_text')]) {\n"
                + "  terraformPlan stack: 'shop', tool: './tool', environment: [TF_VAR_password: '', TF_VAR_short: '']\n}\n}");

        assertTrue(read("values"), read("values").contains("plan|text-" + Vault.SECRET + "|"));
        assertNowhere(build, Jobs.workspace(JENKINS, test.getMethodName()));
        assertKeptMasked(build);
    }

    /** What is kept knows the values too, not only the log. */
    private static void assertKeptMasked(Run<?, ?> build) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(("text-" + Vault.SECRET).getBytes(StandardCharsets.UTF_8));
        JENKINS.assertLogNotContains(encoded, build);
    }

    @Test
    public void secretsOfAFreestyleBuildKeepWorking() throws Exception {
        FreeStyleProject job = Jobs.freestyle(JENKINS, test.getMethodName(), "variable \"text\" {}\n"
                + "resource \"terraform_data\" \"web\" { input = \"user:${var.text}\" }");
        job.getBuildWrappersList().add(new SecretBuildWrapper(List.of(new StringBinding("TF_VAR_text", "text"))));
        job.getBuildersList().get(TerraformPlanBuilder.class).setCredentials(List.of(new FileBinding("ACCOUNT", "file")));
        Run<?, ?> build = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("Plan: 1 to create", build);
        JENKINS.assertLogNotContains(Vault.SECRET, build);
        Path home = JENKINS.jenkins.getRootDir().toPath();
        assertEquals(List.of(), Vault.leaks(home.resolve("jobs"), home.resolve("cloudops-pipeline"), home.resolve("workspace")));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
    }

    @Test
    public void aPasswordParameterIsMasked() throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, test.getMethodName(), "node {\n" + Jobs.writeStack("shop",
                "variable \"text\" {}\nresource \"terraform_data\" \"web\" { input = var.text }\n")
                + "terraformPlan stack: 'shop'\n}");
        job.addProperty(new ParametersDefinitionProperty(new PasswordParameterDefinition("TF_VAR_text", "parameter-" + Vault.SECRET, "")));
        Run<?, ?> build = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("Plan: 1 to create", build);
        JENKINS.assertLogNotContains(Vault.SECRET, build);
        assertEquals(List.of(), Vault.leaks(build.getRootDir().toPath()));
    }

    @Test
    public void credentialsOfAFolderAreForItsJobsAlone() throws Exception {
        Folder folder = JENKINS.jenkins.createProject(Folder.class, "team");
        folder.addProperty(new FolderCredentialsProperty(new DomainCredentials[] {
            new DomainCredentials(Domain.global(), List.of(Vault.text("of-the-team")))}));
        String script = "node {\n" + Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" {}")
                + "terraformPlan stack: 'shop', ";
        for (String setting : List.of("secrets: [TF_VAR_text: 'of-the-team']",
                "credentials: [string(credentialsId: 'of-the-team', variable: 'TF_VAR_text')]",
                "awsRole: [role: 'arn:aws:iam::123456789012:role/deploy', credentialsId: 'of-the-team']")) {
            String name = setting.substring(0, setting.indexOf(':'));
            WorkflowJob inside = folder.createProject(WorkflowJob.class, name);
            inside.setDefinition(new CpsFlowDefinition(script + setting + "\n}", true));
            Run<?, ?> build = JENKINS.buildAndAssertSuccess(inside);
            IdCredentials used = CredentialsProvider.findCredentialById("of-the-team", IdCredentials.class, build);
            assertTrue(name, CredentialsProvider.getOrCreateFingerprintOf(used).getJobs().contains(inside.getFullName()));

            WorkflowJob outside = Jobs.pipeline(JENKINS, "outside-" + name, script + setting + "\n}");
            Run<?, ?> refused = JENKINS.buildAndAssertStatus(Result.FAILURE, outside);
            JENKINS.assertLogContains("there are no credentials with the id 'of-the-team' that this job can use", refused);
            JENKINS.assertLogNotContains("Planning", refused);
            Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, "outside-" + name));
        }
    }

    @Test
    public void credentialsOfAnotherTypeAreRefusedWithTheNamesOfBoth() throws Exception {
        String script = "node {\n" + Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" {}")
                + "terraformPlan stack: 'shop', ";
        for (List<String> wrong : List.of(
                List.of("secrets: [TF_VAR_text: 'password']", "Username with password", "Secret text"),
                List.of("credentials: [file(credentialsId: 'file', variable: 'A'), string(credentialsId: 'password', variable: 'TF_VAR_text')]",
                        "Username with password", "StringCredentials"),
                List.of("awsRole: [role: 'arn:aws:iam::123456789012:role/deploy', credentialsId: 'ssh']",
                        "SSH Username with private key", "web identity token"))) {
            String name = "wrong-" + wrong.get(0).substring(0, wrong.get(0).indexOf(':'));
            Run<?, ?> build = JENKINS.buildAndAssertStatus(Result.FAILURE, Jobs.pipeline(JENKINS, name, script + wrong.get(0) + "\n}"));
            JENKINS.assertLogContains(wrong.get(1), build);
            JENKINS.assertLogContains(wrong.get(2), build);
            JENKINS.assertLogNotContains("Planning", build);
            assertEquals(List.of(), Vault.leaks(build.getRootDir().toPath()));
            Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, name));
        }
    }
}
