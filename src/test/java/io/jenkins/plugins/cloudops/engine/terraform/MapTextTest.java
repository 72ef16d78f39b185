package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class MapTextTest {

    @Test
    public void aLineIsANameAndAValue() {
        assertThat(parse("region = eu-west-1\nempty=\n  spaced  =  a  b  \nurl=https://x/?a=b=c\n"))
                .containsExactly(Map.entry("region", "eu-west-1"), Map.entry("empty", ""), Map.entry("spaced", "a  b"),
                        Map.entry("url", "https://x/?a=b=c"));
    }

    @Test
    public void linesMayEndAsOnWindows() {
        assertThat(parse("a = 1\r\nb = 2\r\n")).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    public void blankLinesAndCommentsSayNothing() {
        assertThat(parse("\n  \n# region = x\n  # another\n")).isEmpty();
        assertThat(parse("a = # no comment\n")).containsExactly(Map.entry("a", "# no comment"));
    }

    @Test
    public void whatLooksLikeANumberOrABooleanIsText() {
        assertThat(parse("a = 3\nb = true\nc = null\nd = 'x'\n")).containsExactly(Map.entry("a", "3"), Map.entry("b", "true"),
                Map.entry("c", "null"), Map.entry("d", "'x'"));
    }

    @Test
    public void aValueThatBeginsWithABracketIsJson() {
        Map<String, Object> values = parse("list = [\"a\", 1, true, null, [], {}]\nmap = {\"k\": {\"l\": [1.5]}}\n");

        assertThat(values.get("list")).asList().hasSize(6).startsWith("a", 1, true, null, List.of());
        assertThat(values.get("map")).isInstanceOfSatisfying(Map.class, map -> assertThat(map.keySet()).hasToString("[k]"));
    }

    @Test
    public void stringsInJsonStayStringsWhateverIsInThem() {
        assertThat(parse("a = [\"[1]\", \"{}\", \"null\", \"true\", \"12\", \"'x'\", \"\", \"function(){}\", \" x \", \"a\\nb\"]").get("a"))
                .isEqualTo(List.of("[1]", "{}", "null", "true", "12", "'x'", "", "function(){}", " x ", "a\nb"));
        assertThat(parse("a = {\"k\": \"[1]\", \"l\": \"null\", \"m\": \"{\\\"n\\\": 1}\"}").get("a"))
                .isEqualTo(Map.of("k", "[1]", "l", "null", "m", "{\"n\": 1}"));
    }

    @Test
    public void numbersInJsonKeepTheirDigits() {
        assertThat(MapText.render(parse("a = [12345678901234567890123, 0.1, 1.10, 9007199254740993, -0.5, 1e3]")))
                .isEqualTo("a = [12345678901234567890123,0.1,1.10,9007199254740993,-0.5,1E+3]");
    }

    @Test
    public void aLineWithoutANameOrAnEqualsSignIsRefused() {
        refused("region", "vars: the line 'region' is no 'name = value'. Write one value a line, such as 'region = eu-west-1'.");
        refused("a = 1\n= 2", "vars: the line '= 2' is no 'name = value'. Write one value a line, such as 'region = eu-west-1'.");
    }

    @Test
    public void aNameThatIsGivenTwiceIsRefused() {
        refused("a = 1\nb = 2\na = 1", "vars: a is given twice. Take one of them out.");
        refused("a = []\na = {}", "vars: a is given twice. Take one of them out.");
        refused("a =\na =", "vars: a is given twice. Take one of them out.");
    }

    @Test
    public void whatBeginsLikeJsonAndIsNoneIsRefused() {
        for (String value : List.of("[1, 2", "{\"a\": }", "[a b]", "{", "[1] x", "{\"a\": 1} {\"b\": 2}", "{a: 1}", "[1,]", "{\"a\": 1, \"a\": 2}")) {
            refused("a = " + value, "vars: the value of a begins like JSON, but is none: " + value
                    + ". Write a list such as [\"a\", \"b\"], a map such as {\"a\": 1}, or a text that begins otherwise.");
        }
    }

    @Test
    public void whatIsRenderedIsReadBackTheSame() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("plain", "eu-west-1");
        values.put("empty", "");
        values.put("equals", "a=b");
        values.put("bracket", "[not JSON");
        values.put("list in text", "[1]");
        values.put("brace", "{x");
        values.put("quoted", "\"x\"");
        values.put("quote", "\"");
        values.put("spaces", "  x ");
        values.put("space", " ");
        values.put("lines", "one\ntwo\n");
        values.put("return", "a\rb");
        values.put("tab", "\t");
        values.put("backslash", "\\n");
        values.put("unicode", "ü \u2028 \uD83D\uDE80");
        values.put("list", List.of("[1]", "null", "", List.of(Map.of("a", "{}"))));
        values.put("map", Map.of("k", true));

        assertThat(parse(MapText.render(values))).isEqualTo(values);
    }

    @Test
    public void anyStringIsReadBackTheSame() {
        Random random = new Random(5);
        String alphabet = "[]{}\"'\\\n\r\t #=,:1a ü\u0085\u2028";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(6); i > 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Map<String, Object> values = Map.of("a", value.toString(), "b", List.of(value.toString()));
            assertThat(parse(MapText.render(values))).as("[%s]", value).isEqualTo(values);
        }
    }

    @Test
    public void nothingIsRenderedAsNothing() {
        assertThat(MapText.render(Map.of())).isEmpty();
        assertThat(parse("")).isEmpty();
    }

    private static Map<String, Object> parse(String text) {
        return MapText.parse("vars", text);
    }

    private static void refused(String text, String sentence) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(BadSetting.class).hasMessage(sentence);
    }
}
