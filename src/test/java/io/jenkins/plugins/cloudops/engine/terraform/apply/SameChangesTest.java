package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class SameChangesTest {

    private static List<String> lines() throws IOException {
        return new ArrayList<>(new String(Applies.changes("../plan/everything.json"), StandardCharsets.UTF_8).lines().toList());
    }

    private static SameChanges compare(List<String> before, List<String> after) throws IOException {
        return SameChanges.compare(Applies.in(String.join("\n", before) + "\n"), Applies.in(String.join("\n", after) + "\n"));
    }

    private static List<String> without(List<String> lines, int index) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(index);
        return fewer;
    }

    @Test
    public void theOrderDoesNotMatter() throws IOException {
        List<String> other = lines();
        Collections.shuffle(other, new Random(1));

        SameChanges same = compare(lines(), other);

        assertThat(other).isNotEqualTo(lines());
        assertThat(same.same()).isTrue();
        assertThat(same.addresses()).isEmpty();
        assertThat(same.blind()).as("the values of the secret").isPositive();
    }

    @Test
    public void aChangeMoreOrLessIsADifference() throws IOException {
        for (SameChanges changes : List.of(compare(lines(), without(lines(), 3)), compare(without(lines(), 3), lines()))) {
            assertThat(changes.same()).isFalse();
            assertThat(changes.different()).isEqualTo(1);
            assertThat(changes.addresses()).hasSize(1);
            assertThat(lines().get(3)).contains(changes.addresses().get(0).replace("\"", "\\\""));
        }
    }

    @Test
    public void anotherActionOrValueIsADifferenceAndAnotherReasonIsNone() throws IOException {
        String line = "{\"address\":\"a.x\",\"type\":\"a\",\"mode\":\"managed\",\"action\":\"update\",\"reason\":\"r\","
                + "\"attributes\":[{\"path\":\"p\",\"kind\":\"change\",\"before\":\"1\",\"after\":\"2\"}]}";

        for (String[] edit : new String[][] {{"\"update\"", "\"delete\""}, {"\"2\"", "\"3\""}, {"\"p\"", "\"q\""},
                {"\"2\"", "\"2\",\"forcesReplacement\":true"}, {"\"reason\"", "\"imported\":true,\"reason\""},
                {"\"reason\"", "\"movedFrom\":\"a.y\",\"reason\""}, {"\"reason\"", "\"attributesOmitted\":1,\"reason\""}}) {
            SameChanges changes = compare(List.of(line), List.of(line.replace(edit[0], edit[1])));
            assertThat(changes.addresses()).as(edit[1]).containsExactly("a.x");
            assertThat(changes.different()).as(edit[1]).isEqualTo(1);
        }
        assertThat(compare(List.of(line), List.of(line.replace("\"r\"", "\"s\""))).same()).isTrue();
        assertThat(compare(List.of(line), List.of(line.replace("\"reason\"", "\"deposed\":\"k\",\"reason\""))).different()).isEqualTo(2);
    }

    @Test
    public void aChangeThatIsThereTwiceIsNotTheSameAsOnce() throws IOException {
        List<String> twice = lines();
        twice.add(twice.get(0));

        assertThat(compare(lines(), twice).same()).isFalse();
    }

    @Test
    public void noChangesAreTheSameAsNone() throws IOException {
        assertThat(SameChanges.compare(Applies.in(""), Applies.in(""))).isEqualTo(new SameChanges(0, List.of(), 0));
        assertThat(SameChanges.compare(Applies.in(""), new ByteArrayInputStream(Applies.changes("mixed.json"))).different()).isEqualTo(9);
    }

    @Test
    public void onlyTheFirstFewAreNamed() throws IOException {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add("{\"address\":\"a.x[" + i + "]\",\"action\":\"create\"}");
        }

        SameChanges changes = compare(List.of(lines().get(0)), many);

        assertThat(changes.different()).isEqualTo(101);
        assertThat(changes.addresses()).hasSize(SameChanges.MAX_ADDRESSES).startsWith("a.x[0]", "a.x[1]");
    }

    @Test
    public void whatIsNotAChangeIsAnError() {
        assertThatThrownBy(() -> compare(lines(), List.of("{"))).isInstanceOf(IOException.class);
    }
}
