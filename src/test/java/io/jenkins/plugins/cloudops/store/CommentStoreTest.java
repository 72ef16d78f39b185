package io.jenkins.plugins.cloudops.store;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommentStoreTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void everyFieldComesBack() throws Exception {
        LocalBuild build = new LocalBuild("shop#1", folder.newFolder("build"));
        StoredComment comment = new StoredComment("c1", List.of("p1", "p2"), "https://github.com/shop/infra/pull/12", "given", "bot",
                "infra", "default", 3, "update", "https://github.com/shop/infra/pull/12#issuecomment-1");
        CommentStore.of(build).save(comment);

        assertThat(CommentStore.of(build).of("p1")).containsExactly(comment);
        assertThat(CommentStore.of(build).of("p2")).containsExactly(comment);
        assertThat(CommentStore.of(build).of("p")).isEmpty();
    }

    @Test
    public void whatIsBrokenIsLeftOut() throws Exception {
        LocalBuild build = new LocalBuild("shop#1", folder.newFolder("build"));
        Path comments = build.getRootDir().toPath().resolve("cloudops/comments");
        assertThat(CommentStore.of(build).of("p1")).isEmpty();
        Files.createDirectories(comments);
        Files.writeString(comments.resolve("c1.json"), "{ half");
        Files.writeString(comments.resolve("c2.json"), "{}");

        assertThat(CommentStore.of(build).of("p1")).isEmpty();
    }
}
