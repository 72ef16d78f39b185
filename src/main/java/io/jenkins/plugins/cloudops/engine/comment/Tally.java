package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much a plan does, exactly, however much of it is listed.
 *
 * @param counts resources by what is done to them; what is not there is 0
 * @param outputs how many outputs change
 * @param drift how many objects were changed outside
 * @param errored whether planning failed, so that there may be more
 * @param complete whether no other plan has to follow
 */
public record Tally(Map<Deed, Integer> counts, int outputs, int drift, boolean errored, boolean complete) {

    /** Nothing changes. */
    public static final Tally NONE = new Tally(Map.of(), 0, 0, false, true);

    public Tally {
        Map<Deed, Integer> all = new EnumMap<>(Deed.class);
        counts.forEach((deed, count) -> {
            if (count > 0) {
                all.put(deed, count);
            }
        });
        counts = Collections.unmodifiableMap(all);
    }

    public int of(Deed deed) {
        return counts.getOrDefault(deed, 0);
    }

    /** All resources to which something happens. */
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean isEmpty() {
        return total() == 0 && outputs == 0 && drift == 0 && !errored && complete;
    }
}
