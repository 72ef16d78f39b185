package io.jenkins.plugins.cloudops.engine.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds any of many forms in UTF-8 bytes, also where lines were broken within them; see {@link BrokenText} for what counts
 * as the same text.
 *
 * <p>A form is known by four bytes near its beginning: of a text only every fourth four bytes are looked up, in {@link
 * Grams}, or every second or all of them if the shortest form has fewer than {@value #WINDOW} bytes. Where they may be a
 * form's, a binary search goes through the forms with the same beginning, byte by byte. Additions are taken at any time.
 *
 * <p>No library does it. With 50,000 forms of 160 characters org.ahocorasick:ahocorasick 0.6.3 takes 1.6 GB and 16 s to
 * build; com.hankcs:aho-corasick-double-array-trie 1.2.3 is small, but takes 2 s for a tenth of them and minutes for all.
 * Both date from 2021, are closed once built, while values are met all through a plan, touch every character, and match
 * nothing but the exact text.
 *
 * <p>The class is long because the table and the scan share its hash values, and a text spends its time here.
 *
 * <p>Not thread-safe.
 */
final class FormTable {

    /** What {@link #found} is where the bytes end before it is decided. */
    static final int MORE = -1;

    static final int SHORTEST = 3;
    static final int WINDOW = 7;

    private static final int FACTOR = 0x9E3779B1;
    private static final int BITS = 16;
    private static final int FOUR_BYTES = -1;
    private static final int THREE_BYTES = 0xffffff;

    private final Map<Integer, List<byte[]>> byPrefix = new HashMap<>();
    /* Whether a form begins with three bytes of that hash: keeps the map out of the way. */
    private final long[] prefixes = new long[1 << BITS - 6];
    private final boolean[] firsts = new boolean[256];
    private final long[] firstTwo = new long[1 << 16 - 6];
    /* Of each form as it is written and as it is compared. */
    private final List<byte[]> windows = new ArrayList<>();
    private Grams heads = new Grams();
    private Grams samples = new Grams();
    private int shortest = WINDOW;
    /* Whether a form has a space near its beginning, where the text may have more of them. */
    private boolean spaced;
    private int size;
    private int found;

    int size() {
        return size;
    }

    /**
     * @param form without white space around it
     * @param shortest how many characters it needs as it is compared, {@value #SHORTEST} at least
     * @return false if it has fewer, or is known already
     */
    boolean add(String form, int shortest) {
        byte[] bytes = BrokenText.canonical(form);
        if (characters(bytes) < shortest) {
            return false;
        }
        int prefix = prefix(bytes[0], bytes[1], bytes[2]);
        List<byte[]> alike = byPrefix.computeIfAbsent(prefix, key -> new ArrayList<>(1));
        int place = Collections.binarySearch(alike, bytes, Arrays::compareUnsigned);
        if (place >= 0) {
            return false;
        }
        alike.add(-place - 1, bytes);
        prefixes[word(prefix)] |= bit(prefix);
        firsts[bytes[0] & 0xff] = true;
        firstTwo[(prefix & 0xffff) >>> 6] |= 1L << prefix;
        size++;
        window(bytes);
        byte[] written = form.getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(written, 0, Math.min(WINDOW, written.length), bytes, 0, Math.min(WINDOW, bytes.length))) {
            window(written);
        }
        return true;
    }

    /** As a string counts them. */
    private static int characters(byte[] bytes) {
        int count = 0;
        for (byte each : bytes) {
            count += (each & 0xc0) == 0x80 ? 0 : (each & 0xf8) == 0xf0 ? 2 : 1;
        }
        return count;
    }

    private void window(byte[] form) {
        byte[] start = Arrays.copyOf(form, Math.min(WINDOW, form.length));
        for (byte each : start) {
            spaced |= BrokenText.white(each);
        }
        windows.add(start);
        if (start.length < shortest) {
            shortest = start.length;
            heads = new Grams();
            samples = new Grams();
            windows.forEach(this::index);
        } else {
            index(start);
        }
    }

    private void index(byte[] start) {
        heads.add(gram(start, 0) & headMask());
        for (int at = 0; at < stride(); at++) {
            samples.add(gram(start, at) & sampleMask());
        }
    }

    /** Every how many bytes a sample is taken: each form has a whole one near its beginning. */
    private int stride() {
        return shortest == WINDOW ? Grams.BYTES : shortest > SHORTEST ? 2 : 1;
    }

    private int sampleMask() {
        return shortest > Grams.BYTES ? FOUR_BYTES : THREE_BYTES;
    }

    private int headMask() {
        return shortest >= Grams.BYTES ? FOUR_BYTES : THREE_BYTES;
    }

    private static int gram(byte[] text, int at) {
        return text.length - at < Grams.BYTES ? three(text, at) : Grams.at(text, at);
    }

    /**
     * Looks for the first place where a form begins, or, unless it is the end of the text, could begin.
     *
     * @param end of the bytes; what follows in the array is not looked at
     * @param whole whether the text ends there too
     * @return where, or {@code end}; {@link #found} tells what
     */
    int find(byte[] text, int from, int end, boolean whole) {
        found = 0;
        int stride = stride();
        int mask = headMask();
        int at = from;
        while (at < end) {
            int stop = BrokenText.breakAfter(text, at, end, spaced);
            int until = BrokenText.beforeBreak(text, at, stop, stop == end && !whole);
            int covered = until - Grams.BYTES - stride + 1;
            for (int sample = at + stride - 1; at <= covered; sample += stride) {
                sample = sample(text, sample, until);
                int last = Math.min(sample, covered);
                for (at = Math.max(at, sample - stride + 1); at <= last; at++) {
                    if (heads.mayHave(Grams.at(text, at) & mask) && possible(text, at, until) && begins(text, at, end, whole)) {
                        return at;
                    }
                }
            }
            if (stop == end && !whole) {
                found = MORE;
                return Math.min(at, end);
            }
            // What is too near to the break for a whole sample, or goes over it.
            for (; at <= stop && at < end; at++) {
                if (possible(text, at, stop) && begins(text, at, end, whole)) {
                    return at;
                }
            }
        }
        return end;
    }

    private int sample(byte[] text, int from, int until) {
        return switch (stride()) {
            case 1 -> samples.every(text, from, until);
            case 2 -> samples.everySecond(text, from, until, sampleMask());
            default -> samples.everyFourth(text, from, until);
        };
    }

    /** Whether a form may begin there, by its bytes before the break: white space can be a space of any length. */
    private boolean possible(byte[] text, int at, int stop) {
        if (!firsts[text[at] & 0xff]) {
            return false;
        }
        if (stop - at < 2 || text[at + 1] <= ' ' && text[at + 1] >= 0) {
            return true;
        }
        int two = text[at] & 0xff | (text[at + 1] & 0xff) << 8;
        if ((firstTwo[two >>> 6] >>> two & 1) == 0) {
            return false;
        }
        return stop - at < SHORTEST || text[at + 2] <= ' ' && text[at + 2] >= 0 || known(three(text, at));
    }

    /** The length of what was found, in bytes; {@link #MORE} if that needs more of the text; 0 for nothing. */
    int found() {
        return found;
    }

    private boolean begins(byte[] text, int at, int end, boolean whole) {
        BrokenText cursor = new BrokenText(text, at, end, whole, false);
        found = match(cursor, at);
        if (found != MORE && cursor.broken()) {
            int joined = match(new BrokenText(text, at, end, whole, true), at);
            found = joined == MORE ? MORE : Math.max(found, joined);
        }
        if (found > 0) {
            int inMask = BrokenText.inMask(text, at, end, whole);
            found = inMask == 0 ? found : inMask == BrokenText.MORE ? MORE : 0;
        }
        return found != 0;
    }

    private int match(BrokenText cursor, int start) {
        List<byte[]> alike = alike(cursor);
        if (alike == null) {
            return cursor.undecided() ? MORE : 0;
        }
        int[] range = {0, alike.size()};
        int best = 0;
        cursor.restart();
        for (int depth = 0; ; depth++) {
            if (alike.get(range[0]).length == depth) {
                best = cursor.allowed(depth) ? cursor.at() - start : best;
                if (++range[0] == range[1]) {
                    return best;
                }
            }
            int same = cursor.takeSame(alike.get(range[0]), alike.get(range[1] - 1), depth);
            if (same > 0) {
                depth += same - 1;
                continue;
            }
            int before = cursor.at();
            int next = cursor.next();
            if (next == BrokenText.MORE) {
                return MORE;
            }
            int low = range[0];
            int high = range[1];
            if (next >= 0) {
                narrow(alike, range, depth, (byte) next);
            }
            if (next < 0 || range[0] == range[1]) {
                int skipped = next == '\\' ? cursor.writtenBreak(before) : 0;
                if (skipped == BrokenText.MORE) {
                    return MORE;
                }
                if (skipped > 0) {
                    range[0] = low;
                    range[1] = high;
                    depth--;
                    continue;
                }
                int cut = cursor.cut(before, depth);
                return cut == BrokenText.MORE ? MORE : cut > 0 ? before - start : best;
            }
        }
    }

    private List<byte[]> alike(BrokenText cursor) {
        int prefix = 0;
        for (int i = 0; i < SHORTEST; i++) {
            int before = cursor.at();
            int next = cursor.next();
            if (next == '\\') {
                int skipped = cursor.writtenBreak(before);
                next = skipped == 0 ? next : skipped > 0 ? cursor.next() : skipped;
            }
            if (next < 0) {
                return null;
            }
            prefix |= next << 8 * i;
        }
        return known(prefix) ? byPrefix.get(prefix) : null;
    }

    /** Leaves of the range, in which all begin alike, those that have the byte at the depth. */
    private static void narrow(List<byte[]> sorted, int[] range, int depth, byte next) {
        if (range[1] - range[0] == 1 && sorted.get(range[0])[depth] == next) {
            return;
        }
        int value = next & 0xff;
        range[0] = first(sorted, range[0], range[1], depth, value);
        range[1] = first(sorted, range[0], range[1], depth, value + 1);
    }

    private static int first(List<byte[]> sorted, int from, int to, int depth, int atLeast) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = low + high >>> 1;
            if ((sorted.get(middle)[depth] & 0xff) < atLeast) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean known(int prefix) {
        return (prefixes[word(prefix)] & bit(prefix)) != 0;
    }

    private static int three(byte[] text, int at) {
        return prefix(text[at], text[at + 1], text[at + 2]);
    }

    private static int prefix(byte a, byte b, byte c) {
        return a & 0xff | (b & 0xff) << 8 | (c & 0xff) << 16;
    }

    private static int word(int prefix) {
        return prefix * FACTOR >>> 32 - BITS + 6;
    }

    private static long bit(int prefix) {
        return 1L << (prefix * 0x85EBCA6B >>> 26);
    }
}
