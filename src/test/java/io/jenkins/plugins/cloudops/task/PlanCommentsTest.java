package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.comment.CommentRenderer;
import io.jenkins.plugins.cloudops.engine.comment.CommentTexts;
import io.jenkins.plugins.cloudops.engine.comment.Dialect;
import io.jenkins.plugins.cloudops.engine.comment.PlanComment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.Test;

/** Comments as they are on plans of Terraform. {@code -Dcloudops.golden=write} writes the golden files anew. */
public class PlanCommentsTest {

    private static final Path WRITTEN = Path.of("src/test/resources/io/jenkins/plugins/cloudops/task/comments");

    @Test
    public void realPlansReadAsInTheGoldenFiles() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Map.Entry<String, PlanComment> comment : RealPlans.comments().entrySet()) {
            all.assertThat(render(comment.getValue(), Dialect.GITHUB)).as(comment.getKey()).isEqualTo(golden(comment.getKey() + ".github.md",
                    render(comment.getValue(), Dialect.GITHUB)));
        }
        for (String name : new String[] {"web-change", "many", "apply-failed"}) {
            String text = render(RealPlans.comments().get(name), Dialect.BITBUCKET_CLOUD);
            all.assertThat(text).as(name).isEqualTo(golden(name + ".bitbucket.md", text));
        }
        all.assertAll();
    }

    private static String render(PlanComment comment, Dialect dialect) {
        return new CommentRenderer(dialect, CommentTexts.DEFAULT).render(comment, RealPlans.MARKER, 1).get(0);
    }

    private static String golden(String file, String now) throws IOException {
        if ("write".equals(System.getProperty("cloudops.golden"))) {
            Files.writeString(WRITTEN.resolve(file), now);
        }
        try (InputStream in = PlanCommentsTest.class.getResourceAsStream("comments/" + file)) {
            return in == null ? "write".equals(System.getProperty("cloudops.golden")) ? now : "" : "write".equals(System.getProperty("cloudops.golden")) ? now
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
