package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import org.junit.Test;

public class MarksTest {

    private final JsonTape tape = new JsonTape();

    @Test
    public void trueMarksEverythingAndFalseNothing() throws IOException {
        assertThat(marks("true", "false").sensitive()).isTrue();
        assertThat(marks("false", "true").sensitive()).isTrue();
        assertThat(marks("false", "false").sensitive()).isFalse();
        assertThat(marks("{}", "[]").sensitive()).isFalse();
    }

    @Test
    public void goesDownToTheLeafThatIsMarkedOnEitherSide() throws IOException {
        Marks marks = marks("{\"a\":{\"b\":true}}", "{\"a\":[false,{\"c\":true}]}");

        assertThat(marks.member("a").sensitive()).isFalse();
        assertThat(marks.member("a").member("b").sensitiveBefore()).isTrue();
        assertThat(marks.member("a").member("b").sensitiveAfter()).isFalse();
        assertThat(marks.member("a").element(0, 0).sensitive()).isFalse();
        assertThat(marks.member("a").element(1, 1).member("c").sensitiveAfter()).isTrue();
    }

    @Test
    public void whatIsNotNamedIsNotMarked() throws IOException {
        Marks marks = marks("{\"a\":true}", "false");

        assertThat(marks.member("b").sensitive()).isFalse();
        assertThat(marks.member("b").member("c").element(3, 3).sensitive()).isFalse();
        assertThat(new Marks(tape, JsonTape.NONE, JsonTape.NONE).member("x").sensitive()).isFalse();
    }

    @Test
    public void collectsTheValuesBelowMarksAndNoOthers() throws IOException {
        SensitiveValues values = new SensitiveValues();
        int value = copy("{\"open\":\"visible\",\"one\":\"secret-one\",\"list\":[\"shown\",\"secret-two\",{\"deep\":\"secret-three\"}],"
                + "\"whole\":{\"x\":[\"secret-four\",1234567,true,null]},\"z\":\"shown too\"}");
        int mark = copy("{\"one\":true,\"list\":[false,true,{\"deep\":true}],\"whole\":true,\"missing\":true}");

        Marks.collect(tape, value, mark, values);

        assertThat(values.redact("visible shown secret-one secret-two secret-three secret-four 1234567 shown too"))
                .isEqualTo("visible shown (sensitive) (sensitive) (sensitive) (sensitive) (sensitive) shown too");
    }

    @Test
    public void marksOfAnotherShapeThanTheValueCollectNothing() throws IOException {
        SensitiveValues values = new SensitiveValues();
        int value = copy("\"a string\"");
        for (String mark : new String[] {"{\"a\":true}", "[true]", "false", "{}", "1", "\"true\"", "null"}) {
            Marks.collect(tape, value, copy(mark), values);
        }
        Marks.collect(tape, copy("[\"short list\"]"), copy("[false,true,true]"), values);

        assertThat(values.isEmpty()).isTrue();
    }

    private Marks marks(String before, String after) throws IOException {
        return new Marks(tape, copy(before), copy(after));
    }

    private int copy(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return tape.copy(parser);
        }
    }
}
