package io.jenkins.plugins.cloudops.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What the plugin says to people. */
public class MessagesTest {

    private static final Pattern USE = Pattern.compile("\\bMessages\\.(\\w+)\\(");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\d+)}");

    @Test
    public void everyMessageThatIsUsedExistsAndEveryOneIsUsed() throws Exception {
        for (Path file : Sources.files(Sources.RESOURCES, "Messages.properties")) {
            Set<String> used = new TreeSet<>();
            Path room = Sources.JAVA.resolve(Sources.RESOURCES.relativize(file.getParent()));
            for (Path source : Sources.files(room, ".java")) {
                if (source.getParent().equals(room)) {
                    USE.matcher(Files.readString(source)).results().forEach(use -> used.add(use.group(1).replaceFirst("^_", "")));
                }
            }
            Set<String> there = new TreeSet<>();
            Sources.properties(file).keySet().forEach(key -> there.add(key.replace('.', '_')));
            assertThat(there).as(file.toString()).isEqualTo(used);
        }
    }

    @Test
    public void noRoomUsesTheMessagesOfAnother() throws Exception {
        for (Path source : Sources.files(Sources.JAVA, ".java")) {
            String text = Files.readString(source);
            assertThat(text).as(source.toString()).doesNotContain(".Messages;");
            if (USE.matcher(text).find()) {
                assertThat(Sources.RESOURCES.resolve(Sources.JAVA.relativize(source.getParent())).resolve("Messages.properties")).exists();
            }
        }
    }

    @Test
    public void aMessageIsNamedAfterItsClass() throws Exception {
        for (Path file : Sources.files(Sources.RESOURCES, "Messages.properties")) {
            Path room = Sources.JAVA.resolve(Sources.RESOURCES.relativize(file.getParent()));
            for (String key : Sources.properties(file).keySet()) {
                assertThat(key).as(file.toString()).matches("[A-Z]\\w+\\.[a-z]\\w+");
                assertThat(room.resolve(key.substring(0, key.indexOf('.')) + ".java")).exists();
            }
        }
    }

    @Test
    public void everyMessageIsAPatternWhoseQuotesAreQuoted() throws Exception {
        for (Path file : Sources.files(Sources.RESOURCES, "Messages.properties")) {
            Sources.properties(file).forEach((key, text) -> assertQuoted(file + ": " + key, text));
        }
    }

    /** Jenkins reads them in one encoding, the compiler of messages in another. */
    @Test
    public void everyTextIsAscii() throws Exception {
        for (Path file : Sources.files(Sources.RESOURCES, ".properties")) {
            assertThat(Files.readString(file)).as(file.toString()).matches("\\A\\p{ASCII}*\\z");
        }
    }

    @Test
    public void parametersAreNumberedWithoutGaps() throws Exception {
        for (Path file : Sources.files(Sources.RESOURCES, "Messages.properties")) {
            Sources.properties(file).forEach((key, text) -> {
                Set<Integer> numbers = new TreeSet<>();
                Matcher parameter = PARAMETER.matcher(text);
                while (parameter.find()) {
                    numbers.add(Integer.valueOf(parameter.group(1)));
                }
                int expected = 0;
                for (int number : numbers) {
                    assertThat(number).as(file + ": " + key).isEqualTo(expected++);
                }
            });
        }
    }

    /** An apostrophe stands twice, or around one brace. */
    static void assertQuoted(String where, String text) {
        assertThat(text.replace("''", "").replaceAll("'[{}]'", "")).as(where).doesNotContain("'");
        assertThat(new MessageFormat(text).format(new Object[] {"a", "b", "c", "d", "e", "f"})).as(where).isNotBlank();
    }
}
