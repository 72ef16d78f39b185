package io.jenkins.plugins.cloudops.engine.secrets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prefixes of names, with which Secrets Manager gives many values to one process of the CLI. A prefix is only used where it fits
 * nothing but names that are needed: no value is read that nobody asked for.
 */
final class NamePrefixes {

    /** Secrets of one process, which has all that it gets in its memory: 32 MiB of values at most. */
    static final int MOST = 500;
    /** For fewer a call by ids is as quick. */
    private static final int FEWEST = AwsCalls.BATCH;

    private final String listed;
    private final TreeSet<String> others = new TreeSet<>();
    private final List<SourceSecret> rest = new ArrayList<>();
    private final List<List<String>> groups = new ArrayList<>();
    private List<String> open = new ArrayList<>();
    private int inOpen;

    /**
     * @param listed the prefix of all names that were listed; of names without it nothing is known
     * @param needed what is needed
     * @param others names of what was listed and is not needed
     */
    NamePrefixes(String listed, List<SourceSecret> needed, Collection<String> others) {
        this.listed = listed;
        // The documentation says that case counts, and what stands in for the service may think otherwise.
        others.forEach(name -> this.others.add(name.toLowerCase(Locale.ROOT)));
        List<SourceSecret> sorted = new ArrayList<>(needed);
        sorted.sort(java.util.Comparator.comparing(SourceSecret::name));
        cover(sorted);
        if (!open.isEmpty()) {
            groups.add(open);
        }
    }

    private void cover(List<SourceSecret> secrets) {
        if (secrets.size() < FEWEST) {
            rest.addAll(secrets);
            return;
        }
        String prefix = common(secrets.get(0).name(), secrets.get(secrets.size() - 1).name());
        if (secrets.size() <= MOST && canFilter(prefix)) {
            add(prefix, secrets.size());
            return;
        }
        TreeMap<String, List<SourceSecret>> longer = new TreeMap<>();
        for (SourceSecret secret : secrets) {
            int end = Math.min(secret.name().length(), prefix.length() + 1);
            longer.computeIfAbsent(secret.name().substring(0, end), key -> new ArrayList<>()).add(secret);
        }
        longer.values().forEach(this::cover);
    }

    private static String common(String first, String last) {
        int end = 0;
        while (end < first.length() && end < last.length() && first.charAt(end) == last.charAt(end)) {
            end++;
        }
        return first.substring(0, end);
    }

    /** A value that begins with an exclamation mark means what it does not fit. */
    private boolean canFilter(String prefix) {
        String lower = prefix.toLowerCase(Locale.ROOT);
        String next = others.ceiling(lower);
        return !prefix.isEmpty() && prefix.startsWith(listed) && prefix.charAt(0) != '!' && (next == null || !next.startsWith(lower));
    }

    private void add(String prefix, int secrets) {
        if (open.size() == AwsCalls.FILTER_VALUES || inOpen + secrets > MOST) {
            groups.add(open);
            open = new ArrayList<>();
            inOpen = 0;
        }
        open.add(prefix);
        inOpen += secrets;
    }

    /** Prefixes that go together. */
    List<List<String>> groups() {
        return groups;
    }

    /** What no prefix fits. */
    List<SourceSecret> rest() {
        return rest;
    }
}
