package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Entry;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Finding;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GateStoreTest {

    @org.junit.Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private LocalBuild build;

    @Before
    public void aBuild() throws Exception {
        build = new LocalBuild("shop#1", folder.newFolder());
    }

    @Test
    public void whatIsKeptComesBack() throws Exception {
        StoredGates gates = new StoredGates("k3x9", "limits: [delete: 0]", new GateReport(
                List.of(new Finding(Rule.LIMITS, "delete: 0", 2, List.of(new Entry("a.b[\"c d\"]", "delete"), new Entry("a.c", "replace")))),
                List.of(new Finding(Rule.REQUIRED_TAGS, "Owner", 101, List.of(new Entry("a.d", "Owner"))))),
                new StoredGates.Override("operator", "The \"old\" queue goes", 1_700_000_000_000L));

        GateStore.of(build).save(gates);

        assertThat(GateStore.of(build).get("k3x9")).isEqualTo(gates);
        assertThat(gates.isBroken()).isFalse();
    }

    @Test
    public void withoutGatesThereIsNothing() throws Exception {
        assertThat(GateStore.of(build).get("none")).isEqualTo(StoredGates.NONE);
        assertThat(GateStore.of(build).get("../../config")).isEqualTo(StoredGates.NONE);
        assertThat(build.getRootDir()).isEmptyDirectory();
    }

    @Test
    public void fieldsThatAreUnknownAreSkipped() throws Exception {
        Path file = build.getRootDir().toPath().resolve("cloudops/gates/a1.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"id\":\"a1\",\"newer\":[1],\"inForce\":\"forbid: ['a']\",\"broken\":[{\"rule\":\"forbid\",\"setting\":\"a\",\"total\":1,\"listed\":[],\"more\":1}]}");

        StoredGates gates = GateStore.of(build).get("a1");

        assertThat(gates.isBroken()).isTrue();
        assertThat(gates.report().broken()).containsExactly(new Finding(Rule.FORBID, "a", 1, List.of()));
        assertThat(gates.override()).isEqualTo(StoredGates.Override.NONE);
    }
}
