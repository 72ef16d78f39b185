package io.jenkins.plugins.cloudops.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.harness.Jobs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** A trace goes on over a restart of the controller, and reaches a collector that was down all the time. */
public class RestartedTraceTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void aRestartInTheMiddleLeavesOneTraceAndACollectorThatWasDownGetsIt() throws Throwable {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String[] trace = new String[1];
        sessions.then(jenkins -> {
            TracingConfiguration tracing = new TracingConfiguration();
            tracing.setEndpoint("http://127.0.0.1:" + port);
            CloudOpsConfiguration.get().setTracing(tracing);
            WorkflowRun build = Jobs.pipeline(jenkins, "job", """
                    stage('before') { echo 'x' }
                    stage('during') {
                      traceSpan('block') {
                        node { writeFile file: 'here', text: ''; waitUntil(initialRecurrencePeriod: 100) { fileExists 'go' } }
                      }
                    }
                    stage('after') { echo "in ${traceId()}" }
                    """).scheduleBuild2(0).waitForStart();
            // Not before: in the middle of its condition, waitUntil waits for ever after a restart.
            jenkins.waitForMessage("Will try again after", build);
            trace[0] = BuildTrace.of(build).traceId();
        });
        sessions.then(jenkins -> {
            Files.createFile(Jobs.workspace(jenkins, "job").resolve("go"));
            WorkflowRun build = jenkins.jenkins.getItemByFullName("job", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("in " + trace[0], build);
            assertEquals(trace[0], BuildTrace.of(build).traceId());
            assertThat(TraceTest.tree(build), containsInAnyOrder("RUN job", "RUN job > stage before", "RUN job > stage during",
                    "RUN job > stage during > block", "RUN job > stage after"));

            CountDownLatch arrived = new CountDownLatch(1);
            HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            collector.createContext("/v1/traces", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, -1);
                    arrived.countDown();
                }
            });
            collector.createContext("/v1/metrics", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            collector.start();
            try {
                TraceExport.get().configured();
                assertTrue(arrived.await(60, TimeUnit.SECONDS));
            } finally {
                collector.stop(0);
            }
        });
    }
}
