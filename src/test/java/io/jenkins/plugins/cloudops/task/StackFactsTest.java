package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.XmlFile;
import io.jenkins.plugins.cloudops.agent.ReadPrepared.Prepared;
import io.jenkins.plugins.cloudops.agent.WriteRun;
import io.jenkins.plugins.cloudops.engine.lock.StateKey;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.apply.StateIdentity;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;

public class StackFactsTest {

    private static final Prepared PREPARED = new Prepared("terraform", "1.11.4", "prod",
            new StateKey("ab".repeat(32), "s3", "s3 bucket/shop"), "c0ffee", "7ree", "",
            new TreeMap<>(Map.of("registry.terraform.io/hashicorp/aws", "5.0.0")), new StateIdentity("line", 7), "");

    @Rule
    public final LocalSite site = new LocalSite();

    private final StackFacts facts = new StackFacts();

    private Map<String, Object> span(StackFacts of) {
        SpanRecord.Builder span = new OpenSpan("00f067aa0ba902b7", "", "work", 1).ended(2);
        of.describe(span, new SensitiveValues());
        return span.of("4bf92f3577b34da6a3ce929d0e0e4736").attributes();
    }

    private static WriteRun.Written written(String path) {
        return new WriteRun.Written(path, new TreeMap<>(Map.of("prod.tfvars", "digest")), 0, "");
    }

    @Test
    public void nothingIsSaidOfWhatIsNotKnownYet() {
        assertThat(facts.toolWithVersion()).isEmpty();
        assertThat(span(facts)).doesNotContainKeys("cloudops.providers", "cloudops.defaults", "cloudops.state.serial");
    }

    @Test
    public void thePlaceOfAStackIsRelativeToTheAgentWorkspace() {
        facts.take(written("/agent/workspace/shop/stacks/web"));
        facts.take(PREPARED);

        PlanOrigin origin = facts.origin("/agent/workspace/shop", PREPARED);

        assertThat(origin.stack()).isEqualTo("stacks/web");
        assertThat(origin.workspace()).isEqualTo("prod");
        assertThat(origin.state().serial()).isEqualTo(7);
        assertThat(origin.sources().varFiles()).containsOnlyKeys("prod.tfvars");
        assertThat(facts.toolWithVersion()).isEqualTo("terraform 1.11.4");
    }

    @Test
    public void theAgentWorkspaceItselfIsADot() {
        facts.take(written("/agent/workspace/shop"));

        assertThat(facts.origin("/agent/workspace/shop", PREPARED).stack()).isEqualTo(".");
    }

    @Test
    public void aStateThatCannotBeReadDoesNotChangeWhatIsKnownOfIt() {
        facts.take(PREPARED);
        facts.take(StateIdentity.NONE);
        assertThat(span(facts)).containsEntry("cloudops.state.serial", 7L);

        facts.take(new StateIdentity("line", 8));
        assertThat(span(facts)).containsEntry("cloudops.state.serial", 8L);
    }

    @Test
    public void theSameIsKnownAfterARestart() throws Exception {
        facts.defaults(List.of("The lock timeout is that of the folder."));
        facts.take(written("/agent/workspace/shop"));
        facts.take(PREPARED);
        XmlFile file = new XmlFile(Jenkins.XSTREAM2, new File(site.home().toFile(), "facts.xml"));
        file.write(facts);

        StackFacts back = (StackFacts) file.read();

        assertThat(span(back)).isEqualTo(span(facts)).containsEntry("cloudops.workspace", "prod");
        assertThat(back.path()).isEqualTo("/agent/workspace/shop");
        assertThat(back.commit()).isEqualTo("c0ffee");
    }
}
