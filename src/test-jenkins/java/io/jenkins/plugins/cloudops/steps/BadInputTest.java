package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import java.util.List;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;

/** What cannot be planned ends the step with one sentence that says why, and nothing else. */
public class BadInputTest {

    private static final String SHOP = Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" {}");

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final TestName test = new TestName();

    /** @param body of the node block; it must fail with exactly one error, which matches the expression */
    private void assertRefused(String expression, String body) throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(Result.FAILURE,
                Jobs.pipeline(JENKINS, test.getMethodName(), "node {\n" + body + "\n}"));
        String log = JenkinsRule.getLog(build);
        List<String> errors = log.lines().filter(line -> line.startsWith("ERROR: ")).toList();
        assertEquals(log, 1, errors.size());
        assertEquals(errors.get(0), true, Pattern.compile("ERROR: " + expression).matcher(errors.get(0)).find());
        assertThat(log, not(containsString("\tat ")));
        assertThat(log, not(containsString("Exception")));
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
    }

    /** A tool that is Terraform but for one of its commands. */
    private static String except(String command, String instead) {
        return """
                writeFile file: 'fake', text: '''#!/bin/sh
                if [ "$1" = %s ]; then
                  %s
                fi
                exec %s/terraform "$@"
                '''
                sh 'chmod +x fake'
                """.formatted(command, instead, RealTerraform.directory());
    }

    @Test
    public void refusesATimeoutThatIsNoDuration() throws Exception {
        assertRefused("lockTimeout: 'soon' is no duration\\.", SHOP + "terraformPlan stack: 'shop', lockTimeout: 'soon'");
    }

    @Test
    public void refusesAWorkspaceThatCouldBeACommand() throws Exception {
        assertRefused("workspace: 'a/b; touch x' cannot be the name of a Terraform workspace\\.",
                SHOP + "terraformPlan stack: 'shop', workspace: 'a/b; touch x'");
    }

    @Test
    public void refusesAStackAboveTheWorkspace() throws Exception {
        assertRefused("stack: '\\.\\.' is .*, which is outside of the agent workspace", SHOP + "terraformPlan stack: '..'");
    }

    @Test
    public void refusesAStackBehindASymbolicLink() throws Exception {
        assertRefused("stack: 'link' is /.*, which is outside of the agent workspace",
                "sh 'ln -s /usr link'\nterraformPlan stack: 'link'");
    }

    @Test
    public void refusesADirectoryThatIsMissing() throws Exception {
        assertRefused("stack: there is no directory 'nowhere' in ", "terraformPlan stack: 'nowhere'");
    }

    @Test
    public void refusesAFileForAStack() throws Exception {
        assertRefused("stack: 'shop/main\\.tf' is a file\\.", SHOP + "terraformPlan stack: 'shop/main.tf'");
    }

    @Test
    public void refusesADirectoryWithoutConfiguration() throws Exception {
        assertRefused("stack: 'empty' has no configuration in it",
                "writeFile file: 'empty/README', text: ''\nterraformPlan stack: 'empty'");
    }

    @Test
    public void refusesAVariableFileThatIsMissing() throws Exception {
        assertRefused("varFiles: there is no file 'missing\\.tfvars'", SHOP + "terraformPlan stack: 'shop', varFiles: ['missing.tfvars']");
    }

    @Test
    public void refusesAVariableFileThatIsADirectory() throws Exception {
        assertRefused("varFiles: there is no file '\\.\\./shop'", SHOP + "terraformPlan stack: 'shop', varFiles: ['../shop']");
    }

    @Test
    public void refusesAVariableFileThatLooksLikeAnOption() throws Exception {
        assertRefused("varFiles: '-state=x' begins with '-' like an option\\.",
                SHOP + "terraformPlan stack: 'shop', varFiles: ['-state=x']");
    }

    @Test
    public void refusesAVariableOfAnUnknownType() throws Exception {
        assertRefused("vars: when is a java\\.util\\.Date\\.", SHOP + "terraformPlan stack: 'shop', vars: [when: new Date(0)]");
    }

    @Test
    public void saysWhereAConfigurationCannotBeRead() throws Exception {
        assertRefused("The command init of shop failed: .*main\\.tf line 1",
                Jobs.writeStack("shop", "resource \"terraform_data\" {") + "terraformPlan stack: 'shop'");
    }

    @Test
    public void saysThatThereIsNoSuchTool() throws Exception {
        assertRefused("tool: 'opentoofu' is neither a configured installation nor an executable",
                SHOP + "terraformPlan stack: 'shop', tool: 'opentoofu'");
    }

    @Test
    public void saysThatThereIsNoToolAtAll() throws Exception {
        assertRefused("tool: neither terraform nor tofu was found on the PATH of the agent\\.",
                SHOP + "withEnv(['PATH=" + RealTerraform.pathWithout() + "']) { terraformPlan stack: 'shop' }");
    }

    @Test
    public void refusesARemoteBackend() throws Exception {
        assertRefused("stack: 'shop' keeps its state with .*, which is not supported yet\\.",
                Jobs.writeStack("shop", "terraform {\n  backend \"remote\" {}\n}") + "terraformPlan stack: 'shop'");
    }

    @Test
    public void refusesACloudBlock() throws Exception {
        assertRefused("stack: 'shop' keeps its state with a cloud block, which is not supported yet\\.",
                Jobs.writeStack("shop", "terraform {\n  cloud {}\n}") + "terraformPlan stack: 'shop'");
    }

    @Test
    public void refusesAPlanInAFormatOfTheFuture() throws Exception {
        assertRefused(".*9\\.0", SHOP + except("show", "echo \"{\\\\\"format_version\\\\\":\\\\\"9.0\\\\\"}\"; exit 0")
                + "terraformPlan stack: 'shop', tool: './fake'");
    }

    @Test
    public void refusesAPlanThatIsCutOff() throws Exception {
        assertRefused(".*plan.*", SHOP + except("show", "echo \"{\\\\\"format_version\\\\\":\\\\\"1.2\\\\\",\"; exit 0")
                + "terraformPlan stack: 'shop', tool: './fake'");
    }

    @Test
    public void saysWhichSignalEndedTheCli() throws Exception {
        assertRefused("The command plan of shop was ended by SIGKILL\\.",
                SHOP + except("plan", "kill -KILL $$") + "terraformPlan stack: 'shop', tool: './fake'");
    }

    @Test
    public void refusesAnUnknownWayToInitialise() throws Exception {
        assertRefused("init: 'sometimes' ", SHOP + "terraformPlan stack: 'shop', init: 'sometimes'");
    }

    @Test
    public void refusesAnUnknownReactionToDrift() throws Exception {
        assertRefused("onDrift: 'panic' ", SHOP + "terraformPlan stack: 'shop', onDrift: 'panic'");
    }

    @Test
    public void refusesTooManyAttempts() throws Exception {
        assertRefused("retry: 99 is out of range\\.", SHOP + "terraformPlan stack: 'shop', retry: 99");
    }

    @Test
    public void saysThatThereAreNoSuchCredentials() throws Exception {
        assertRefused("gitCredentialsId: there are no credentials with the id 'nobody'",
                SHOP + "terraformPlan stack: 'shop', gitCredentialsId: 'nobody'");
    }
}
