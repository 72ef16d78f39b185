package io.jenkins.plugins.cloudops.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.QuietLog;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.CreateFileBuilder;
import org.jvnet.hudson.test.JenkinsRule;

/** Drift, attempts and the directory for providers, in a controller. */
public class RealLifeTest {

    /** Answers like a CLI whose plan found that one object was changed outside. */
    private static final String DRIFTED = """
            #!/bin/sh
            case $1 in
              version) echo '{"terraform_version": "1.11.4"}' ;;
              plan) for option; do case $option in -out=*) echo plan >"${option#-out=}" ;; esac; done ;;
              show) echo '{"format_version":"1.2","terraform_version":"1.11.4","resource_drift":[{"address":"fake_thing.a",
                "mode":"managed","type":"fake_thing","name":"a","change":{"actions":["update"],"before":{"n":1},"after":{"n":2},
                "after_unknown":{},"before_sensitive":{},"after_sensitive":{}}}],"resource_changes":[]}' ;;
            esac
            """;

    /** An init that takes a while, and does not bear another one in the same directory for providers. */
    private static final String JEALOUS = """
            #!/bin/sh
            case $1 in
              version) echo '{"terraform_version": "1.11.4"}' ;;
              init)
                echo "providers in $TF_PLUGIN_CACHE_DIR"
                mkdir "$TF_PLUGIN_CACHE_DIR/busy" || { echo 'Error: text file busy'; exit 1; }
                sleep 2
                rmdir "$TF_PLUGIN_CACHE_DIR/busy" ;;
              plan) for option; do case $option in -out=*) echo plan >"${option#-out=}" ;; esac; done ;;
              show) echo '{"format_version":"1.2","resource_changes":[]}' ;;
            esac
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

    private WorkflowRun build(Result result, String script) throws Exception {
        return JENKINS.assertBuildStatus(result, Jobs.pipeline(JENKINS, test.getMethodName(), script).scheduleBuild2(0));
    }

    private static String fake(String script) {
        return "writeFile file: 'main.tf', text: ''\nwriteFile file: 'fake', text: '''" + script.replace("\\", "\\\\") + "'''\n"
                + "sh 'chmod +x fake'\n";
    }

    @Test
    public void driftMakesABuildUnstableIfThatIsAskedFor() throws Exception {
        WorkflowRun build = build(Result.UNSTABLE, "node {\n" + fake(DRIFTED)
                + "def plan = terraformPlan tool: './fake', refreshOnly: true, onDrift: 'unstable'\necho \"drift ${plan.drift}\"\n}");

        JENKINS.assertLogContains("1 changed outside of Terraform.", build);
        JENKINS.assertLogContains("fake_thing.a", build);
        JENKINS.assertLogContains("drift 1", build);
    }

    @Test
    public void driftFailsABuildOrIsOnlyCounted() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, "node {\n" + fake(DRIFTED) + "def plan = terraformPlan tool: './fake'\n"
                + "try { terraformPlan tool: './fake', onDrift: 'fail'; error 'no drift' } catch (e) { echo \"${e.kind}, ${plan.drift}\" }\n}");

        JENKINS.assertLogContains("drift, 1", build);
    }

    @Test
    public void driftMakesAFreestyleBuildUnstable() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject(test.getMethodName());
        job.getBuildersList().add(new CreateFileBuilder("main.tf", ""));
        Path fake = Files.writeString(Files.createTempFile("drifted", ""), DRIFTED);
        assertTrue(fake.toFile().setExecutable(true));
        TerraformPlanBuilder plan = new TerraformPlanBuilder();
        plan.setTool(fake.toString());
        plan.setOnDrift("unstable");
        job.getBuildersList().add(plan);

        JENKINS.assertBuildStatus(Result.UNSTABLE, job.scheduleBuild2(0).get());
        Files.delete(fake);
    }

    @Test
    public void aSourceThatFailsAtFirstIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] module = zip("main.tf", "resource \"terraform_data\" \"a\" { input = \"of a module\" }");
        server.createContext("/", exchange -> {
            boolean fails = exchange.getRequestMethod().equals("GET") && asked.incrementAndGet() == 1;
            exchange.sendResponseHeaders(fails ? 503 : 200, exchange.getRequestMethod().equals("HEAD") ? -1 : fails ? 0 : module.length);
            if (!fails && !exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(module);
            }
            exchange.close();
        });
        server.start();
        try {
            String stack = "module \"m\" { source = \"http://127.0.0.1:" + server.getAddress().getPort() + "/m.zip\" }";
            WorkflowRun build = build(Result.SUCCESS, "node {\nwriteFile file: 'main.tf', text: '''" + stack + "'''\n"
                    + "def plan = terraformPlan retry: 2\necho \"creates ${plan.create}\"\n}");

            JENKINS.assertLogContains("This may pass (network): attempt 2 of 2", build);
            JENKINS.assertLogContains("creates 1", build);
        } finally {
            server.stop(0);
        }
    }

    @Test
    public void oneInitAfterTheOtherUsesTheDirectoryForProviders() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, "def plan = { node { " + fake(JEALOUS) + "terraformPlan tool: './fake', init: 'always' } }\n"
                + "parallel a: plan, b: plan");

        String log = JenkinsRule.getLog(build);
        assertEquals(2, log.lines().filter(line -> line.endsWith("/cloudops-pipeline/providers")).count());
        assertThat(log, containsString("Waiting for another init on this machine"));
        assertThat(log, not(containsString("busy")));
    }

    private static byte[] zip(String name, String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
