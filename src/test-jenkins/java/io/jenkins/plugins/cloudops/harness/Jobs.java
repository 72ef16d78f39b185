package io.jenkins.plugins.cloudops.harness;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import hudson.tasks.Shell;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import java.net.URL;
import java.nio.file.Path;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs that plan, and what one does with their builds. */
public final class Jobs {

    private Jobs() {
    }

    /** A job with a sandboxed pipeline. */
    public static WorkflowJob pipeline(JenkinsRule jenkins, String name, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** A step that writes a stack in a pipeline. */
    public static String writeStack(String directory, String configuration) {
        return "writeFile file: '" + directory + "/main.tf', text: '''" + configuration + "'''\n";
    }

    /** A freestyle job that writes a stack {@code shop} and plans it. */
    public static FreeStyleProject freestyle(JenkinsRule jenkins, String name, String configuration) throws Exception {
        FreeStyleProject job = jenkins.createProject(FreeStyleProject.class, name);
        job.getBuildersList().add(writeStack(configuration));
        TerraformPlanBuilder plan = new TerraformPlanBuilder();
        plan.setStack("shop");
        job.getBuildersList().add(plan);
        return job;
    }

    /** A build step that writes a stack {@code shop}. */
    public static Shell writeStack(String configuration) {
        return new Shell("mkdir -p shop\ncat >shop/main.tf <<'STACK'\n" + configuration + "\nSTACK\n");
    }

    /** The workspace on the built-in node of the first of all concurrent builds of a job. */
    public static Path workspace(JenkinsRule jenkins, String job) {
        return jenkins.jenkins.getRootDir().toPath().resolve("workspace").resolve(job);
    }

    /** Posts to a path below a build's page, as a click on a button there does. */
    public static void post(JenkinsRule jenkins, Run<?, ?> build, String path) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.getPage(client.addCrumb(new WebRequest(new URL(client.getContextPath() + build.getUrl() + path), HttpMethod.POST)));
        }
    }
}
