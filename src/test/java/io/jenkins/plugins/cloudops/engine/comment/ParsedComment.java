package io.jenkins.plugins.cloudops.engine.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A comment as a forge reads it: parsed back with GitHub's extensions, and everything in it looked at. */
public final class ParsedComment {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(AutolinkExtension.create(), TablesExtension.create(), StrikethroughExtension.create()))
            .build();

    private static final Set<Class<? extends Node>> EXPECTED = Set.of(Document.class, Heading.class, Paragraph.class, BulletList.class,
            ListItem.class, Text.class, SoftLineBreak.class, Code.class, FencedCodeBlock.class, StrongEmphasis.class, Emphasis.class,
            Link.class, HtmlBlock.class, HtmlInline.class, LinkReferenceDefinition.class);

    /** A mention, a reference to an issue, a merge request, a snippet, a label; a link; an emoji; a commit; an issue's key. */
    private static final Pattern ACTS = Pattern.compile("@[\\w-]|#\\w|!\\d|\\$\\w|~\\w|%\\w|https?://|www\\.|:\\w+:|(?<!\\w)[0-9a-f]{7,}|[A-Z]-\\d");
    private static final Pattern DETAILS = Pattern.compile("<details><summary>(?:[^<>]|</?code>)*</summary>\\n?");

    private final String markdown;
    private final Dialect dialect;
    private final List<Node> nodes = new ArrayList<>();

    /** @throws AssertionError if anything in it is not of our making */
    public ParsedComment(String markdown, Dialect dialect) {
        this.markdown = markdown;
        this.dialect = dialect;
        Node document = PARSER.parse(markdown);
        collect(document);
        nodes.forEach(this::look);
        assertThat(texts(HtmlBlock.class).filter(text -> text.startsWith("<details>")).count())
                .as("blocks that fold are closed").isEqualTo(texts(HtmlBlock.class).filter(text -> text.strip().equals("</details>")).count());
        assertThat(markdown.lines().filter(line -> line.startsWith("/"))).as("commands to bots").isEmpty();
        assertThat(Marker.parse(markdown)).as("the marker").isPresent();
        assertThat(dialect.count(markdown)).as("length").isLessThanOrEqualTo(dialect.limit());
    }

    private void collect(Node node) {
        nodes.add(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            collect(child);
        }
    }

    private void look(Node node) {
        assertThat(EXPECTED).as("a %s in %s", node, markdown).contains(node.getClass());
        if (node instanceof FencedCodeBlock block) {
            assertThat(block.getClosingFenceLength()).as("a block that is closed").isNotNull();
            assertThat(block.getInfo()).isIn("diff", "text");
        } else if (node instanceof HtmlBlock block) {
            assertThat(dialect.html()).as("HTML %s", block.getLiteral()).isTrue();
            assertThat(block.getLiteral()).satisfiesAnyOf(
                    html -> assertThat(html).startsWith("<!-- cloudops-pipeline job=").endsWith(" -->").doesNotContain("\n"),
                    html -> assertThat(html).matches(DETAILS),
                    html -> assertThat(html.strip()).isEqualTo("</details>"));
        } else if (node instanceof HtmlInline inline) {
            assertThat(dialect.html()).as("HTML %s", inline.getLiteral()).isTrue();
            assertThat(inline.getLiteral()).isIn("<sub>", "</sub>");
        } else if (node instanceof Link link) {
            assertThat(link.getDestination()).as("a link's target").startsWith("https://ours.example/");
        } else if (node instanceof Text text && !(node.getParent() instanceof Link)) {
            assertThat(ACTS.matcher(text.getLiteral()).find()).as("text that acts: %s", text.getLiteral()).isFalse();
        } else if (node instanceof LinkReferenceDefinition definition) {
            assertThat(definition.getLabel()).isEqualTo("//");
        }
    }

    private java.util.stream.Stream<String> texts(Class<HtmlBlock> type) {
        return nodes.stream().filter(type::isInstance).map(type::cast).map(HtmlBlock::getLiteral);
    }

    /** The texts of all headings. */
    public List<String> headings() {
        return nodes.stream().filter(Heading.class::isInstance).map(ParsedComment::text).toList();
    }

    /** The text of each entry of a list. */
    public List<String> items() {
        return nodes.stream().filter(ListItem.class::isInstance).map(ParsedComment::text).toList();
    }

    /** The content of each block of code. */
    public List<String> blocks() {
        return nodes.stream().filter(FencedCodeBlock.class::isInstance).map(node -> ((FencedCodeBlock) node).getLiteral()).toList();
    }

    /** The content of all pieces of code in a line. */
    public List<String> code() {
        return nodes.stream().filter(Code.class::isInstance).map(node -> ((Code) node).getLiteral()).toList();
    }

    private static String text(Node node) {
        StringBuilder out = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                out.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                out.append(code.getLiteral());
            }
        });
        return out.toString();
    }
}
