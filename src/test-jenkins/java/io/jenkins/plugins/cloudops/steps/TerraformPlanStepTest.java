package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.TerraformInstallation;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Plans in sandboxed pipelines, from a Jenkinsfile to what the step returns. */
public class TerraformPlanStepTest {

    private static final String SHOP = Jobs.writeStack("shop", "resource \"terraform_data\" \"web\" { input = 1 }");

    /** A stand-in that notes that it was called and then is the real one. */
    private static final String NOTING = """
            writeFile file: 'bin/terraform', text: '''#!/bin/sh
            echo "$1" >>"${0%%/*}/called"
            exec %s/terraform "$@"
            '''
            sh 'chmod +x bin/terraform'
            """;

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final TestName test = new TestName();

    @After
    public void forgetTheTools() {
        tools();
    }

    private static void tools(TerraformInstallation... installations) {
        ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class).setInstallations(installations);
    }

    private WorkflowRun run(Result expected, String script) throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertStatus(expected, Jobs.pipeline(JENKINS, test.getMethodName(), script));
        if (script.contains("node {")) {
            Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
        }
        return build;
    }

    private WorkflowRun success(String body) throws Exception {
        return run(Result.SUCCESS, "node {\n" + body + "\n}");
    }

    private static void assertLog(Run<?, ?> build, String... texts) throws Exception {
        for (String text : texts) {
            JENKINS.assertLogContains(text, build);
        }
    }

    @Test
    public void plansInAScriptedPipeline() throws Exception {
        WorkflowRun build = success(SHOP + """
                def plan = terraformPlan stack: 'shop'
                echo "changes ${plan.changes}, create ${plan.create}"
                """);
        assertLog(build, "+ terraform_data.web", "Plan: 1 to create, 0 to update, 0 to replace, 0 to delete",
                "changes true, create 1");
    }

    @Test
    public void plansInADeclarativePipeline() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                pipeline {
                  agent any
                  environment { TF_VAR_size = '3' }
                  stages {
                    stage('plan') {
                      steps {
                        %s
                        terraformPlan stack: 'shop', name: 'the shop'
                        script {
                          def plan = terraformPlan(stack: 'shop', vars: [size: 4])
                          echo "changes ${plan.changes}, create ${plan.create}"
                        }
                      }
                    }
                  }
                }
                """.formatted(Jobs.writeStack("shop", """
                        variable "size" { type = number }
                        resource "terraform_data" "web" { input = var.size }
                        """)));
        assertLog(build, "Planning the shop (shop)", "+ input = 3", "+ input = 4", "changes true, create 1");
    }

    @Test
    public void plansInParallel() throws Exception {
        WorkflowRun build = success("""
                def branches = [:]
                ['one', 'two', 'three'].each { name ->
                  branches[name] = {
                    writeFile file: "${name}/main.tf", text: 'resource "terraform_data" "web" { input = 1 }'
                    def plan = terraformPlan stack: name
                    echo "${plan.stack} creates ${plan.create}"
                  }
                }
                parallel branches
                """);
        assertLog(build, "one creates 1", "two creates 1", "three creates 1");
    }

    @Test
    public void returnsWhatASandboxedPipelineCanRead() throws Exception {
        WorkflowRun build = success(Jobs.writeStack("shop", """
                resource "terraform_data" "web" { input = 1 }
                output "size" { value = 1 }
                """) + """
                def plan = terraformPlan stack: 'shop', name: 'the shop'
                echo "keys ${plan.keySet().join(' ')}"
                echo "named ${plan.name} in ${plan.stack}, workspace ${plan.workspace}, ${plan.tool} ${plan.toolVersion}"
                echo "counts ${plan.create} ${plan.update} ${plan.delete} ${plan.replace} ${plan.import} ${plan.move} \
                ${plan.forget} ${plan.read}"
                echo "flags ${plan.changes} ${plan.outputsChanged} ${plan.drift}"
                for (resource in plan.resources) {
                  echo "resource ${resource.address} ${resource.type} ${resource.action} '${resource.reason}'"
                }
                echo "omitted ${plan.resourcesOmitted}"
                if (!(plan.id ==~ '[0-9a-f]{16}') || !(plan.digest ==~ '[0-9a-f]{64}') || plan.duration <= 0) {
                  error "${plan.id} ${plan.digest} ${plan.duration}"
                }
                echo plan.summary
                """);
        assertLog(build,
                "keys id name stack workspace tool toolVersion changes",
                "named the shop in shop, workspace default, terraform 1.",
                "resource terraform_data.web terraform_data create ''",
                "omitted 0", "terraform_data.web");
        JENKINS.assertLogContains("counts 1 0 0 0 0 0", build);
        JENKINS.assertLogContains("flags true ", build);
        String keys = build.getLog(1_000).stream().filter(line -> line.startsWith("keys ")).findFirst().orElseThrow();
        assertEquals(Stream.of("changes", "create", "delete", "digest", "drift", "duration", "forget", "gates", "id", "import",
                        "lock", "move", "name", "outputsChanged", "read", "replace", "resources", "resourcesOmitted", "stack",
                        "summary", "tool", "toolVersion", "update", "waited", "workspace").toList(),
                Stream.of(keys.substring("keys ".length()).split(" ")).sorted().toList());
    }

    @Test
    public void saysThatThereIsNothingToDo() throws Exception {
        WorkflowRun build = success(Jobs.writeStack("shop", "locals { size = 1 }") + """
                def plan = terraformPlan stack: 'shop'
                echo "changes ${plan.changes}, create ${plan.create}, resources ${plan.resources.size()}"
                """);
        assertLog(build, "changes false, create 0, resources 0");
    }

    @Test
    public void handsOverVariablesOfAllTypes() throws Exception {
        success(Jobs.writeStack("shop", """
                variable "all" { type = any }
                variable "text" {}
                locals {
                  wanted = {
                    text   = "it is's \\"quoted\\" $${x} %%{y} \\\\ 7"
                    number = 1.5
                    yes    = true
                    list   = ["a", "b-7"]
                    map    = { inner = { deep = [1, 2] } }
                  }
                }
                resource "terraform_data" "web" {
                  lifecycle {
                    precondition {
                      condition     = jsonencode(var.all) == jsonencode(local.wanted)
                      error_message = "got ${jsonencode(var.all)} instead of ${jsonencode(local.wanted)}"
                    }
                    precondition {
                      condition     = var.text == "seven 7"
                      error_message = "got ${var.text}"
                    }
                  }
                }
                """.replace("\\", "\\\\")) + """
                def seven = 7
                terraformPlan stack: 'shop', vars: [
                  text: "seven ${seven}",
                  all: [
                    text: "it is's \\"quoted\\" \\${x} %{y} \\\\ ${seven}",
                    number: 1.5,
                    yes: true,
                    list: ['a', "b-${seven}"],
                    map: [inner: [deep: [1, 2]]],
                  ],
                ]
                """);
    }

    @Test
    public void takesVariableFilesRelativeToTheStack() throws Exception {
        WorkflowRun build = success(Jobs.writeStack("shop", """
                variable "size" { type = number }
                resource "terraform_data" "web" { input = var.size }
                """) + """
                writeFile file: 'sizes/small.tfvars', text: 'size = 11'
                terraformPlan stack: 'shop', varFiles: ['../sizes/small.tfvars']
                """);
        assertLog(build, "+ input = 11");
    }

    @Test
    public void configuresTheBackendByAMapAListOrAString() throws Exception {
        WorkflowRun build = success("""
                for (form in ['map', 'list', 'string']) {
                  writeFile file: "${form}/main.tf", text: 'terraform {\\n  backend "local" {}\\n}'
                  writeFile file: "${form}/a.tfbackend", text: "path = \\"from-${form}.tfstate\\""
                }
                terraformPlan stack: 'map', backendConfig: [path: "from-${'map'}.tfstate"]
                terraformPlan stack: 'list', backendConfig: ['a.tfbackend']
                terraformPlan stack: 'string', backendConfig: 'a.tfbackend'
                for (form in ['map', 'list', 'string']) {
                  echo "${form} has ${readFile(form + '/.terraform/terraform.tfstate').contains('from-' + form + '.tfstate')}"
                }
                """);
        assertLog(build, "map has true", "list has true", "string has true");
    }

    @Test
    public void plansBelowTheCurrentDirectory() throws Exception {
        WorkflowRun build = success("dir('sub') {\n" + SHOP + "terraformPlan stack: 'shop'\n"
                + "dir('shop') { terraformPlan() }\n}");
        assertLog(build, "Planning shop", "+ terraform_data.web");
    }

    @Test
    public void givesTheCliTheVariablesOfTheBuildAndThoseOfTheStep() throws Exception {
        WorkflowRun build = success(Jobs.writeStack("shop", """
                variable "around" {}
                variable "own" {}
                resource "terraform_data" "web" { input = "${var.around} and ${var.own}" }
                """) + """
                withEnv(['TF_VAR_around=from withEnv', 'TF_VAR_own=hidden']) {
                  terraformPlan stack: 'shop', environment: [TF_VAR_own: "from the ${'step'}"]
                }
                """);
        assertLog(build, "+ input = \"from withEnv and from the step\"");
    }

    @Test
    public void looksForTheToolOnThePathOfTheBuild() throws Exception {
        WorkflowRun build = success(SHOP + NOTING.formatted(RealTerraform.directory()) + """
                withEnv(["PATH+X=${pwd()}/bin"]) { terraformPlan stack: 'shop' }
                echo "called ${readFile('bin/called').split('\\n')}"
                """);
        assertLog(build, "called [version, init, ", "plan, show]");
    }

    @Test
    public void takesTheOnlyInstallationUnlessToldOtherwise() throws Exception {
        tools(new TerraformInstallation("noting", Jobs.workspace(JENKINS, test.getMethodName()) + "/bin", List.of()));
        WorkflowRun build = success(SHOP + NOTING.formatted(RealTerraform.directory()) + """
                terraformPlan stack: 'shop', tool: 'terraform'
                echo "named: called ${fileExists('bin/called')}"
                terraformPlan stack: 'shop'
                echo "default: called ${fileExists('bin/called')}"
                """);
        assertLog(build, "named: called false", "default: called true");
    }

    @Test
    public void takesTheInstallationThatIsNamed() throws Exception {
        String home = Jobs.workspace(JENKINS, test.getMethodName()) + "/bin";
        tools(new TerraformInstallation("noting", home, List.of()), new TerraformInstallation("other", "/nowhere", List.of()));
        WorkflowRun build = success(SHOP + NOTING.formatted(RealTerraform.directory()) + """
                terraformPlan stack: 'shop'
                echo "default: called ${fileExists('bin/called')}"
                def plan = terraformPlan stack: 'shop', tool: 'noting'
                echo "named: called ${fileExists('bin/called')}, tool ${plan.tool}"
                """);
        assertLog(build, "default: called false", "named: called true");
    }

    @Test
    public void selectsOrCreatesTheWorkspace() throws Exception {
        WorkflowRun build = success(SHOP + """
                def created = terraformPlan stack: 'shop', workspace: 'staging'
                echo "first in ${created.workspace}"
                def selected = terraformPlan stack: 'shop', workspace: 'staging'
                echo "then in ${selected.workspace}"
                """);
        assertLog(build, "first in staging", "then in staging");
    }

    @Test
    public void plansOnlyTheTargets() throws Exception {
        WorkflowRun build = success(Jobs.writeStack("shop", """
                resource "terraform_data" "web" {}
                resource "terraform_data" "db" {}
                """) + "terraformPlan stack: 'shop', targets: ['terraform_data.db'], parallelism: 2, lockTimeout: '1s', refresh: false");
        assertLog(build, "Plan: 1 to create", "+ terraform_data.db");
        JENKINS.assertLogNotContains("+ terraform_data.web", build);
    }

    @Test
    public void replacesAndDestroysWhatIsInTheState() throws Exception {
        WorkflowRun build = success(SHOP + """
                dir('shop') { sh 'terraform init -no-color && terraform apply -no-color -auto-approve' }
                def replaced = terraformPlan stack: 'shop', replace: ['terraform_data.web']
                echo "replace ${replaced.replace}, create ${replaced.create}, reason ${replaced.resources[0].reason}"
                def destroyed = terraformPlan stack: 'shop', destroy: true
                echo "delete ${destroyed.delete}"
                def refreshed = terraformPlan stack: 'shop', refreshOnly: true
                echo "refreshed, changes ${refreshed.changes}"
                """);
        assertLog(build, "replace 1, create 0", "delete 1", "refreshed, changes false");
    }

    @Test
    public void failsWithTheDiagnosticOfThePlan() throws Exception {
        WorkflowRun build = run(Result.FAILURE, "node {\n" + Jobs.writeStack("shop", """
                locals { one = 1 }
                resource "terraform_data" "web" {
                  lifecycle {
                    precondition {
                      condition     = local.one == 2
                      error_message = "The numbers do not match."
                    }
                  }
                }
                """) + "terraformPlan stack: 'shop'\n}");
        assertLog(build, "ERROR: The command plan of shop failed: ", "The numbers do not match.");
        assertThat(JenkinsRule.getLog(build), not(containsString("\tat ")));
    }

    @Test
    public void aFailureCanBeCaught() throws Exception {
        WorkflowRun build = success("""
                try {
                  terraformPlan stack: 'nowhere'
                } catch (e) {
                  echo "caught ${e.message}"
                }
                """);
        assertLog(build, "caught stack: there is no directory 'nowhere'");
    }
}
