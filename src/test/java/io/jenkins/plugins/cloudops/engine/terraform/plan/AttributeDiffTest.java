package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static io.jenkins.plugins.cloudops.engine.terraform.plan.Plans.update;
import static io.jenkins.plugins.cloudops.engine.terraform.plan.Plans.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public class AttributeDiffTest {

    /** Nanoseconds of this thread's own work: how long it waits for a processor does not count. */
    private static final LongSupplier CPU = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

    @Test
    public void anUpdateListsOnlyWhatDiffers() throws IOException {
        assertThat(words(update("{\"a\":1,\"b\":\"x\",\"c\":true,\"d\":null}", "{\"a\":2,\"b\":\"x\",\"c\":false,\"d\":null}", "")))
                .containsExactly("~ a: 1 > 2", "~ c: true > false");
    }

    @Test
    public void whatAppearsIsAddedAndWhatBecomesNullIsRemoved() throws IOException {
        assertThat(words(update("{\"a\":null,\"b\":1,\"c\":1}", "{\"a\":1,\"b\":null}", "")))
                .containsExactly("+ a:  > 1", "- b: 1 > ", "- c: 1 > ");
    }

    @Test
    public void goesIntoObjectsAndLists() throws IOException {
        assertThat(words(update(
                        "{\"tags\":{\"Name\":\"a\",\"same\":1},\"ingress\":[{\"port\":80},{\"port\":443}]}",
                        "{\"tags\":{\"Name\":\"b\",\"same\":1},\"ingress\":[{\"port\":80},{\"port\":8443}]}",
                        "")))
                .containsExactly("~ ingress[1].port: 443 > 8443", "~ tags.Name: \"a\" > \"b\"");
    }

    @Test
    public void keysThatAreNotIdentifiersAreQuoted() throws IOException {
        assertThat(words(update("{}", "{\"t\":{\"a/b\":1,\"a b\":1,\"a\\\"b\":1,\"1a\":1,\"\":1,\"a-b_c\":1,\"gr\u00f6\u00dfe\":1}}", "")))
                .containsExactly(
                        "+ t[\"\"]:  > 1", "+ t[\"1a\"]:  > 1", "+ t[\"a b\"]:  > 1", "+ t[\"a\\\"b\"]:  > 1",
                        "+ t.a-b_c:  > 1", "+ t[\"a/b\"]:  > 1", "+ t.gr\u00f6\u00dfe:  > 1");
    }

    @Test
    public void anElementPutIntoAListDoesNotChangeTheOthers() throws IOException {
        assertThat(words(update("{\"l\":[1,2,3]}", "{\"l\":[1,9,2,3]}", ""))).containsExactly("+ l[1]:  > 9");
        assertThat(words(update("{\"l\":[1,2,3]}", "{\"l\":[2,3]}", ""))).containsExactly("- l[0]: 1 > ");
        assertThat(words(update("{\"l\":[1,2]}", "{\"l\":[1,2,3]}", ""))).containsExactly("+ l[2]:  > 3");
        assertThat(words(update("{\"l\":[1,1]}", "{\"l\":[1,1,1]}", ""))).containsExactly("+ l[2]:  > 1");
        assertThat(words(update("{\"l\":[1,2]}", "{\"l\":[]}", ""))).containsExactly("- l[0]: 1 > ", "- l[1]: 2 > ");
    }

    @Test
    public void unknownValuesAreKnownAfterApply() throws IOException {
        assertThat(words(update("{\"a\":1,\"n\":{\"x\":1,\"y\":2}}", "{\"n\":{\"y\":2}}", ",\"after_unknown\":{\"a\":true,\"b\":true,\"n\":{\"x\":true}}")))
                .containsExactly("~ a: 1 > (known after apply)", "+ b:  > (known after apply)", "~ n.x: 1 > (known after apply)");
    }

    @Test
    public void unknownElementsAreNotTakenForNull() throws IOException {
        assertThat(words(update("{\"l\":[\"a\",\"b\"]}", "{\"l\":[\"a\",null]}", ",\"after_unknown\":{\"l\":[false,true]}")))
                .containsExactly("~ l[1]: \"b\" > (known after apply)");
        assertThat(words(update("{\"l\":[null,\"b\"]}", "{\"l\":[null,\"b\",null]}", ",\"after_unknown\":{\"l\":[true,false,true]}")))
                .containsExactly("+ l[0]:  > (known after apply)", "+ l[2]:  > (known after apply)");
    }

    @Test
    public void unknownMembersOfAnUnsetObjectAreListed() throws IOException {
        assertThat(words(update("{\"o\":null}", "{\"o\":null}", ",\"after_unknown\":{\"o\":{\"x\":true,\"y\":false}}")))
                .containsExactly("+ o.x:  > (known after apply)");
    }

    @Test
    public void whatIsSensitiveOnEitherSideIsMaskedOnBoth() throws IOException {
        assertThat(words(update("{\"a\":\"old-value\"}", "{\"a\":\"new-value\"}", ",\"before_sensitive\":{\"a\":true},\"after_sensitive\":{}")))
                .containsExactly("~ a: (sensitive) > (sensitive)");
        assertThat(words(update("{\"a\":\"old-value\"}", "{\"a\":\"new-value\"}", ",\"before_sensitive\":{},\"after_sensitive\":{\"a\":true}")))
                .containsExactly("~ a: (sensitive) > (sensitive)");
        assertThat(words(update("{\"a\":\"old-value\"}", "{}", ",\"after_unknown\":{\"a\":true},\"before_sensitive\":{\"a\":true}")))
                .containsExactly("~ a: (sensitive) > (sensitive)");
        assertThat(words(update("{}", "{\"a\":\"new-value\"}", ",\"after_sensitive\":{\"a\":true}")))
                .containsExactly("+ a:  > (sensitive)");
        assertThat(words(update("{\"a\":\"old-value\"}", "{}", ",\"before_sensitive\":{\"a\":true}")))
                .containsExactly("- a: (sensitive) > ");
    }

    @Test
    public void aSensitiveValueThatStaysIsNotListed() throws IOException {
        assertThat(update("{\"a\":\"same\"}", "{\"a\":\"same\"}", ",\"before_sensitive\":{\"a\":true},\"after_sensitive\":{\"a\":true}"))
                .isEmpty();
    }

    @Test
    public void aMarkThatChangesIsSaidInWords() throws IOException {
        assertThat(words(update("{\"a\":\"same\"}", "{\"a\":\"same\"}", ",\"before_sensitive\":{},\"after_sensitive\":{\"a\":true}")))
                .containsExactly("~ a: (not sensitive) > (sensitive)");
        assertThat(words(update("{\"a\":\"same\"}", "{\"a\":\"same\"}", ",\"before_sensitive\":{\"a\":true},\"after_sensitive\":{}")))
                .containsExactly("~ a: (sensitive) > (no longer sensitive)");
    }

    @Test
    public void marksInsideOfListsFollowTheElementsOfTheirSide() throws IOException {
        List<String> words = words(update(
                "{\"l\":[\"plain\",\"secret-1\"]}", "{\"l\":[\"first\",\"plain\",\"secret-1\"]}",
                ",\"before_sensitive\":{\"l\":[false,true]},\"after_sensitive\":{\"l\":[false,false,true]}"));

        assertThat(words).containsExactly("+ l[0]:  > \"first\"");
    }

    @Test
    public void aMarkOnTheWholeMasksTheWhole() throws IOException {
        assertThat(words(update("{\"o\":{\"a\":\"1111\",\"b\":\"2222\"}}", "{\"o\":{\"a\":\"3333\",\"b\":\"2222\"}}", ",\"before_sensitive\":{\"o\":true},\"after_sensitive\":{\"o\":{\"a\":true}}")))
                .containsExactly("~ o: (sensitive) > (sensitive)");
        assertThat(words(update("{\"o\":{\"a\":\"1111\"}}", "{\"o\":{\"a\":\"3333\"}}", ",\"after_sensitive\":true")))
                .containsExactly("~ : (sensitive) > (sensitive)");
    }

    @Test
    public void aContainerThatBecomesUnknownKeepsItsInnerMasks() throws IOException {
        assertThat(words(update(
                        "{\"o\":{\"p\":\"secret-7\",\"q\":[1,\"secret-8\"]}}", "{}",
                        ",\"after_unknown\":{\"o\":true},\"before_sensitive\":{\"o\":{\"p\":true,\"q\":[false,true]}}")))
                .containsExactly("~ o: {\"p\": (sensitive), \"q\": [1, (sensitive)]} > (known after apply)");
    }

    @Test
    public void theSameValueIsMaskedWhereNoMarkIs() throws IOException {
        assertThat(words(update(
                        "{\"a\":\"secret-9\",\"copy\":\"x\"}", "{\"a\":\"secret-9\",\"copy\":\"url://u:secret-9@h\"}",
                        ",\"before_sensitive\":{\"a\":true},\"after_sensitive\":{\"a\":true}")))
                .containsExactly("~ copy: \"x\" > \"url://u:(sensitive)@h\"");
    }

    @Test
    public void valuesOfAnotherKindAreShownWhole() throws IOException {
        assertThat(words(update("{\"a\":{\"x\":[1,null]},\"b\":[],\"c\":\"1\"}", "{\"a\":\"text\",\"b\":{},\"c\":1}", "")))
                .containsExactly("~ a: {\"x\": [1, null]} > \"text\"", "~ b: [] > {}", "~ c: \"1\" > 1");
    }

    @Test
    public void emptyContainersThatAppearAreListed() throws IOException {
        assertThat(words(update("{}", "{\"a\":{},\"b\":[]}", ""))).containsExactly("+ a:  > {}", "+ b:  > []");
        assertThat(update("{\"a\":{},\"b\":[]}", "{\"a\":{},\"b\":[]}", "")).isEmpty();
    }

    @Test
    public void stringsOfSeveralLinesAreShownByTheLineThatDiffers() throws IOException {
        assertThat(words(update("{\"a\":\"1\\n2\\n3\\n\"}", "{\"a\":\"1\\ntwo\\n3\\n\"}", "")))
                .containsExactly("~ a: (line 2 of 3) \"2\" > (line 2 of 3) \"two\"");
        assertThat(words(update("{\"a\":\"1\\n2\"}", "{\"a\":\"1\\n2\\n3\"}", "")))
                .containsExactly("~ a: (line 2 of 2) \"2\" > (line 3 of 3) \"3\"");
        assertThat(words(update("{\"a\":\"one line\"}", "{\"a\":\"one line\\n\"}", "")))
                .containsExactly("~ a: \"one line\" > \"one line\\n\"");
        assertThat(words(update("{}", "{\"a\":\"#!/bin/sh\\nexit\\n\"}", ""))).containsExactly("+ a:  > (2 lines) \"#!/bin/sh\"");
    }

    @Test
    public void controlCharactersAreEscaped() throws IOException {
        assertThat(words(update("{}", "{\"a\":\"\\u001b[2J\\r\\u0007\"}", ""))).containsExactly("+ a:  > \"\\u001b[2J\\r\\u0007\"");
    }

    @Test
    public void longValuesAreCut() throws IOException {
        AttributeChange long1 = update("{}", "{\"a\":\"" + "x".repeat(10_000) + "\"}", "").get(0);
        AttributeChange long2 = update("{\"a\":[" + "\"abc\",".repeat(5_000) + "1]}", "{}", ",\"after_unknown\":{\"a\":true}").get(0);

        assertThat(long1.after()).hasSize(2_000).startsWith("\"xxx").endsWith("x…");
        assertThat(long2.before()).hasSize(2_000).startsWith("[\"abc\", ").endsWith("…");
    }

    @Test
    public void atMostTwoHundredAttributesAreListedAndTheOthersCounted() throws IOException {
        String many = IntStream.range(0, 1_000).mapToObj(i -> "\"k" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));
        Change change = Plans.of(Plans.change("a.x", "\"create\"", "null", many, "")).changes().get(0);

        assertThat(change.attributes()).hasSize(200);
        assertThat(change.attributesOmitted()).isEqualTo(800);
    }

    @Test
    public void theTextOfAChangeIsLimitedTogether() throws IOException {
        String big = IntStream.range(0, 100).mapToObj(i -> "\"k" + i + "\":\"" + "x".repeat(3_000) + "\"").collect(Collectors.joining(",", "{", "}"));
        Change change = Plans.of(Plans.change("a.x", "\"create\"", "null", big, "")).changes().get(0);

        assertThat(change.attributes().stream().mapToInt(AttributeChange::length).sum()).isLessThanOrEqualTo(AttributeDiff.MAX_CHARACTERS);
        assertThat(change.attributes().size() + change.attributesOmitted()).isEqualTo(100);
    }

    @Test
    public void saysWhatForcesAReplacement() throws IOException {
        Change change = Plans.of(Plans.change(
                        "a.x", "\"delete\",\"create\"",
                        "{\"ami\":1,\"size\":1,\"disk\":[{\"t\":1,\"s\":1},{\"t\":1}],\"net\":{\"a\":1}}",
                        "{\"ami\":2,\"size\":2,\"disk\":[{\"t\":2,\"s\":2},{\"t\":2}],\"net\":{\"a\":2}}",
                        ",\"replace_paths\":[[\"ami\"],[\"disk\",0,\"t\"],[\"net\"]]"))
                .changes().get(0);

        assertThat(words(change.attributes()))
                .containsExactly(
                        "~ ami: 1 > 2 !", "~ disk[0].s: 1 > 2", "~ disk[0].t: 1 > 2 !", "~ disk[1].t: 1 > 2",
                        "~ net.a: 1 > 2 !", "~ size: 1 > 2");
    }

    @Test
    public void aDeletionListsWhatIsLost() throws IOException {
        Change change = Plans.of(Plans.change("a.x", "\"delete\"", "{\"a\":1,\"n\":null,\"o\":{\"b\":\"c\"}}", "null", "")).changes().get(0);

        assertThat(words(change.attributes())).containsExactly("- a: 1 > ", "- o.b: \"c\" > ");
    }

    @Test
    public void whatStaysAsItIsHasNoAttributes() throws IOException {
        assertThat(Plans.of(Plans.change("a.x", "\"forget\"", "{\"a\":1}", "null", "")).changes().get(0).attributes()).isEmpty();
        assertThat(Plans.of(Plans.change("a.x", "\"no-op\"", "{\"a\":1}", "{\"a\":1}", ",\"importing\":{\"id\":\"i\"}")).changes().get(0).attributes())
                .isEmpty();
    }

    @Test
    public void wideObjectsAndListsTakeNoSquareOfTheirSize() throws IOException {
        String wide = IntStream.range(0, 100_000).mapToObj(i -> "\"k" + i + "\":true").collect(Collectors.joining(",", "{", "}"));
        String list = "[" + "true,".repeat(99_999) + "true]";
        String rest = ",\"before_sensitive\":{\"w\":" + wide + ",\"l\":" + list + "},\"after_sensitive\":{\"w\":" + wide + ",\"l\":" + list + "}";
        long start = CPU.getAsLong();

        assertThat(update("{\"w\":" + wide + ",\"l\":" + list + "}", "{\"w\":" + wide + ",\"l\":" + list + "}", rest)).isEmpty();

        assertThat(CPU.getAsLong() - start).isLessThan(10_000_000_000L);
    }
}
