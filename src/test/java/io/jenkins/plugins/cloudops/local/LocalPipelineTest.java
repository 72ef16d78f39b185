package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class LocalPipelineTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private LocalBuild build;
    private LocalLog log;

    @Before
    public void aBuild() {
        aBuild(7);
    }

    private void aBuild(int number) {
        build = new LocalBuild("pipeline#" + number, site.home().resolve("builds/" + number).toFile());
        log = new LocalLog(build.getRootDir().toPath().resolve("log"));
    }

    private Result run(String... jenkinsfile) {
        return pipeline(Map.of()).run(String.join("\n", jenkinsfile));
    }

    private LocalPipeline pipeline(Map<String, String> parameters) {
        return new LocalPipeline(build, log, site.workspace(), parameters);
    }

    @Test
    public void runsAScriptedPipeline() {
        Tools.require("terraform");
        site.write("main.tf", "resource \"terraform_data\" \"web\" {}");

        Result result = run("node {", "  def plan = terraformPlan name: \"shop-${1 + 1}\"",
                "  plan.resources.each { echo it.address }", "}");

        assertThat(log.lines()).containsSequence("[Pipeline] echo", "terraform_data.web", "[Pipeline] }", "[Pipeline] // node",
                "[Pipeline] End of Pipeline", "Finished: SUCCESS").contains("[Pipeline] terraformPlan", "Planning shop-2 (.)");
        assertThat(result).isEqualTo(Result.SUCCESS);
        assertThat(build.isBuilding()).isFalse();
    }

    @Test
    public void runsADeclarativePipeline() {
        Result result = run("pipeline {", "  agent any", "  environment {", "    WHO = 'world'", "  }", "  stages {",
                "    stage('One') {", "      steps {", "        sh 'echo \"hello $WHO\"'", "      }", "    }",
                "    stage('Two') {", "      steps {", "        dir('sub') {", "          writeFile file: 'a', text: 'b'",
                "        }", "        echo readFile('sub/a')", "      }", "    }", "  }", "}");

        assertThat(log.text()).contains("hello world\n").contains("[Pipeline] { (Two)\n").contains("[Pipeline] echo\nb\n");
        assertThat(result).isEqualTo(Result.SUCCESS);
    }

    @Test
    public void failsInOneSentence() {
        Result result = run("node {", "  terraformPlan stack: '../elsewhere'", "}");

        assertThat(result).isEqualTo(Result.FAILURE);
        assertThat(log.lines()).containsSequence("[Pipeline] End of Pipeline",
                "ERROR: stack: there is no directory '../elsewhere' in " + site.workspace()
                        + ". Check the path, and that the sources were checked out before this step.",
                "Finished: FAILURE");
    }

    @Test
    public void saysWhatAStepLacks() {
        run("terraformPlan()");

        assertThat(log.text()).contains("Perhaps you forgot to surround the terraformPlan step with a step that provides this, such as: node");
    }

    @Test
    public void letsAPipelineCatchAFailure() {
        Result result = run("node {", "  try {", "    terraformPlan lockTimeout: 'soon'", "  } catch (e) {",
                "    echo \"caught ${e.kind}\"", "  }", "}");

        assertThat(log.lines()).contains("caught configuration");
        assertThat(result).isEqualTo(Result.SUCCESS);
    }

    private String slowPlan() {
        site.fakeTerraform();
        site.write("main.tf", "");
        return "terraformPlan tool: './fake-terraform', environment: [FAKE_NOTES: '" + site.outside().toString().replace("'", "\\'")
                + "', FAKE_SECONDS: '60']";
    }

    @Test
    public void stopsAPlanAtATimeout() throws Exception {
        Result result = run("node {", "  timeout(time: 3, unit: 'SECONDS') {", "    " + slowPlan(), "  }", "}");

        assertThat(result).isEqualTo(Result.ABORTED);
        assertThat(site.notes("signals")).isSubsetOf("SIGINT").hasSizeLessThan(2);
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void stopsAPlanWhenTheBuildIsAborted() throws Exception {
        String script = "node { " + slowPlan() + " }";
        LocalPipeline pipeline = pipeline(Map.of());
        CompletableFuture<Result> result = CompletableFuture.supplyAsync(() -> pipeline.run(script));
        Eventually.holds(() -> assertThat(site.notes("pid")).hasSize(1));

        pipeline.abort();

        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(Result.ABORTED);
        assertThat(site.notes("signals")).containsExactly("SIGINT");
        assertThat(site.leftovers()).isEmpty();
    }

    @Test
    public void plansInParallelAndFailsFast() throws Exception {
        Result result = run("node {", "  parallel failFast: true, slow: {", "    " + slowPlan(), "  }, wrong: {",
                "    terraformPlan stack: 'nowhere'", "  }", "}");

        assertThat(result).isEqualTo(Result.FAILURE);
        assertThat(log.text()).contains("ERROR: stack: there is no directory 'nowhere'");
        assertThat(site.notes("signals")).isSubsetOf("SIGINT").hasSizeLessThan(2);
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
    }

    @Test
    public void runsTheQuickstart() throws Exception {
        Tools.require("terraform");
        String quickstart = Files.readString(Path.of("examples/quickstart/Jenkinsfile"));

        assertThat(pipeline(Map.of()).run(quickstart)).isEqualTo(Result.SUCCESS);
        assertThat(log.lines()).contains("Plan: 3 to create, 0 to update, 0 to replace, 0 to delete",
                "      + input.password = (sensitive)", "The shop is at https://shop.example/1.0.0");
        assertThat(log.text()).contains("Apply release 1.0.0 (plan ", "Applied: 3 created, 0 updated, 0 deleted");
        aBuild(8);
        assertThat(pipeline(Map.of("RELEASE", "1.1.0")).run(quickstart)).isEqualTo(Result.SUCCESS);

        assertThat(log.lines()).contains("Plan: 0 to create, 1 to update, 1 to replace, 0 to delete",
                "0 to create, 1 to replace: terraform_data.migration, terraform_data.web",
                "The shop is at https://shop.example/1.1.0");
        aBuild(9);
        assertThat(pipeline(Map.of("RELEASE", "1.1.0")).run(quickstart)).isEqualTo(Result.SUCCESS);

        assertThat(log.lines()).contains("Stage \"Apply\" skipped due to when conditional").doesNotContain("[Pipeline] input");
        site.assertNowhere("correct-horse");
    }

    @Test
    public void passesTheExitCodeOfAShellOn() {
        assertThat(run("node {", "  sh 'exit 3'", "}")).isEqualTo(Result.FAILURE);

        assertThat(log.lines()).contains("ERROR: script returned exit code 3");
    }
}
