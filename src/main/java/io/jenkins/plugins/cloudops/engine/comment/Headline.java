package io.jenkins.plugins.cloudops.engine.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a comment tells in a few words, plain text: for the status of a commit, say. */
public final class Headline {

    private Headline() {}

    /** {@code 3 to create, 1 to delete}; {@code No changes}; {@code Plan failed: denied}. */
    public static String of(PlanComment comment) {
        List<String> parts = new ArrayList<>();
        for (Deed deed : Deed.values()) {
            int count = comment.stacks().stream().mapToInt(stack -> stack.tally().of(deed)).sum();
            if (count > 0) {
                parts.add(number(count) + " to " + deed.word());
            }
        }
        return parts.isEmpty() ? "No changes" : String.join(", ", parts);
    }

    static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
