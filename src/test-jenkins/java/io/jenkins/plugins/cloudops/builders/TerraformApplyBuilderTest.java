package io.jenkins.plugins.cloudops.builders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.store.ApplyStore;
import io.jenkins.plugins.cloudops.store.StoredApply;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.JenkinsRule;

/** Applies plans in freestyle builds. */
public class TerraformApplyBuilderTest {

    private static final String SHOP = "resource \"terraform_data\" \"web\" { input = \"open\" }";

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final QuietLog quiet = new QuietLog();

    @Rule
    public final TestName test = new TestName();

    private static TerraformApplyBuilder apply(String plan) {
        TerraformApplyBuilder apply = new TerraformApplyBuilder();
        apply.setPlan(plan);
        return apply;
    }

    private FreeStyleProject planning() throws Exception {
        return Jobs.freestyle(JENKINS, test.getMethodName(), SHOP);
    }

    @Test
    public void appliesThePlanOfTheSameBuildByItsName() throws Exception {
        FreeStyleProject job = planning();
        job.getBuildersList().add(apply("shop"));
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(job);

        JENKINS.assertLogContains("Applied: 1 created", build);
        StoredApply kept = ApplyStore.of(build).list().get(0);
        assertEquals(StoredApply.Outcome.APPLIED, kept.result().outcome());
        Runs.assertNothingLeft(JENKINS.jenkins.getRootDir(), Jobs.workspace(JENKINS, test.getMethodName()));
    }

    @Test
    public void plansAndAppliesAtOnceIfAskedTo() throws Exception {
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, test.getMethodName());
        job.getBuildersList().add(Jobs.writeStack(SHOP));
        TerraformApplyBuilder apply = new TerraformApplyBuilder();
        apply.setStack("shop");
        apply.setAutoApprove(true);
        job.getBuildersList().add(apply);

        JENKINS.assertLogContains("Applied: 1 created", JENKINS.buildAndAssertSuccess(job));
        JENKINS.assertLogContains("There is nothing to apply", JENKINS.buildAndAssertSuccess(job));
    }

    @Test
    public void aBuildFailsWithoutAPlanAndWithoutItsName() throws Exception {
        FreeStyleProject job = planning();
        job.getBuildersList().add(new TerraformApplyBuilder());
        FreeStyleBuild build = JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0).get());
        assertThat(JenkinsRule.getLog(build), containsString("Nothing is applied that nobody has seen"));

        job.getBuildersList().replace(apply("another"));
        build = JENKINS.assertBuildStatus(Result.FAILURE, job.scheduleBuild2(0).get());
        assertThat(JenkinsRule.getLog(build), containsString("has no plan with the id or the name 'another'. Its plans: shop."));
    }

    @Test
    public void appliesThePlanOfAnotherJobOfTheSameFolder() throws Exception {
        FreeStyleProject source = planning();
        JENKINS.buildAndAssertSuccess(source);
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, test.getMethodName() + "-apply");
        job.setCustomWorkspace(Jobs.workspace(JENKINS, test.getMethodName()).toString());
        TerraformApplyBuilder apply = apply("shop");
        apply.setFrom(source.getName() + "#1");
        job.getBuildersList().add(apply);

        JENKINS.assertLogContains("Applied: 1 created", JENKINS.buildAndAssertSuccess(job));
    }

    @Test
    public void theFormKeepsEverything() throws Exception {
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, test.getMethodName());
        TerraformApplyBuilder apply = apply("shop");
        apply.setFrom("team/plan#3");
        apply.setOnStale("replan");
        job.getBuildersList().add(apply);
        JENKINS.configRoundtrip(job);

        TerraformApplyBuilder kept = job.getBuildersList().get(TerraformApplyBuilder.class);
        assertEquals("shop", kept.getPlan());
        assertEquals("team/plan#3", kept.getFrom());
        assertEquals("replan", kept.getOnStale());
        assertEquals(false, kept.isAutoApprove());
    }
}
