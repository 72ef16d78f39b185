package io.jenkins.plugins.cloudops.steps;

import io.jenkins.plugins.cloudops.harness.RealTerraform;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

/** Plans in sandboxed pipelines, from a Jenkinsfile to what the step returns. */
public class TerraformPlanStepTest {

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static WorkflowRun success(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return JENKINS.buildAndAssertSuccess(job);
    }

    @Test
    public void plansInAScriptedPipeline() throws Exception {
        WorkflowRun build = success("""
                node {
                  writeFile file: 'shop/main.tf', text: 'resource "terraform_data" "web" { input = 1 }'
                  def plan = terraformPlan stack: 'shop'
                  echo "changes ${plan.changes}, create ${plan.create}"
                }
                """);
        JENKINS.assertLogContains("+ terraform_data.web", build);
        JENKINS.assertLogContains("Plan: 1 to create, 0 to update, 0 to replace, 0 to delete", build);
        JENKINS.assertLogContains("changes true, create 1", build);
    }
}
