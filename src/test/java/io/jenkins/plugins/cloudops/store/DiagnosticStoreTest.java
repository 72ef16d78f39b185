package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import io.jenkins.plugins.cloudops.store.StoredDiagnostics.Said;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DiagnosticStoreTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void whatWasSaidComesBack() throws IOException {
        DiagnosticStore store = DiagnosticStore.of(new LocalBuild("shop#1", folder.newFolder()));
        StoredDiagnostics said = StoredDiagnostics.of("k3x9", List.of(said("No credentials", "Two\nlines", "", "main.tf", 4)),
                List.of(said("Deprecated", "", "aws_x.y", "main.tf", 9)));
        store.save(said);

        assertThat(store.get("k3x9")).isEqualTo(said);
        assertThat(said.errors()).containsExactly(new Said("No credentials", "Two\nlines", "main.tf:4", 1));
        assertThat(said.warnings()).containsExactly(new Said("Deprecated", "", "aws_x.y", 1));
        assertThat(store.get("other").isEmpty()).isTrue();
    }

    @Test
    public void whatIsSaidOftenIsKeptOnceAndCounted() {
        List<Diagnostic> all = new ArrayList<>();
        for (int i = 0; i < 4_688; i++) {
            all.add(said("execution halted", "", "", "", 0));
        }
        for (int i = 0; i < 100; i++) {
            all.add(said("other " + i, "x".repeat(5_000), "", "", 0));
        }
        StoredDiagnostics said = StoredDiagnostics.of("k", all, List.of());

        assertThat(said.errors()).hasSize(20);
        assertThat(said.errors().get(0)).isEqualTo(new Said("execution halted", "", "", 4_688));
        assertThat(said.errors().get(1).detail()).hasSize(4_001).endsWith("…");
    }

    private static Diagnostic said(String summary, String detail, String address, String file, int line) {
        return new Diagnostic(Severity.ERROR, summary, detail, address, file, line, Snippet.NONE);
    }
}
