package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts all changes and keeps the most destructive of them, however many come by. */
final class TopChanges {

    private record Numbered(Change change, long number) {}

    private static final Comparator<Numbered> ORDER = Comparator.comparing(
                    (Numbered numbered) -> numbered.change().action())
            .thenComparingLong(Numbered::number);

    private final int limit;
    private final PriorityQueue<Numbered> kept = new PriorityQueue<>(ORDER.reversed());
    private final Map<Action, Integer> counts = new EnumMap<>(Action.class);
    private long number;

    TopChanges(int limit) {
        this.limit = limit;
    }

    /** Counts one more, and says whether {@link #keep} would keep it: of equals, those that came first stay. */
    boolean count(Action action) {
        counts.merge(action, 1, Integer::sum);
        return action != Action.NO_OP
                && (kept.size() < limit || action.compareTo(kept.peek().change().action()) < 0);
    }

    void keep(Change change) {
        kept.add(new Numbered(change, number++));
        if (kept.size() > limit) {
            kept.poll();
        }
    }

    Counts counts() {
        return Counts.of(counts);
    }

    List<Change> sorted() {
        List<Numbered> sorted = new ArrayList<>(kept);
        sorted.sort(ORDER);
        return sorted.stream().map(Numbered::change).toList();
    }
}
