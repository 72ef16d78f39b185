package io.jenkins.plugins.cloudops.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class PrintableTest {

    @Test
    public void textWithoutControlCharactersIsTheSameObject() {
        String text = "plain, größer, 日本, 🙂";

        assertThat(Printable.line(text)).isSameAs(text);
        assertThat(Printable.text(text)).isSameAs(text);
    }

    @Test
    public void escapeSequencesOfTerminalsAreShown() {
        assertThat(Printable.line("\u001b[31mred\u001b[0m")).isEqualTo("\\u001b[31mred\\u001b[0m");
    }

    @Test
    public void consoleNotesOfJenkinsCannotBeForged() {
        assertThat(Printable.text("\u001b[8mha:AAAA\u001b[0m")).doesNotContain("\u001b");
    }

    @Test
    public void aLineStaysOneLine() {
        assertThat(Printable.line("a\nb\r\nc\td\u2028e\u0085f")).isEqualTo("a\\nb\\r\\nc\\td\\u2028e\\u0085f");
    }

    @Test
    public void aTextKeepsItsLinesAndTabsButNoLoneCarriageReturn() {
        assertThat(Printable.text("a\r\nb\n\tc\rd")).isEqualTo("a\nb\n\tc\\rd");
    }

    @Test
    public void textCannotChangeItsDirection() {
        assertThat(Printable.line("abc\u202ecba\u2066x\u200f")).isEqualTo("abc\\u202ecba\\u2066x\\u200f");
    }

    @Test
    public void halfASurrogatePairIsShownAndAWholeOneKept() {
        assertThat(Printable.line("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(Printable.line("\ude42b")).isEqualTo("\\ude42b");
        assertThat(Printable.line("\ud83d\ude42")).isEqualTo("\ud83d\ude42");
    }

    @Test
    public void everyCharacterBelowSpaceIsHarmlessAfterwards() {
        for (char c = 0; c < 0xa0; c++) {
            String shown = Printable.line("x" + c + "y");
            assertThat(shown.chars()).as("character %d", (int) c).noneMatch(Character::isISOControl);
        }
    }
}
