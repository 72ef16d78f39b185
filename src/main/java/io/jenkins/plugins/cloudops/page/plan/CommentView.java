package io.jenkins.plugins.cloudops.page.plan;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.store.CommentStore;
import io.jenkins.plugins.cloudops.store.StoredComment;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A comment on a pull request that shows a plan. */
@ExportedBean(defaultVisibility = 3)
@Restricted(NoExternalUse.class)
public final class CommentView {

    private final StoredComment comment;

    private CommentView(StoredComment comment) {
        this.comment = comment;
    }

    /** Those of a build that show a plan and can be looked at. */
    public static List<CommentView> of(Run<?, ?> build, String plan) {
        return build == null ? List.of() : CommentStore.of(build).of(plan).stream().map(CommentView::new)
                .filter(comment -> !comment.getUrl().isEmpty()).toList();
    }

    /** Of the comment, or else of its pull request; empty if that is no address on the web. */
    @Exported
    public String getUrl() {
        String url = comment.url().isEmpty() ? comment.pullRequest() : comment.url();
        return url.startsWith("https://") || url.startsWith("http://") ? url : "";
    }

    /** Of the pull request. */
    @Exported
    public String getPullRequest() {
        return comment.pullRequest();
    }
}
