package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class JsonTapeTest {

    private final JsonTape tape = new JsonTape();

    @Test
    public void findsMembersElementsAndScalars() throws IOException {
        int root = copy("{\"a\":[1,\"two\",{\"b\":true}],\"c\":null,\"d\":false,\"e\":{},\"f\":-1.5e3}");

        int list = tape.field(root, "a");
        assertThat(tape.isArray(list)).isTrue();
        assertThat(tape.count(list)).isEqualTo(3);
        assertThat(tape.number(tape.element(list, 0), 0)).isEqualTo(1);
        assertThat(tape.text(tape.element(list, 1))).isEqualTo("two");
        assertThat(tape.isTrue(tape.field(tape.element(list, 2), "b"))).isTrue();
        assertThat(tape.isNull(tape.field(root, "c"))).isTrue();
        assertThat(tape.isBoolean(tape.field(root, "d"))).isTrue();
        assertThat(tape.isTrue(tape.field(root, "d"))).isFalse();
        assertThat(tape.isObject(tape.field(root, "e"))).isTrue();
        assertThat(tape.first(tape.field(root, "e"))).isEqualTo(NONE);
        assertThat(tape.text(tape.field(root, "f"))).isEqualTo("-1.5e3");
    }

    @Test
    public void theAbsentNodeAnswersEverything() {
        assertThat(tape.isNull(NONE)).isTrue();
        assertThat(tape.isTrue(NONE)).isFalse();
        assertThat(tape.isObject(NONE)).isFalse();
        assertThat(tape.text(NONE)).isEmpty();
        assertThat(tape.number(NONE, 7)).isEqualTo(7);
        assertThat(tape.field(NONE, "x")).isEqualTo(NONE);
        assertThat(tape.element(NONE, 0)).isEqualTo(NONE);
        assertThat(tape.count(NONE)).isZero();
        assertThat(tape.same(NONE, NONE)).isTrue();
    }

    @Test
    public void askingBeyondTheEndFindsNothing() throws IOException {
        int root = copy("[1]");

        assertThat(tape.element(root, 1)).isEqualTo(NONE);
        assertThat(tape.element(root, 9)).isEqualTo(NONE);
        assertThat(tape.field(root, "x")).isEqualTo(NONE);
    }

    @Test
    public void findsMembersInTheOrderInWhichTheyAreWrittenAndInAnyOther() throws IOException {
        int root = copy("{\"a\":1,\"b\":2,\"c\":3}");

        int a = tape.field(root, "a", NONE);
        int b = tape.field(root, "b", a);
        assertThat(tape.number(b, 0)).isEqualTo(2);
        assertThat(tape.number(tape.field(root, "c", a), 0)).isEqualTo(3);
        assertThat(tape.number(tape.field(root, "a", b), 0)).isEqualTo(1);
        assertThat(tape.field(root, "z", b)).isEqualTo(NONE);
    }

    @Test
    public void ofANameThatIsThereTwiceTheLastCounts() throws IOException {
        assertThat(tape.number(tape.field(copy("{\"a\":1,\"a\":2}"), "a"), 0)).isEqualTo(2);
    }

    @Test
    public void comparesValuesByTheirContents() throws IOException {
        List<String> different = List.of(
                "1", "2", "\"1\"", "true", "false", "[]", "{}", "[1]", "[[1]]", "[1,2]", "[[1],2]", "[[1,2]]", "{\"a\":1}",
                "{\"b\":1}", "{\"a\":2}", "{\"a\":{}}", "{\"a\":1,\"b\":1}");
        List<Integer> nodes = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        for (String json : different) {
            nodes.add(copy(json));
            again.add(copy(json));
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (int j = 0; j < nodes.size(); j++) {
                assertThat(tape.same(nodes.get(i), again.get(j))).as("%s and %s", different.get(i), different.get(j)).isEqualTo(i == j);
            }
        }
        assertThat(tape.same(copy("null"), NONE)).isTrue();
    }

    @Test
    public void theNameOfTheWholeDoesNotMatterInAComparison() throws IOException {
        int root = copy("{\"a\":{\"x\":1},\"b\":{\"x\":1}}");

        assertThat(tape.same(tape.field(root, "a"), tape.field(root, "b"))).isTrue();
    }

    @Test
    public void isUsedAgainAfterClearingAlsoAfterAHugeValue() throws IOException {
        copy("[" + "\"" + "x".repeat(2_000_000) + "\"" + ",1".repeat(100_000) + "]");
        tape.clear();

        int root = copy("{\"a\":\"b\"}");
        assertThat(root).isZero();
        assertThat(tape.text(tape.field(root, "a"))).isEqualTo("b");
    }

    @Test
    public void leavesTheParserAtTheEndOfTheValue() throws IOException {
        try (JsonParser parser = new JsonFactory().createParser("{\"a\":[1,{}],\"b\":2}")) {
            parser.nextToken();
            parser.nextToken();
            parser.nextToken();
            tape.copy(parser);
            assertThat(parser.nextFieldName()).isEqualTo("b");
        }
    }

    @Test
    public void brokenJsonIsTheParsersAffair() {
        assertThatThrownBy(() -> copy("{\"a\":[1,")).isInstanceOf(JsonProcessingException.class);
    }

    private int copy(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return tape.copy(parser);
        }
    }
}
