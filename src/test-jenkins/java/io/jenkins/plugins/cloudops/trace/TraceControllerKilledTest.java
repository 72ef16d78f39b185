package io.jenkins.plugins.cloudops.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.Assert.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.builders.TerraformApplyBuilder;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.SlowApply;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.RealJenkinsRule;

/**
 * Kills a controller with SIGKILL in the middle of an apply of a pipeline on an agent and one of a freestyle build, while its
 * collector is down; what that gets when it is back is the whole of both traces, each span once.
 */
public class TraceControllerKilledTest {

    private static final long LONGEST_WAIT_MILLIS = 90_000;

    @ClassRule(order = 1)
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule(order = 2)
    public final SlowApply slow = new SlowApply();

    @Rule(order = 3)
    public final RealJenkinsRule jenkins = new RealJenkinsRule();

    @Rule(order = 4)
    public final InboundAgentRule agents = new InboundAgentRule();

    @Test
    public void aCollectorGetsEachSpanOnceWhateverWasKilledInBetween() throws Throwable {
        try (Receiver collector = new Receiver()) {
            collector.down();
            jenkins.startJenkins();
            agents.createAgent(jenkins, InboundAgentRule.Options.newBuilder().name("remote").build());
            List<String> traces = List.of(jenkins.runRemotely(TraceControllerKilledTest::startBuilds,
                    collector.endpoint(), slow.stack("pipeline"), slow.stack("freestyle")).split(" "));
            slow.awaitBegun("pipeline", "freestyle");
            jenkins.stopJenkinsForcibly();
            slow.goOn();
            jenkins.startJenkins();
            jenkins.runRemotely(TraceControllerKilledTest::awaitEnd);
            assertThat(collector.spans(), hasSize(0));
            collector.up();
            jenkins.runRemotely(TraceControllerKilledTest::sendNow);
            int all = expected().size();
            await(collector, all);
            assertTrees(collector, traces);

            jenkins.stopJenkins();
            jenkins.startJenkins();
            jenkins.runRemotely(TraceControllerKilledTest::recordAfterwards);
            await(collector, all + 1);
            assertEquals("nothing came again", all + 1, collector.spans().size());
        }
    }

    private static String startBuilds(JenkinsRule rule, String endpoint, String pipeline, String freestyle) throws Throwable {
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEndpoint(endpoint);
        CloudOpsConfiguration.get().setTracing(tracing);
        Run<?, ?> one = Jobs.pipeline(rule, "pipeline", "node('remote') {\nstage('Apply') {\n" + Jobs.writeStack("shop", pipeline)
                + "terraformApply stack: 'shop', autoApprove: true\n}\n}").scheduleBuild2(0).waitForStart();
        FreeStyleProject job = rule.createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(Jobs.writeStack(freestyle));
        TerraformApplyBuilder apply = new TerraformApplyBuilder();
        apply.setStack("shop");
        apply.setAutoApprove(true);
        job.getBuildersList().add(apply);
        Run<?, ?> two = job.scheduleBuild2(0).waitForStart();
        return BuildTrace.of(one).traceId() + " " + BuildTrace.of(two).traceId();
    }

    /** A freestyle build dies with its controller, and its apply does not. */
    private static void awaitEnd(JenkinsRule rule) throws Throwable {
        rule.assertBuildStatusSuccess(rule.waitForCompletion(
                rule.jenkins.getItemByFullName("pipeline", WorkflowJob.class).getBuildByNumber(1)));
        Job<?, ?> job = rule.jenkins.getItemByFullName("freestyle", FreeStyleProject.class);
        BuildTrace trace = BuildTrace.of(job.getBuildByNumber(1));
        List<String> names = new ArrayList<>();
        for (long end = System.currentTimeMillis() + LONGEST_WAIT_MILLIS; !names.contains("terraform apply"); Thread.sleep(200)) {
            assertEquals("the apply was followed to its end, and recorded", true, System.currentTimeMillis() < end);
            names.clear();
            trace.read(span -> names.add(span.name()));
        }
    }

    private static void sendNow(JenkinsRule rule) {
        TraceExport.get().configured();
    }

    private static void recordAfterwards(JenkinsRule rule) {
        BuildTrace trace = BuildTrace.of(rule.jenkins.getItemByFullName("pipeline", WorkflowJob.class).getBuildByNumber(1));
        trace.record(trace.open("afterwards").ended(System.currentTimeMillis()));
        TraceExport.get().configured();
    }

    private static void await(Receiver collector, int spans) throws InterruptedException {
        for (long end = System.currentTimeMillis() + LONGEST_WAIT_MILLIS;
                collector.spans().size() < spans && System.currentTimeMillis() < end;) {
            Thread.sleep(200);
        }
    }

    private static List<String> expected() {
        return Stream.concat(apply("RUN freestyle"), Stream.concat(Stream.of("RUN pipeline > stage Apply"),
                apply("RUN pipeline > stage Apply").map(path -> path.equals("RUN pipeline > stage Apply") ? "RUN pipeline" : path))).toList();
    }

    private static Stream<String> apply(String around) {
        return Stream.of("", " > terraform apply", " > terraform apply > prepare",
                " > terraform apply > prepare > command terraform version",
                " > terraform apply > prepare > command terraform init",
                " > terraform apply > plan",
                " > terraform apply > plan > command terraform plan",
                " > terraform apply > plan > command terraform show",
                " > terraform apply > apply",
                " > terraform apply > apply > command terraform apply",
                " > terraform apply > apply > command terraform apply > create terraform_data",
                " > terraform apply > apply > command terraform apply > create terraform_data").map(below -> around + below);
    }

    private static void assertTrees(Receiver collector, List<String> traces) {
        assertThat(collector.tree(), containsInAnyOrder(expected().toArray(String[]::new)));
        for (Span span : collector.spans()) {
            String trace = HexFormat.of().formatHex(span.getTraceId().toByteArray());
            assertEquals(span.getName(), true, traces.contains(trace));
        }
        assertEquals(2, new HashSet<>(traces).size());
    }
}
