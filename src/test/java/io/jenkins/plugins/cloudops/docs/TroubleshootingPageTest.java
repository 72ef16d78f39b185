package io.jenkins.plugins.cloudops.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** docs/troubleshooting.md quotes what is really said. */
public class TroubleshootingPageTest {

    private static final Path PAGE = Path.of("docs/troubleshooting.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!the log says)([^-|][^|]*) \\| [^|]* \\| [^|]*\\|$");
    private static final Pattern QUOTE = Pattern.compile("(?m)^- \\*([^*]+)\\*");

    @Test
    public void everySentenceIsAMessageOfThePlugin() throws Exception {
        List<String> messages = messages();
        String page = Files.readString(PAGE);
        List<String> sentences = new ArrayList<>();
        for (Pattern pattern : List.of(ROW, QUOTE)) {
            Matcher found = pattern.matcher(page);
            while (found.find()) {
                sentences.add(found.group(1));
            }
        }

        assertThat(sentences).hasSizeGreaterThan(45);
        assertThat(sentences).allSatisfy(sentence ->
                assertThat(messages).anySatisfy(message -> assertThat(message).contains(sentence.replaceAll("(?: …)?$", ""))));
    }

    @Test
    public void everyKindOfATerraformFailureHasAPlace() throws Exception {
        String headings = Files.readString(PAGE).lines().filter(line -> line.startsWith("## ")).toList().toString();

        for (FailureKind kind : FailureKind.values()) {
            switch (kind) {
                // The build was stopped, or asked for what it got; the last three are of incidents and secrets, with pages of their own.
                case INTERRUPTED, DRIFT, CONFLICT, UNSERVED, UNNOTICED -> assertThat(headings).doesNotContain("## " + kind.word());
                default -> assertThat(headings).contains(kind.word());
            }
        }
    }

    /** As they read with an ellipsis for each value. */
    private static List<String> messages() throws Exception {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
            for (Path file : files.filter(each -> each.endsWith("Messages.properties")).toList()) {
                Properties texts = new Properties();
                try (InputStream in = Files.newInputStream(file)) {
                    texts.load(in);
                }
                texts.values().forEach(text -> messages.add(text.toString().replaceAll("\\{\\d+}", "…").replace("''", "'")));
            }
        }
        return messages;
    }
}
