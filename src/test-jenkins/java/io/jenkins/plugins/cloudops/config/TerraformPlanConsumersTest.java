package io.jenkins.plugins.cloudops.config;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;

/** Who may apply plans, by the form of a job, in a Jenkinsfile, and between folders. */
public class TerraformPlanConsumersTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Test
    public void theFormOfAJobKeepsIt() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        JENKINS.configRoundtrip(job);
        assertNull(job.getProperty(TerraformPlanConsumers.class));

        job.addProperty(new TerraformPlanConsumers("team/deploy,\nrelease/*"));
        JENKINS.configRoundtrip(job);
        assertEquals("team/deploy,\nrelease/*", job.getProperty(TerraformPlanConsumers.class).getJobs().replace("\r", ""));
    }

    @Test
    public void aDeclarativePipelineSetsIt() throws Exception {
        for (String option : new String[] {"terraformPlanConsumers('team/deploy')", "terraformPlanConsumers(jobs: 'team/deploy')"}) {
            WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition("""
                    pipeline {
                      agent none
                      options {
                        %s
                      }
                      stages {
                        stage('a') {
                          steps {
                            echo 'done'
                          }
                        }
                      }
                    }
                    """.formatted(option), true));
            JENKINS.buildAndAssertSuccess(job);
            assertEquals("team/deploy", job.getProperty(TerraformPlanConsumers.class).getJobs());
        }
    }

    @Test
    public void aJobOfAnotherFolderHasToBeNamed() throws Exception {
        MockFolder team = JENKINS.createFolder("team");
        FreeStyleProject source = team.createProject(FreeStyleProject.class, "plan");
        FreeStyleProject beside = team.createProject(FreeStyleProject.class, "apply");
        FreeStyleProject outside = JENKINS.createFreeStyleProject("outside");

        PlanAccess.check(source, beside);
        assertThrows(BadSetting.class, () -> PlanAccess.check(source, outside));
        source.addProperty(new TerraformPlanConsumers("outside"));
        PlanAccess.check(source, outside);
    }
}
