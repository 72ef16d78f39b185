package io.jenkins.plugins.cloudops.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.tasks.BuildTrigger;
import hudson.tasks.Shell;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.task.Diagnosis;
import io.jenkins.plugins.opentelemetry.job.OpenTelemetryStandIn;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The trace of builds in a real Jenkins. */
public class TraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    static List<SpanRecord> spans(Run<?, ?> build) throws Exception {
        List<SpanRecord> spans = new ArrayList<>();
        BuildTrace.of(build).read(spans::add);
        return spans;
    }

    /** Each span with the names of those around it, the outermost first. */
    static List<String> tree(Run<?, ?> build) throws Exception {
        List<SpanRecord> spans = spans(build);
        List<String> tree = new ArrayList<>();
        for (SpanRecord span : spans) {
            StringBuilder path = new StringBuilder(span.name());
            SpanRecord at = span;
            while (at != null) {
                String parent = at.parentSpanId();
                at = spans.stream().filter(other -> other.spanId().equals(parent)).findFirst().orElse(null);
                path.insert(0, at == null ? "" : at.name() + " > ");
            }
            tree.add(path.toString());
        }
        assertEquals("no span twice", spans.size(), new HashSet<>(spans.stream().map(SpanRecord::spanId).toList()).size());
        return tree;
    }

    private static String id(Run<?, ?> build, String name) throws Exception {
        return spans(build).stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow().spanId();
    }

    @Test
    public void aPipelineHasItsStagesBranchesAndBlocks() throws Exception {
        WorkflowRun build = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "pipeline", """
                node {
                  echo "outside $TRACEPARENT is ${traceId()} and ${env.TRACE_ID}"
                  stage('build') {
                    sh 'echo "in the stage: $TRACEPARENT"'
                    parallel one: { sh 'echo "in one: $TRACEPARENT"' }, two: { stage('inner') { sh 'echo "in inner: $TRACEPARENT"' } }
                  }
                  traceSpan(name: 'block', attributes: [k: 'v']) { sh 'echo "in the block: $TRACEPARENT"' }
                  traceSpan('short') { catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { stage('bad') { error 's3cr3t' } } }
                }
                """));
        BuildTrace trace = BuildTrace.of(build);

        assertThat(tree(build), org.hamcrest.Matchers.containsInAnyOrder("RUN pipeline", "RUN pipeline > stage build",
                "RUN pipeline > stage build > branch one", "RUN pipeline > stage build > branch two",
                "RUN pipeline > stage build > branch two > stage inner", "RUN pipeline > block", "RUN pipeline > short",
                "RUN pipeline > short > stage bad"));
        JENKINS.assertLogContains("Trace ID: " + trace.traceId(), build);
        JENKINS.assertLogContains("outside " + trace.traceparent() + " is " + trace.traceId() + " and " + trace.traceId(), build);
        JENKINS.assertLogContains("in the stage: 00-" + trace.traceId() + "-" + id(build, "stage build") + "-01", build);
        JENKINS.assertLogContains("in one: 00-" + trace.traceId() + "-" + id(build, "branch one") + "-01", build);
        JENKINS.assertLogContains("in inner: 00-" + trace.traceId() + "-" + id(build, "stage inner") + "-01", build);
        JENKINS.assertLogContains("in the block: 00-" + trace.traceId() + "-" + id(build, "block") + "-01", build);
        SpanRecord bad = spans(build).stream().filter(span -> span.name().equals("stage bad")).findFirst().orElseThrow();
        assertTrue(bad.failed());
        assertEquals("hudson.AbortException", bad.text("error.type"));
        assertThat(spans(build).toString(), not(containsString("s3cr3t")));
    }

    @Test
    public void aFreestyleBuildHasItsTraceInLogEnvironmentPageAndRestApi() throws Exception {
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, "freestyle");
        job.getBuildersList().add(new Shell("echo \"in the shell: $TRACEPARENT $TRACE_ID\""));
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(job);
        BuildTrace trace = BuildTrace.of(build);

        JENKINS.assertLogContains("Trace ID: " + trace.traceId(), build);
        JENKINS.assertLogContains("in the shell: " + trace.traceparent() + " " + trace.traceId(), build);
        assertThat(tree(build), hasSize(1));
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            assertThat(client.getPage(build).asNormalizedText(), containsString(trace.traceId()));
            assertThat(client.getPage(build, "cloudops-trace").asNormalizedText(), containsString(trace.traceId()));
            assertThat(client.getJSON(build.getUrl() + "api/json?tree=actions[traceId]").getContentAsString(), containsString(trace.traceId()));
            assertThat(client.goTo(build.getUrl() + "cloudops-trace/spans", "application/x-ndjson").getWebResponse().getContentAsString(),
                    containsString(trace.traceId()));
        }
    }

    @Test
    public void aBuildJoinsTheTraceOfARequestOfAParameterAndOfTheBuildThatStartedIt() throws Exception {
        FreeStyleProject below = JENKINS.createProject(FreeStyleProject.class, "below");
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, "above");
        job.getPublishersList().add(new BuildTrigger("below", true));
        JENKINS.jenkins.rebuildDependencyGraph();
        try (JenkinsRule.WebClient client = JENKINS.createWebClient()) {
            WebRequest request = new WebRequest(new URL(client.getContextPath() + "job/above/build?delay=0sec"), HttpMethod.POST);
            request.setAdditionalHeader("traceparent", PARENT);
            request.setAdditionalHeader("tracestate", "a=b");
            client.getPage(client.addCrumb(request));
        }
        JENKINS.waitUntilNoActivity();

        assertEquals(TRACE, BuildTrace.of(job.getBuildByNumber(1)).traceId());
        assertEquals("request", BuildTrace.of(job.getBuildByNumber(1)).origin());
        assertEquals(TRACE, BuildTrace.of(below.getBuildByNumber(1)).traceId());
        assertEquals("upstream", BuildTrace.of(below.getBuildByNumber(1)).origin());
        assertEquals(spans(job.getBuildByNumber(1)).get(0).spanId(), spans(below.getBuildByNumber(1)).get(0).parentSpanId());
        FreeStyleBuild parameter = below.scheduleBuild2(0, new hudson.model.Cause.UserIdCause(),
                new ParametersAction(List.of(new StringParameterValue("TRACEPARENT", PARENT)), List.of("TRACEPARENT"))).get();
        assertEquals(TRACE, BuildTrace.of(parameter).traceId());
        assertThat(BuildTrace.of(JENKINS.buildAndAssertSuccess(below)).traceId(), not(TRACE));
    }

    @Test
    public void aBuildJoinsTheTraceOfTheOpenTelemetryPlugin() throws Exception {
        try (OpenTelemetryStandIn other = new OpenTelemetryStandIn(true)) {
            WorkflowRun pipeline = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "traced",
                    "node { stage('s') { sh 'echo \"in the shell: $TRACEPARENT $TRACE_ID $BAGGAGE\"' } }"));
            FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, "traced freestyle");
            job.getBuildersList().add(new Shell("echo \"in the shell: $TRACEPARENT $TRACE_ID $BAGGAGE\""));
            FreeStyleBuild freestyle = JENKINS.buildAndAssertSuccess(job);

            for (Run<?, ?> build : List.of(pipeline, freestyle)) {
                BuildTrace trace = BuildTrace.of(build);
                assertEquals("opentelemetry", trace.origin());
                SpanRecord own = spans(build).stream().filter(span -> span.name().startsWith("RUN ")).findFirst().orElseThrow();
                assertEquals(other.of(build), trace.traceId() + "-" + own.parentSpanId());
                JENKINS.assertLogContains("Trace ID: " + trace.traceId(), build);
                String inner = build == pipeline ? id(build, "stage s") : own.spanId();
                JENKINS.assertLogContains("in the shell: 00-" + trace.traceId() + "-" + inner + "-01 " + trace.traceId() + " ci.pipeline.id=job", build);
            }
        }
    }

    @Test
    public void aBuildHasATraceOfItsOwnBesideAnOpenTelemetryPluginThatIsNotConfigured() throws Exception {
        try (OpenTelemetryStandIn other = new OpenTelemetryStandIn(false)) {
            WorkflowRun build = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "untraced",
                    "node { sh 'echo \"in the shell: $TRACEPARENT $TRACE_ID\"' }"));
            BuildTrace trace = BuildTrace.of(build);

            assertEquals("build", trace.origin());
            assertThat(other.of(build), containsString("0000"));
            JENKINS.assertLogContains("in the shell: " + trace.traceparent() + " " + trace.traceId(), build);
        }
    }

    @Test
    public void aBuildThatAStepStartsIsBelowThatStep() throws Exception {
        FreeStyleProject below = JENKINS.createProject(FreeStyleProject.class, "started");
        below.setQuietPeriod(0);
        WorkflowRun above = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "starting", """
                stage('deploy') { parallel one: { build 'started' }, two: { build job: 'started', wait: false, parameters: [] } }
                """));
        JENKINS.waitUntilNoActivity();

        assertThat(tree(above), org.hamcrest.Matchers.containsInAnyOrder("RUN starting", "RUN starting > stage deploy",
                "RUN starting > stage deploy > branch one", "RUN starting > stage deploy > branch one > step build",
                "RUN starting > stage deploy > branch two", "RUN starting > stage deploy > branch two > step build"));
        List<String> steps = spans(above).stream().filter(span -> span.name().equals("step build")).map(SpanRecord::spanId).toList();
        for (FreeStyleBuild build : below.getBuilds()) {
            assertEquals(BuildTrace.of(above).traceId(), BuildTrace.of(build).traceId());
            assertThat(steps, hasItem(spans(build).get(0).parentSpanId()));
        }
    }

    @Test
    public void whatWasRefusedBeforeItBeganIsInTheDiagnosisOnce() throws Exception {
        WorkflowRun pipeline = JENKINS.buildAndAssertStatus(Result.FAILURE, Jobs.pipeline(JENKINS, "refused", """
                node {
                  stage('bad') { catchError { terraformPlan(stack: 'shop', parallelism: -1) } }
                  stage('run') { terraformPlan(stack: 'nowhere') }
                }
                """));
        FreeStyleProject job = JENKINS.createProject(FreeStyleProject.class, "refused freestyle");
        TerraformPlanBuilder plan = new TerraformPlanBuilder();
        plan.setParallelism(-1);
        job.getBuildersList().add(plan);
        FreeStyleBuild freestyle = JENKINS.buildAndAssertStatus(Result.FAILURE, job);

        List<Diagnosis.Failure> failures = Diagnosis.of(pipeline, BuildTrace.of(pipeline)).failures();
        assertEquals(List.of("step terraformPlan", "terraform plan"), failures.stream().map(Diagnosis.Failure::operation).toList());
        assertThat(failures.get(0).sentence(), containsString("parallelism"));
        assertEquals("configuration", failures.get(0).kind());
        assertThat(failures.get(1).sentence(), containsString("nowhere"));
        assertThat(tree(pipeline), hasItem("RUN refused > stage bad > step terraformPlan"));
        failures = Diagnosis.of(freestyle, BuildTrace.of(freestyle)).failures();
        assertEquals(List.of("step terraformPlan"), failures.stream().map(Diagnosis.Failure::operation).toList());
        assertThat(failures.get(0).sentence(), containsString("parallelism"));
    }

    @Test
    public void aReplayIsANewTraceLinkedToTheOld() throws Exception {
        WorkflowJob job = Jobs.pipeline(JENKINS, "replayed", "echo 'once'");
        WorkflowRun first = JENKINS.buildAndAssertSuccess(job);
        org.jenkinsci.plugins.workflow.cps.replay.ReplayAction replay =
                first.getAction(org.jenkinsci.plugins.workflow.cps.replay.ReplayAction.class);
        WorkflowRun second = (WorkflowRun) replay.run("echo 'again'", java.util.Map.of()).get();

        JENKINS.assertBuildStatusSuccess(second);
        assertThat(BuildTrace.of(second).traceId(), not(BuildTrace.of(first).traceId()));
        assertEquals(BuildTrace.of(first).traceId(), spans(second).get(0).links().get(0).traceId());
    }

    @Test
    public void onlyBuildsThatUseOurStepsHaveATraceIfThatIsWanted() throws Exception {
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEveryBuild(false);
        CloudOpsConfiguration.get().setTracing(tracing);
        try {
            WorkflowRun without = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "without", "stage('a') { echo 'x' }"));
            WorkflowRun with = JENKINS.buildAndAssertSuccess(Jobs.pipeline(JENKINS, "with", "stage('a') { traceSpan('s') { echo traceId() } }"));

            JENKINS.assertLogNotContains("Trace ID", without);
            assertTrue(BuildTrace.existing(without) == null);
            assertThat(tree(with), hasItem("RUN with > stage a > s"));
        } finally {
            CloudOpsConfiguration.get().setTracing(null);
        }
    }

    @Test
    public void whatIsSetComesBackFromTheForm() throws Exception {
        TracingConfiguration tracing = new TracingConfiguration();
        tracing.setEveryBuild(false);
        tracing.setEndpoint("http://collector:4318");
        tracing.setServiceName("ci");
        tracing.setBackend("jaeger");
        tracing.setBackendUrl("http://jaeger:16686");
        tracing.setSpoolMegabytes(12);
        tracing.setSpoolDays(3);
        CloudOpsConfiguration.get().setTracing(tracing);
        try {
            JENKINS.configRoundtrip();
            JENKINS.assertEqualDataBoundBeans(tracing, CloudOpsConfiguration.get().getTracing());
        } finally {
            CloudOpsConfiguration.get().setTracing(null);
        }
    }
}
