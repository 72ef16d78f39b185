package io.jenkins.plugins.cloudops.engine.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The spans of a trace as a tree of bars for people. Where many below one span have the same name, as the resources of an
 * apply have, they become one bar that can be opened: those that failed and the slowest are in it, the others are counted.
 * So a page stays small whatever a trace has.
 */
public final class Timeline {

    /** So many of one name stand for themselves; more are a group. */
    static final int ALIKE = 20;
    /** So many of a group are shown. */
    static final int SHOWN = 10;
    /** So many different things below one span are shown. */
    static final int WIDEST = 200;
    /** So many resources are named as the slowest. */
    static final int SLOWEST = 10;
    /** Deeper than any build; below it nothing is shown. */
    static final int DEEPEST = 40;

    private final List<Bar> bars;
    private final List<Bar> slowest;
    private final long start;
    private final long duration;
    private final int size;

    private Timeline(List<Bar> bars, List<Bar> slowest, long start, long duration, int size) {
        this.bars = List.copyOf(bars);
        this.slowest = List.copyOf(slowest);
        this.start = start;
        this.duration = duration;
        this.size = size;
    }

    /**
     * One of them, or a group of the same name.
     *
     * @param what it was about, such as the address of a resource; can be empty
     * @param start milliseconds since the timeline begins
     * @param duration milliseconds; of a group from its first beginning to its last end
     * @param count 1, or how many are in the group
     * @param failures how many of them went wrong
     * @param error of one that went wrong: its kind and what is known; empty if something below it went wrong, too
     * @param below it, in the order of time; of a group those that are shown
     * @param omitted how many below it are not shown
     */
    public record Bar(String name, String what, long start, long duration, int count, int failures, String error,
            List<Bar> below, int omitted) {

        public Bar {
            below = List.copyOf(below);
        }

        public boolean failed() {
            return failures > 0;
        }

        /** Whether something below it went wrong, so that it is to be opened. */
        public boolean leadsToFailure() {
            return below.stream().anyMatch(bar -> bar.failed() || bar.leadsToFailure());
        }
    }

    /** The outermost ones, in the order of time: one, once the build is over. */
    public List<Bar> bars() {
        return bars;
    }

    /** The resources that took longest, the slowest first. */
    public List<Bar> slowest() {
        return slowest;
    }

    /** Milliseconds since 1970. */
    public long start() {
        return start;
    }

    /** Milliseconds. */
    public long duration() {
        return duration;
    }

    /** How many spans there are, shown or not. */
    public int size() {
        return size;
    }

    /** Something that hands out spans, in any order. */
    public interface Source<E extends Exception> {
        void read(Consumer<SpanRecord> sink) throws E;
    }

    /** Reads all spans once; little of each is kept. */
    public static <E extends Exception> Timeline of(Source<E> source) throws E {
        Reading reading = new Reading();
        source.read(reading::add);
        return reading.timeline();
    }

    /** What is kept of a span. */
    private record Item(String id, String parent, String name, String what, long start, long end, boolean failed, String error) {

        static Item of(SpanRecord span) {
            String type = span.failed() ? span.text(SpanRecord.ERROR_TYPE) : "";
            String error = span.description().isEmpty() ? type : type.isEmpty() ? span.description() : type + ": " + span.description();
            return new Item(span.spanId(), span.parentSpanId(), span.name(), span.text("cloudops.resource.address"),
                    span.start() / 1_000_000, span.end() / 1_000_000, span.failed(), span.failed() ? error : "");
        }

        long duration() {
            return end - start;
        }
    }

    /** Puts the tree together. */
    private static final class Reading {

        private final Map<String, Item> items = new LinkedHashMap<>();
        private final Map<String, List<Item>> below = new HashMap<>();
        private long start = Long.MAX_VALUE;
        private long end;

        void add(SpanRecord span) {
            Item item = Item.of(span);
            if (items.putIfAbsent(item.id(), item) == null) {
                start = Math.min(start, item.start());
                end = Math.max(end, item.end());
            }
        }

        Timeline timeline() {
            List<Item> outermost = new ArrayList<>();
            for (Item item : items.values()) {
                if (items.containsKey(item.parent())) {
                    below.computeIfAbsent(item.parent(), parent -> new ArrayList<>()).add(item);
                } else {
                    outermost.add(item);
                }
            }
            List<Bar> slowest = items.values().stream().filter(item -> !item.what().isEmpty())
                    .sorted(Comparator.comparingLong(Item::duration).reversed()).limit(SLOWEST)
                    .map(item -> bar(item, List.of(), 0)).toList();
            return new Timeline(bars(outermost, 0), slowest, items.isEmpty() ? 0 : start, items.isEmpty() ? 0 : end - start, items.size());
        }

        private List<Bar> bars(List<Item> siblings, int depth) {
            Map<String, List<Item>> alike = new LinkedHashMap<>();
            siblings.forEach(item -> alike.computeIfAbsent(item.name(), name -> new ArrayList<>()).add(item));
            List<Bar> bars = new ArrayList<>();
            for (List<Item> group : alike.values()) {
                if (group.size() > ALIKE) {
                    bars.add(group(group, depth));
                } else {
                    group.forEach(item -> bars.add(bar(item, depth)));
                }
            }
            bars.sort(Comparator.comparingLong(Bar::start));
            return bars;
        }

        private Bar group(List<Item> items, int depth) {
            List<Bar> shown = items.stream()
                    .sorted(Comparator.comparing(Item::failed).thenComparing(Item::duration).reversed()).limit(SHOWN)
                    .sorted(Comparator.comparingLong(Item::start))
                    .map(item -> bar(item, depth + 1)).toList();
            long first = items.stream().mapToLong(Item::start).min().orElse(start);
            long last = items.stream().mapToLong(Item::end).max().orElse(first);
            return new Bar(items.get(0).name(), "", first - start, last - first, items.size(),
                    (int) items.stream().filter(Item::failed).count(), "", shown, items.size() - shown.size());
        }

        private Bar bar(Item item, int depth) {
            List<Bar> all = depth == DEEPEST ? List.of() : bars(below.getOrDefault(item.id(), List.of()), depth + 1);
            List<Bar> shown = all.subList(0, Math.min(WIDEST, all.size()));
            return bar(item, shown, all.stream().skip(WIDEST).mapToInt(Bar::count).sum());
        }

        private Bar bar(Item item, List<Bar> shown, int omitted) {
            // What is around a failure mostly repeats it.
            String error = shown.stream().anyMatch(Bar::failed) ? "" : item.error();
            return new Bar(item.name(), item.what(), item.start() - start, item.duration(), 1, item.failed() ? 1 : 0, error, shown, omitted);
        }
    }
}
