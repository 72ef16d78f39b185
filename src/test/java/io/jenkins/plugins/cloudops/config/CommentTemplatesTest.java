package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.engine.comment.BuildFacts;
import io.jenkins.plugins.cloudops.engine.comment.CommentRenderer;
import io.jenkins.plugins.cloudops.engine.comment.Dialect;
import io.jenkins.plugins.cloudops.engine.comment.Failure;
import io.jenkins.plugins.cloudops.engine.comment.Marker;
import io.jenkins.plugins.cloudops.engine.comment.Place;
import io.jenkins.plugins.cloudops.engine.comment.PlanComment;
import io.jenkins.plugins.cloudops.engine.comment.StackPart;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class CommentTemplatesTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void theFirstThatIsForTheJobAndHasTheTextCounts() {
        CommentTemplates team = templates("team", "### Team", "");
        CommentTemplates all = templates("", "### Everybody", "Ask in the channel");
        CloudOpsConfiguration.get().setCommentTemplates(List.of(team, all));

        assertThat(comment("team/shop/PR-12")).contains("### Team\n", "Ask in the channel").doesNotContain("Everybody");
        assertThat(comment("teams/shop")).contains("### Everybody\n", "Ask in the channel").doesNotContain("### Team");
    }

    @Test
    public void withoutAnyTheTextsAreTheUsual() {
        CloudOpsConfiguration.get().setCommentTemplates(List.of(templates("team", "### Team", "")));

        assertThat(comment("other/shop")).contains("### ❌ Planning `shop` failed (`denied`)").doesNotContain("Team");
    }

    @Test
    public void theyComeBackAfterARestart() {
        CloudOpsConfiguration.get().setCommentTemplates(List.of(templates("team", "### {{code.name}}\n", "")));
        site.kill();
        site.boot(true);

        assertThat(CloudOpsConfiguration.get().getCommentTemplates()).hasSize(1);
        CommentTemplates back = CloudOpsConfiguration.get().getCommentTemplates().get(0);
        assertThat(back.getFolder()).isEqualTo("team");
        assertThat(back.getHeadline()).isEqualTo("### {{code.name}}\n");
        assertThat(back.getFooter()).isEmpty();
        assertThat(comment("team/a")).contains("### `shop`");
    }

    @Test
    public void aBrokenTemplateIsSaidInTheFormAndInTheLog() {
        CommentTemplates.DescriptorImpl form = new CommentTemplates.DescriptorImpl();
        CloudOpsConfiguration.get().setCommentTemplates(List.of(templates("", "{{nmae}}", "")));

        assertThat(form.doCheckHeadline("{{nmae}}").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckHeadline("{{nmae}}").getMessage()).contains("headline", "is not used", "nmae", "is not a name that there is");
        assertThat(form.doCheckHeadline("{{name}}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckFooter("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(CloudOpsConfiguration.get().commentTexts("a").problems()).hasSize(1);
        assertThat(comment("a")).contains("Planning `shop` failed");
    }

    @Test
    public void whatCannotBeAFolderIsKeptForTheFormAndIsForNoJob() {
        CloudOpsConfiguration.get().setCommentTemplates(List.of(templates("a<b", "### Mine", ""), templates("", "### Everybody", "")));
        assertThat(CloudOpsConfiguration.get().getCommentTemplates().get(0).getFolder()).isEqualTo("a<b");
        assertThat(comment("a")).contains("Everybody").doesNotContain("Mine");
        assertThat(new CommentTemplates.DescriptorImpl().doCheckFolder("a<b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(new CommentTemplates.DescriptorImpl().doCheckFolder("").kind).isEqualTo(FormValidation.Kind.OK);
    }

    private static CommentTemplates templates(String folder, String headline, String introduction) {
        CommentTemplates templates = new CommentTemplates();
        templates.setFolder(folder);
        templates.setHeadline(headline);
        templates.setIntroduction(introduction);
        return templates;
    }

    private static String comment(String job) {
        StackPart stack = StackPart.failed(new Place("", "shop", "", "", "", "", ""), new Failure("denied", "no", List.of()));
        return new CommentRenderer(Dialect.GITHUB, CloudOpsConfiguration.get().commentTexts(job))
                .render(new PlanComment(List.of(stack), BuildFacts.NONE, true), new Marker("j", "s", "w", 1, 1, 1), 1).get(0);
    }
}
