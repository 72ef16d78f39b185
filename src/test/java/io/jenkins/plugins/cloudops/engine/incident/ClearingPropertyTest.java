package io.jenkins.plugins.cloudops.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

/** Clearing restores what was there, over generated flag files and whatever others write meanwhile. */
public class ClearingPropertyTest {

    private static final int TIMES = Integer.getInteger("cloudops.fuzz", 3_000);
    private static final String[] BLANKS = {"", " ", "\n", "\t", "\r\n  "};
    private static final String[] NAMES = {"off", "on", "10%", "5", "ä ö", "q\"t", "b\\s", "line\nbreak", "😀", "defaultVariant", "flags"};

    private Random random;

    @Test
    public void restoresEveryByteWhenNobodyElseWrote() {
        for (int seed = 0; seed < TIMES; seed++) {
            random = new Random(seed);
            Map<String, List<String>> flags = flags();
            String before = file(flags);
            List<List<Touch>> incidents = new ArrayList<>();
            String now = before;
            for (String flag : flags.keySet()) {
                List<Touch> touches = touches(now, flag, flags.get(flag));
                if (!touches.isEmpty() && random.nextInt(3) > 0) {
                    incidents.add(touches);
                    now = FlagFiles.triggered(now, touches);
                }
            }
            // In any order, and some more than once.
            java.util.Collections.shuffle(incidents, random);
            for (List<Touch> touches : incidents) {
                FlagFile.Cleared cleared = FlagFiles.cleared(now, touches);
                assertThat(cleared.left()).as("seed " + seed).isEmpty();
                now = FlagFiles.cleared(cleared.text(), touches).text();
            }
            assertThat(now).as("seed " + seed).isEqualTo(before);
        }
    }

    @Test
    public void whatOthersWroteMeanwhileStaysAndIsNamed() {
        for (int seed = 0; seed < TIMES; seed++) {
            random = new Random(seed);
            Map<String, List<String>> flags = flags();
            String before = file(flags);
            Map<String, List<Touch>> ours = new LinkedHashMap<>();
            Map<String, List<Touch>> theirs = new LinkedHashMap<>();
            String now = before;
            String expected = before;
            for (String flag : flags.keySet()) {
                List<Touch> touches = touches(now, flag, flags.get(flag));
                if (!touches.isEmpty() && random.nextBoolean()) {
                    ours.put(flag, touches);
                    now = FlagFiles.triggered(now, touches);
                }
            }
            int taken = 0;
            for (String flag : flags.keySet()) {
                List<Touch> other = touches(now, flag, flags.get(flag));
                if (!other.isEmpty() && random.nextInt(3) == 0) {
                    theirs.put(flag, other);
                    now = FlagFiles.triggered(now, other);
                    if (!ours.containsKey(flag) || !same(other, ours.get(flag))) {
                        expected = FlagFile.read("f", expected).text();
                        expected = set(expected, flag, other.get(0));
                        taken += ours.containsKey(flag) && !restored(other, ours.get(flag)) ? 1 : 0;
                    }
                }
            }
            int left = 0;
            for (List<Touch> touches : ours.values()) {
                FlagFile.Cleared cleared = FlagFiles.cleared(now, touches);
                left += cleared.left().size();
                now = cleared.text();
            }
            assertThat(left).as("seed " + seed).isEqualTo(taken);
            assertThat(now).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static boolean same(List<Touch> one, List<Touch> other) {
        return one.get(0).variant().equals(other.get(0).variant());
    }

    private static boolean restored(List<Touch> theirs, List<Touch> ours) {
        return theirs.get(0).variant().equals(ours.get(0).resting());
    }

    /** What a flag file would be if only somebody else had written. */
    private static String set(String text, String flag, Touch other) {
        List<Touch> direct = FlagFile.read("f", text).flags().contains(flag) && !servesAlready(text, flag, other.variant())
                ? FlagFiles.touches(text, flag, other.variant()) : List.of();
        return direct.isEmpty() ? restate(text, other) : FlagFiles.triggered(text, direct);
    }

    private static boolean servesAlready(String text, String flag, String variant) {
        try {
            FlagFiles.touches(text, flag, variant);
            return false;
        } catch (IncidentProblem e) {
            return true;
        }
    }

    /** They set what was there at first, in their own spelling. */
    private static String restate(String text, Touch other) {
        JsonNode value = FlagFile.read("f", text).flag(other.flag()).value(other.place());
        return value.replaced(text, other.after());
    }

    private List<Touch> touches(String text, String flag, List<String> variants) {
        String variant = variants.get(random.nextInt(variants.size()));
        return servesAlready(text, flag, variant) ? List.of() : FlagFiles.touches(text, flag, variant);
    }

    private Map<String, List<String>> flags() {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            List<String> variants = new ArrayList<>();
            for (String name : NAMES) {
                if (variants.size() < 2 || random.nextBoolean()) {
                    variants.add(name);
                }
            }
            flags.put(NAMES[random.nextInt(NAMES.length)] + i, variants);
        }
        return flags;
    }

    private String file(Map<String, List<String>> flags) {
        List<String> all = new ArrayList<>();
        flags.forEach((flag, variants) -> {
            List<String> values = new ArrayList<>();
            variants.forEach(variant -> values.add(text(variant) + blank() + ":" + blank() + (random.nextBoolean() ? "1.50e1" : "{\"flags\":[]}")));
            List<String> fields = new ArrayList<>(List.of("\"state\":" + blank() + "\"ENABLED\"", "\"variants\"" + blank() + ":" + object(values),
                    "\"defaultVariant\":" + blank() + text(variants.get(0))));
            if (random.nextInt(4) == 0) {
                fields.add("\"targeting\":{\"if\":" + blank() + "[true," + blank() + text(variants.get(1)) + blank() + ",null" + blank() + "]}");
            }
            if (random.nextInt(4) == 0) {
                fields.add("\"metadata\":{\"defaultVariant\":\"on\"}");
            }
            java.util.Collections.shuffle(fields, random);
            all.add(text(flag) + ":" + blank() + object(fields));
        });
        return (random.nextInt(5) == 0 ? "\uFEFF" : "") + blank() + "{\"$schema\":\"x\"," + blank() + "\"flags\":" + object(all) + "}" + blank();
    }

    private String object(List<String> fields) {
        return "{" + blank() + String.join(blank() + "," + blank(), fields) + blank() + "}";
    }

    private String blank() {
        return BLANKS[random.nextInt(BLANKS.length)];
    }

    /** Spelled in some way. */
    private String text(String text) {
        if (random.nextInt(4) > 0) {
            return JsonNode.quoted(text);
        }
        StringBuilder escaped = new StringBuilder("\"");
        text.chars().forEach(character -> escaped.append(String.format("\\u%04x", character)));
        return escaped.append('"').toString();
    }
}
