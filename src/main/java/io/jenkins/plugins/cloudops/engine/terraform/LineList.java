package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a long list that is kept as lines, in the order of groups and in each group as in the list: looked through twice,
 * holding four bytes for each line that matches, and what is shown.
 *
 * @param rows of the part
 * @param start how many that match come before
 * @param matching how many there are that match, in all parts
 * @param counts how many of these are in each group
 */
public record LineList<T>(List<T> rows, int start, int matching, Map<Integer, Integer> counts) {

    public LineList {
        rows = List.copyOf(rows);
        counts = Map.copyOf(counts);
    }

    /** Opens the list, which is read from its beginning. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** Sorts lines. */
    public interface Groups {
        /** In which group a line is, the first ones first; less than zero for one that does not match. */
        int of(String line) throws IOException;
    }

    /** Makes something of a line. */
    public interface Parser<T> {
        T read(String line) throws IOException;
    }

    /**
     * @param start how many that match to leave out, none if less than zero
     * @param limit how many to read at most
     * @throws IOException also for a line that is not readable
     */
    public static <T> LineList<T> read(Source source, Groups groups, Parser<T> parser, int start, int limit) throws IOException {
        int first = Math.max(0, start);
        List<Lines> matching = new ArrayList<>();
        Map<Integer, Lines> byGroup = new HashMap<>();
        try (BufferedReader in = reader(source)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine(), number++) {
                int group = groups.of(line);
                if (group >= 0) {
                    byGroup.computeIfAbsent(group, key -> {
                        Lines lines = new Lines(key);
                        matching.add(lines);
                        return lines;
                    }).add(number);
                }
            }
        }
        matching.sort(Comparator.comparingInt(lines -> lines.group));
        Map<Integer, Integer> wanted = wanted(matching, first, limit);
        Map<Integer, Integer> counts = new HashMap<>();
        byGroup.forEach((group, lines) -> counts.put(group, lines.size));
        return new LineList<>(rows(source, parser, wanted), first, matching.stream().mapToInt(lines -> lines.size).sum(), counts);
    }

    /** The place in the part for each line of it, by its number. */
    private static Map<Integer, Integer> wanted(List<Lines> matching, int start, int limit) {
        Map<Integer, Integer> wanted = new HashMap<>();
        int skip = start;
        for (Lines lines : matching) {
            for (int i = Math.min(skip, lines.size); i < lines.size && wanted.size() < limit; i++) {
                wanted.put(lines.numbers[i], wanted.size());
            }
            skip = Math.max(0, skip - lines.size);
        }
        return wanted;
    }

    private static <T> List<T> rows(Source source, Parser<T> parser, Map<Integer, Integer> wanted) throws IOException {
        List<T> rows = new ArrayList<>(Collections.nCopies(wanted.size(), null));
        int open = wanted.size();
        if (open == 0) {
            return rows;
        }
        try (BufferedReader in = reader(source)) {
            int number = 0;
            for (String line = in.readLine(); line != null && open > 0; line = in.readLine(), number++) {
                Integer place = wanted.get(number);
                if (place != null) {
                    rows.set(place, parser.read(line));
                    open--;
                }
            }
        }
        if (open > 0) {
            throw new IOException("The list became shorter while it was read");
        }
        return rows;
    }

    private static BufferedReader reader(Source source) throws IOException {
        return new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8), 64 << 10);
    }

    /** The numbers of the lines of a group. */
    private static final class Lines {

        private final int group;
        private int[] numbers = new int[16];
        private int size;

        private Lines(int group) {
            this.group = group;
        }

        private void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }
    }
}
