package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.comment.Brief;
import io.jenkins.plugins.cloudops.engine.comment.CommentRenderer;
import io.jenkins.plugins.cloudops.engine.comment.CommentTexts;
import io.jenkins.plugins.cloudops.engine.comment.Dialect;
import io.jenkins.plugins.cloudops.engine.comment.Gate;
import io.jenkins.plugins.cloudops.engine.comment.PlanComment;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.store.StoredGates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.Test;

/** Comments as they are on plans of Terraform. {@code -Dcloudops.golden=write} writes the golden files anew. */
public class PlanCommentsTest {

    private static final Path WRITTEN = Path.of("src/test/resources/io/jenkins/plugins/cloudops/task/comments");
    private static final boolean WRITES = "write".equals(System.getProperty("cloudops.golden"));

    @Test
    public void realPlansReadAsInTheGoldenFiles() throws IOException {
        SoftAssertions all = new SoftAssertions();
        Map<String, PlanComment> comments = RealPlans.comments();
        for (Map.Entry<String, PlanComment> comment : comments.entrySet()) {
            hold(all, comment.getKey() + ".github.md", render(comment.getValue(), Dialect.GITHUB));
        }
        for (String name : List.of("web-change", "many", "apply-failed")) {
            hold(all, name + ".bitbucket.md", render(comments.get(name), Dialect.BITBUCKET_CLOUD));
        }
        hold(all, "everything.brief.md", Brief.of(comments.get("everything").stacks().get(0)));
        hold(all, "sweep.brief.md", Brief.of(comments.get("sweep").stacks().get(0)));
        all.assertAll();
    }

    @Test
    public void tenThousandChangesAreCountedExactly() throws IOException {
        PlanComment many = RealPlans.comments().get("many");

        assertThat(render(many, Dialect.GITHUB)).contains("➕ 10,000 to create", "- [and 9,500 more](https://jenkins.example.com/");
        assertThat(render(many, Dialect.BITBUCKET_CLOUD)).contains("- [and 9,940 more](https://jenkins.example.com/");
        assertThat(render(many, Dialect.GITHUB.withLimit(5_000))).containsPattern("\\[and 9,[89]\\d\\d more]\\(https://jenkins");
    }

    @Test
    public void noSecretIsInAComment() throws IOException {
        PlanComment everything = RealPlans.comments().get("everything");

        assertThat(render(everything, Dialect.GITHUB)).contains("(sensitive)").doesNotContain("hunter2");
        assertThat(Brief.of(everything.stacks().get(0))).doesNotContain("hunter2", "welcome", "10.0.0.0", "bye");
    }

    @Test
    public void whoOverrodeAGateIsNamed() {
        GateReport report = new GateReport(List.of(new GateReport.Finding(GateReport.Rule.LIMITS, "delete: 0", 12,
                List.of(new GateReport.Entry("a.x", "delete")))), List.of());
        List<Gate> broken = PlanComments.of(new StoredGates("p", "limits", report, StoredGates.Override.NONE));
        List<Gate> overridden = PlanComments.of(new StoredGates("p", "limits", report, new StoredGates.Override("anna", "agreed", 1)));

        assertThat(broken).hasSize(1);
        assertThat(broken.get(0).sentence()).contains("delete: 0").doesNotContain("Overridden");
        assertThat(broken.get(0).resources()).containsExactly("a.x (delete)");
        assertThat(broken.get(0).omitted()).isEqualTo(11);
        assertThat(overridden.get(0).sentence()).endsWith("Overridden by anna: agreed");
    }

    private static String render(PlanComment comment, Dialect dialect) {
        return new CommentRenderer(dialect, CommentTexts.DEFAULT).render(comment, RealPlans.MARKER, 1).get(0);
    }

    private static void hold(SoftAssertions all, String file, String now) throws IOException {
        if (WRITES) {
            Files.writeString(WRITTEN.resolve(file), now);
            return;
        }
        try (InputStream in = PlanCommentsTest.class.getResourceAsStream("comments/" + file)) {
            assertThat(in).as(file).isNotNull();
            all.assertThat(now).as(file).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
