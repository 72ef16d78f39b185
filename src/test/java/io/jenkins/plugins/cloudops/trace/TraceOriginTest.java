package io.jenkins.plugins.cloudops.trace;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.Cause;
import hudson.model.LocalBuild;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.engine.trace.TraceContext;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.File;
import java.util.List;
import org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TraceOriginTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Rule
    public LocalSite site = new LocalSite();

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private LocalBuild build(int number) {
        return new LocalBuild("job#" + number, new File(folder.getRoot(), String.valueOf(number)));
    }

    private static final class Text extends ParameterValue {

        private static final long serialVersionUID = 1L;

        private final String value;

        Text(String name, String value) {
            super(name);
            this.value = value;
        }

        @Override
        public Object getValue() {
            return value;
        }
    }

    private static void parameters(LocalBuild build, String parent) {
        build.addAction(new ParametersAction(List.of(new Text("TRACEPARENT", parent), new Text("TRACESTATE", "a=b"),
                new Text("BAGGAGE", "c=d"), new Text("OTHER", null))));
    }

    @Test
    public void joinsTheTraceOfAParameter() {
        LocalBuild build = build(1);
        parameters(build, PARENT);
        BuildTrace trace = BuildTrace.of(build);

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.facts().parent()).isEqualTo("00f067aa0ba902b7");
        assertThat(trace.context().spanId()).isNotEqualTo("00f067aa0ba902b7");
        assertThat(trace.context().environment()).containsEntry("TRACESTATE", "a=b").containsEntry("BAGGAGE", "c=d");
        assertThat(trace.origin()).isEqualTo("parameter");
    }

    @Test
    public void hasATraceOfItsOwnWhenTheParameterIsNone() {
        for (String wrong : new String[] {null, "", "none", PARENT + "x"}) {
            LocalBuild build = build(2);
            parameters(build, wrong);
            assertThat(BuildTrace.of(build).origin()).as(wrong).isEqualTo("build");
            assertThat(BuildTrace.of(build).facts().parent()).isEmpty();
        }
    }

    @Test
    public void joinsTheTraceOfTheRequestBeforeThatOfAParameter() {
        LocalBuild build = build(1);
        parameters(build, PARENT.replace("4bf9", "aaaa"));
        build.addAction(new RequestedTrace(TraceContext.parse(PARENT, "a=b", "")));

        assertThat(BuildTrace.of(build).traceId()).isEqualTo(TRACE);
        assertThat(BuildTrace.of(build).origin()).isEqualTo("request");
    }

    @Test
    public void joinsTheTraceOfTheBuildThatStartedIt() {
        LocalBuild upstream = build(1);
        LocalBuild build = build(2);
        build.startedBy(new Cause.UpstreamCause(upstream));
        BuildTrace first = BuildTrace.of(upstream);
        BuildTrace second = BuildTrace.of(build);

        assertThat(second.traceId()).isEqualTo(first.traceId());
        assertThat(second.facts().parent()).isEqualTo(first.context().spanId());
        assertThat(second.spanId("node/3")).isNotEqualTo(first.spanId("node/3"));
    }

    @Test
    public void isBelowTheStepThatStartedIt() {
        LocalBuild upstream = build(1);
        LocalBuild build = build(2);
        build.startedBy(new BuildUpstreamCause(upstream, "17"));
        BuildTrace first = BuildTrace.of(upstream);

        assertThat(BuildTrace.of(build).traceId()).isEqualTo(first.traceId());
        assertThat(BuildTrace.of(build).facts().parent()).isEqualTo(first.spanId("node/17")).isNotEqualTo(first.context().spanId());
        LocalBuild old = build(3);
        old.startedBy(new BuildUpstreamCause(upstream, null));
        assertThat(BuildTrace.of(old).facts().parent()).isEqualTo(first.context().spanId());
    }

    @Test
    public void hasATraceOfItsOwnWhenNobodyTracedTheOther() {
        LocalBuild build = build(2);
        build.startedBy(new Cause.UpstreamCause(build(1)));

        assertThat(BuildTrace.of(build).origin()).isEqualTo("build");
        LocalBuild orphan = build(3);
        orphan.startedBy(new Cause.UpstreamCause(null));
        assertThat(BuildTrace.of(orphan).origin()).isEqualTo("build");
    }

    @Test
    public void isNewForARepetitionAndLinkedToWhatIsRepeated() {
        LocalBuild original = build(1);
        parameters(original, PARENT);
        BuildTrace first = BuildTrace.of(original);
        LocalBuild build = build(2);
        parameters(build, PARENT);
        build.startedBy(new org.jenkinsci.plugins.workflow.cps.replay.ReplayCause(original));
        BuildTrace second = BuildTrace.of(build);

        assertThat(second.traceId()).isNotEqualTo(first.traceId());
        assertThat(second.facts().linked().traceparent()).isEqualTo(first.traceparent());
        assertThat(BuildTrace.of(reloaded(2)).facts().linked().traceparent()).isEqualTo(first.traceparent());
    }

    @Test
    public void isNewForARepetitionOfABuildWithoutATrace() {
        LocalBuild build = build(2);
        parameters(build, PARENT);
        build.startedBy(new org.jenkinsci.plugins.workflow.cps.replay.ReplayCause(null));

        assertThat(BuildTrace.of(build).origin()).isEqualTo("build");
        assertThat(BuildTrace.of(build).facts().linked().isPresent()).isFalse();
    }

    private LocalBuild reloaded(int number) {
        return build(number);
    }

    @Test
    public void isInTheEnvironmentOfTheBuildAndNotOfOneWithoutATrace() {
        LocalBuild build = build(1);
        EnvVars variables = new EnvVars();
        new TraceVariables.OfBuilds().buildEnvironmentFor(build, variables, TaskListener.NULL);

        assertThat(variables).containsEntry("TRACE_ID", BuildTrace.of(build).traceId())
                .containsEntry("TRACEPARENT", BuildTrace.of(build).traceparent()).containsEntry("TRACESTATE", "").containsEntry("BAGGAGE", "");
        LocalBuild old = build(2);
        old.endQuietly();
        EnvVars none = new EnvVars();
        new TraceVariables.OfBuilds().buildEnvironmentFor(old, none, TaskListener.NULL);
        assertThat(none).isEmpty();
    }
}
