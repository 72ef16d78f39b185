package io.jenkins.plugins.cloudops.engine.comment;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.comment.CommentTexts.Text;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CommentTextsTest {

    private static final Marker MARKER = new Marker("https://ours.example/job/", "a", "b", 7, 1_000, 1);

    @Test
    public void aTemplateReplacesItsTextAndNoOther() {
        CommentTexts texts = CommentTexts.of(Map.of(
                Text.HEADLINE, "### Plan of {{code.name}}: {{counts}}",
                Text.INTRODUCTION, "See [the runbook](https://ours.example/runbook).",
                Text.FOOTER, "[build]({{buildUrl}})"));
        String text = render(stack("stacks/shop", Failure.NONE), texts);

        assertThat(texts.problems()).isEmpty();
        assertThat(text).contains("\n### Plan of `stacks/shop`: ➕ 1 to create\n", "\nSee [the runbook](https://ours.example/runbook).\n",
                "\n[build](https://ours.example/7/)\n", "- ➕ create `a.x`").doesNotContain("<sub>");
    }

    @Test
    public void sectionsAreShownOnlyIfThereIsSomething() {
        CommentTexts texts = CommentTexts.of(Map.of(Text.INTRODUCTION,
                "{{#create}}{{create}} new{{/create}}{{#delete}}careful{{/delete}}{{^delete}}nothing goes{{/delete}}{{#failed}}failed{{/failed}}"));

        assertThat(render(stack("a", Failure.NONE), texts)).contains("\n1 newnothing goes\n").doesNotContain("careful", "failed");
        assertThat(render(stack("a", new Failure("denied", "x", List.of())), texts)).contains("\n1 newnothing goesfailed\n");
    }

    @Test
    public void whatATagStandsForIsEscapedInEveryWayToWriteIt() {
        for (String tag : List.of("{{name}}", "{{{name}}}", "{{&name}}", "{{code.name}}", "{{{code.name}}}", "{{#code}}{{name}}{{/code}}")) {
            CommentTexts texts = CommentTexts.of(Map.of(Text.INTRODUCTION, "Of " + tag, Text.HEADLINE, "### " + tag, Text.FOOTER, tag));
            assertThat(texts.problems()).as(tag).isEmpty();
            for (String nasty : Nasty.TEXTS) {
                new ParsedComment(render(stack(nasty, Failure.NONE), texts), Dialect.GITHUB);
            }
        }
    }

    @Test
    public void aBrokenTemplateIsToldOfAndLeavesTheDefault() {
        Map<String, String> broken = Map.of(
                "{{#name}}", "Section missing close tag 'name' @ line 1. The default",
                "{{nmae}}", "In line 1, 'nmae' is not a name that there is. Use one of applied, appliedBy, build,",
                "{{name.bytes}}", "'name.bytes'",
                "{{name.class.name}}", "'name.class.name'",
                "{{> other}}", "It includes another template",
                "{{code}}", "A name is missing in a tag",
                "```\n{{name}}", "a block of code that is not closed",
                "<details><summary>x</summary>", "It has a <details> that is not closed, or closed twice.",
                "<!-- {{name}}", "<!--",
                "x".repeat(4_001), "It may have up to 4,000 characters and has 4,001.");
        String usual = render(stack("a", Failure.NONE), CommentTexts.DEFAULT);
        broken.forEach((template, why) -> {
            CommentTexts texts = CommentTexts.of(Map.of(Text.HEADLINE, template));

            assertThat(texts.problems()).as(template).hasSize(1);
            assertThat(texts.problems().get(0)).startsWith("The template for the text 'headline' is not used: ").contains(why).endsWith(" The default text is shown.");
            assertThat(render(stack("a", Failure.NONE), texts)).as(template).isEqualTo(usual);
        });
    }

    @Test
    public void aBlankTemplateIsNone() {
        CommentTexts texts = CommentTexts.of(Map.of(Text.HEADLINE, " \n"));

        assertThat(texts.problems()).isEmpty();
        assertThat(render(stack("a", Failure.NONE), texts)).isEqualTo(render(stack("a", Failure.NONE), CommentTexts.DEFAULT));
    }

    @Test
    public void noTemplateMakesACommentTooLong() {
        CommentTexts texts = CommentTexts.of(Map.of(Text.INTRODUCTION, "{{name}}".repeat(400), Text.FOOTER, "{{stack}} ".repeat(390)));
        Dialect small = Dialect.GITHUB.withLimit(4_000);
        PlanComment comment = new PlanComment(List.of(stack("x".repeat(300), Failure.NONE)), BuildFacts.NONE, true);

        new ParsedComment(new CommentRenderer(small, texts).render(comment, MARKER, 1).get(0), small);
    }

    private static StackPart stack(String name, Failure failure) {
        Item item = new Item(Deed.CREATE, "a.x", "a", "", "", "", false, "", List.of(), 0);
        return new StackPart(new Place(name, name, "", "", "", "", ""), new Tally(Map.of(Deed.CREATE, 1), 0, 0, false, true), List.of(item), List.of(),
                List.of(), List.of(), List.of(), failure, Applied.NOT_YET);
    }

    private static String render(StackPart stack, CommentTexts texts) {
        BuildFacts build = new BuildFacts("b", "https://ours.example/7/", "", "", "", "", "");
        return new CommentRenderer(Dialect.GITHUB, texts).render(new PlanComment(List.of(stack), build, true), MARKER, 1).get(0);
    }
}
