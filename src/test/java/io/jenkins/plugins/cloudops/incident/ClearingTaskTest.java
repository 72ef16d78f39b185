package io.jenkins.plugins.cloudops.incident;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Executor;
import hudson.model.Queue;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.FlagFiles;
import io.jenkins.plugins.cloudops.engine.incident.Scenarios;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalAgent;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.trace.BuildTrace;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** What is not on an agent itself is cleared from another one. */
public class ClearingTaskTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @After
    public void emptyTheQueue() {
        Queue.getInstance().waiting.clear();
        Executor.CURRENT.remove();
    }

    /** Something in the world that any agent can reach. */
    private static final class Anywhere extends TargetPlace {

        private int cleared;

        @Override
        String key() {
            return "anywhere";
        }

        @Override
        public String label() {
            return "anywhere";
        }

        @Override
        String node() {
            return "agent";
        }

        @Override
        String labels() {
            return "\"linux\"&&\"docker\"";
        }

        @Override
        boolean isOnNode() {
            return false;
        }

        @Override
        String read(Site from) {
            return FlagFiles.shop();
        }

        @Override
        void trigger(Site from, List<Touch> touches) {
            // It is.
        }

        @Override
        List<String> clear(Site from, List<Touch> touches, boolean force) {
            assertThat(from.node()).isEqualTo("other");
            assertThat(from.environment()).containsEntry("KUBECONFIG", System.getenv("PATH") + ":/etc/kubeconfig");
            cleared++;
            return List.of();
        }
    }

    @Test
    public void anotherAgentWithTheSameLabelsClears() throws Exception {
        Anywhere place = new Anywhere();
        List<Touch> touches = FlagFile.read("f", FlagFiles.shop()).touches(Scenarios.catalogue().find("high-cpu"));
        Incident incident = new Incident("abc", site.build(), "high-cpu", "The ad service burns CPU", place, touches);
        Incidents.get().intend(incident);
        incident.isInForce(1_000);
        site.agent().disconnect();

        Incidents.get().clear(incident, "its build is over", false, null);
        Incidents.get().clear(incident, "its build is over", false, null);

        Eventually.holds(() -> assertThat(incident.attempts()).isEqualTo(2));
        assertThat(incident.problem()).contains("a task waits in the queue");
        Queue.Task task = Queue.getInstance().waiting.get(0);
        assertThat(Queue.getInstance().waiting).hasSize(1);
        assertThat(task.getAssignedLabel()).hasToString("\"linux\"&&\"docker\"");
        assertThat(task.getDisplayName()).isEqualTo("Clearing the incident The ad service burns CPU of folder/shop #1#1");
        LocalAgent other = new LocalAgent("other", site.outside());
        other.property("KUBECONFIG", "${PATH}:/etc/kubeconfig");
        site.jenkins().add(other, other.machine());
        Executor.CURRENT.set(new Executor(other.machine()));
        task.createExecutable().run();
        task.createExecutable().run();

        assertThat(place.cleared).isEqualTo(1);
        assertThat(Incidents.get().going()).isEmpty();
    }

    @Test
    public void theTraceHasItFromTriggerToClear() throws Exception {
        Anywhere place = new Anywhere();
        List<Touch> touches = FlagFile.read("f", FlagFiles.shop()).touches(Scenarios.catalogue().find("high-cpu"));
        Incident incident = new Incident("abd", site.build(), "high-cpu", "The ad service burns CPU", place, touches);
        incident.isInForce(1_000);
        incident.isBeingCleared("its time had expired", false);
        incident.isCleared(61_000, List.of());

        IncidentSpans.record(site.build(), incident);
        IncidentSpans.record(site.build(), incident);

        List<SpanRecord> spans = new ArrayList<>();
        BuildTrace.of(site.build()).read(spans::add);
        assertThat(spans).filteredOn(span -> span.name().equals("incident")).singleElement().satisfies(span -> {
            assertThat(span.duration()).isEqualTo(60_000);
            assertThat(span.text("feature_flag.key")).isEqualTo("adHighCpu");
            assertThat(span.text("feature_flag.result.variant")).isEqualTo("on");
            assertThat(span.text("cloudops.incident.cleared_by")).isEqualTo("its time had expired");
        });
    }
}
