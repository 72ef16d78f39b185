package io.jenkins.plugins.cloudops.engine.incident;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names that somebody who made a mistake may have meant. */
final class NearNames {

    private static final int MOST = 3;
    private static final int MOST_OF_ALL = 20;

    private NearNames() {
    }

    /** A sentence with at most three that are near, the nearest first; with all, but no more than twenty, if none is near. */
    static String of(String name, Collection<String> names) {
        if (names.isEmpty()) {
            return Messages.NearNames_none();
        }
        String wanted = plain(name);
        List<String> near = names.stream()
                .filter(candidate -> isNear(wanted, plain(candidate)))
                .sorted(Comparator.comparingInt((String candidate) -> distance(wanted, plain(candidate))).thenComparing(candidate -> candidate))
                .limit(MOST).toList();
        return near.isEmpty() ? Messages.NearNames_all(quoted(names.stream().sorted().limit(MOST_OF_ALL).toList()) + (names.size() > MOST_OF_ALL ? ", …" : ""))
                : Messages.NearNames_near(quoted(near));
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    private static boolean isNear(String wanted, String candidate) {
        return distance(wanted, candidate) <= Math.max(1, Math.max(wanted.length(), candidate.length()) / 3)
                || wanted.length() > 2 && (candidate.contains(wanted) || wanted.contains(candidate));
    }

    /** Spelled in one way, since scenarios are {@code high-cpu} and flags {@code adHighCpu}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}%]", "");
    }

    /** How many characters have to be added, removed or replaced. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
