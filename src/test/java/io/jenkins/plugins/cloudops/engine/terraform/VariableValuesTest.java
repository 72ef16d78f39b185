package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class VariableValuesTest {

    @Test
    public void everyKindOfValueHasItsJson() {
        Map<String, Object> values = new HashMap<>();
        values.put("string", "it's \"so\" \\ \n \u0001 ü \uD83D\uDE80");
        values.put("integer", 3);
        values.put("long", Long.MIN_VALUE);
        values.put("big", new BigInteger("123456789012345678901234567890"));
        values.put("decimal", new BigDecimal("1.10"));
        values.put("double", 0.1);
        values.put("float", 0.5f);
        values.put("short", (short) 7);
        values.put("yes", true);
        values.put("nothing", null);
        values.put("list", List.of("a", 1, List.of(), Map.of()));
        values.put("map", Map.of("k", List.of(Map.of("deep", false))));

        assertThat(VariableValues.of("vars", values).toJson().replace(",\n", ",")).isEqualTo("{\"big\":123456789012345678901234567890,\"decimal\":1.10,"
                + "\"double\":0.1,\"float\":0.5,\"integer\":3,\"list\":[\"a\",1,[],{}],\"long\":-9223372036854775808,"
                + "\"map\":{\"k\":[{\"deep\":false}]},\"nothing\":null,\"short\":7,"
                + "\"string\":\"it's \\\"so\\\" \\\\ \\n \\u0001 ü \uD83D\uDE80\",\"yes\":true}");
    }

    @Test
    public void stringsOfGroovyAreStrings() {
        Map<Object, Object> values = new HashMap<>();
        values.put(new StringBuilder("name"), new StringBuilder("a ${b}"));
        values.put("list", List.of(new StringBuilder("x")));
        values.put("map", Map.of(new StringBuilder("k"), new StringBuilder("v")));

        VariableValues taken = VariableValues.of("vars", values);

        assertThat(taken.toJson().replace(",\n", ",")).isEqualTo("{\"list\":[\"x\"],\"map\":{\"k\":\"v\"},\"name\":\"a ${b}\"}");
        assertThat(taken.asMap().get("name")).isInstanceOf(String.class);
    }

    @Test
    public void variablesComeByNameAndWhatIsInThemAsItWasGiven() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("z", 1);
        inner.put("a", 2);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("b", inner);
        values.put("a", new LinkedHashSet<>(List.of("z", "y")));

        assertThat(VariableValues.of("vars", values).toJson().replace(",\n", ",")).isEqualTo("{\"a\":[\"z\",\"y\"],\"b\":{\"z\":1,\"a\":2}}");
    }

    @Test
    public void aValueNeedsAName() {
        refused(Map.of(" ", "x"), "vars: a value has no name (x). Write name and value, such as [region: 'eu-west-1'].");
        refused(Collections.singletonMap(null, 3), "vars: a value has no name (3). Write name and value, such as [region: 'eu-west-1'].");
        assertThat(VariableValues.of("vars", Map.of(" a ", 1)).toJson().replace(",\n", ",")).isEqualTo("{\"a\":1}");
    }

    @Test
    public void aNumberHasToBeFinite() {
        refused(Map.of("a", Double.NaN), "vars: a is NaN, which is no number that Terraform has. Give a finite number.");
        refused(Map.of("a", List.of(1, Map.of("b", Float.NEGATIVE_INFINITY))),
                "vars: a[1].b is -Infinity, which is no number that Terraform has. Give a finite number.");
    }

    @Test
    public void anyOtherTypeIsRefusedWhereItIs() {
        refused(Map.of("a", Map.of("b", List.of(new Object()))),
                "vars: a.b[0] is a java.lang.Object. Give a string, a number, a boolean, or a list or map of these.");
        refused(Map.of("a", new String[] {"x"}),
                "vars: a is a [Ljava.lang.String;. Give a string, a number, a boolean, or a list or map of these.");
        refused(Map.of("a", 'x'), "vars: a is a java.lang.Character. Give a string, a number, a boolean, or a list or map of these.");
    }

    @Test
    public void nestingHasALimitWhichAlsoEndsACircle() {
        Object deep = 1;
        for (int i = 0; i < 64; i++) {
            deep = List.of(deep);
        }
        assertThat(VariableValues.of("vars", Map.of("a", deep)).toJson().replace(",\n", ",")).startsWith("{\"a\":[[[").contains("[1]");
        Object deeper = List.of(deep);
        assertThatThrownBy(() -> VariableValues.of("vars", Map.of("a", deeper))).isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("vars: a[0][0]")
                .hasMessageEndingWith(" nests more than 64 levels. Put the value into a file and name it in varFiles.");

        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThatThrownBy(() -> VariableValues.of("vars", Map.of("a", circle))).isInstanceOf(BadSetting.class);
        Map<String, Object> circleOfMaps = new HashMap<>();
        circleOfMaps.put("m", circleOfMaps);
        assertThatThrownBy(() -> VariableValues.of("vars", circleOfMaps)).isInstanceOf(BadSetting.class);
    }

    @Test
    public void theSettingIsNamedInAnError() {
        assertThatThrownBy(() -> VariableValues.of("backendConfig", Map.of("a", Set.of(new Object()))))
                .hasMessageStartingWith("backendConfig: a[0] is a ");
    }

    @Test
    public void noValuesAreAnEmptyObject() {
        assertThat(VariableValues.of("vars", Map.of()).isEmpty()).isTrue();
        assertThat(VariableValues.of("vars", Map.of()).toJson().replace(",\n", ",")).isEqualTo("{}");
        assertThat(VariableValues.of("vars", Map.of("a", "")).isEmpty()).isFalse();
    }

    @Test
    public void theyTravelWhatEverMapsTheyCameIn() throws Exception {
        VariableValues values = VariableValues.of("vars", Map.of("a", List.of(Map.of("b", 1L)), "c", Map.of("d", Set.of("e"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(values);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((VariableValues) in.readObject()).toJson().replace(",\n", ",")).isEqualTo("{\"a\":[{\"b\":1}],\"c\":{\"d\":[\"e\"]}}");
        }
    }

    private static void refused(Map<?, ?> values, String sentence) {
        assertThatThrownBy(() -> VariableValues.of("vars", values)).isInstanceOf(BadSetting.class).hasMessage(sentence);
    }

    @Test
    public void eachValueHasALineOfItsOwnSinceTerraformQuotesTheLineThatIsWrong() {
        assertThat(VariableValues.of("vars", Map.of("a", List.of(1, 2), "b", Map.of("c", "x", "d", "y"), "password", "s")).toJson())
                .hasLineCount(3).contains("\"a\":[1,2],\n").endsWith("\n\"password\":\"s\"}");
    }
}
