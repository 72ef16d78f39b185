package io.jenkins.plugins.cloudops.engine.redact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A set of pieces of four bytes, of which it can tell at once that one is not among them, and else is wrong in one of
 * {@value #ROOM} cases at most: one bit for each hash value, 2 KiB at first, 1 MiB at most, few enough to stay near the
 * processor.
 *
 * <p>Four bytes are an {@code int}, little-endian; fewer are one whose upper bytes are 0.
 */
final class Grams {

    static final int BYTES = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FACTOR = 0x9E3779B1;
    private static final int THREE = 0xffffff;
    private static final int FEWEST_BITS = 14;
    private static final int MOST_BITS = 23;
    private static final int ROOM = 24;

    private int[] all = new int[16];
    private int size;
    private long[] words = new long[1 << FEWEST_BITS - 6];
    private int shift = 32 - FEWEST_BITS;

    /** The bytes there; there have to be as many. */
    static int at(byte[] text, int at) {
        return (int) INT.get(text, at);
    }

    void add(int gram) {
        if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
        }
        all[size++] = gram;
        if (size * ROOM > 1 << 32 - shift && shift > 32 - MOST_BITS) {
            shift--;
            words = new long[words.length * 2];
            for (int i = 0; i < size; i++) {
                set(all[i]);
            }
        } else {
            set(gram);
        }
    }

    private void set(int gram) {
        int hash = gram * FACTOR >>> shift;
        words[hash >>> 6] |= 1L << hash;
    }

    boolean mayHave(int gram) {
        int hash = gram * FACTOR >>> shift;
        return (words[hash >>> 6] >>> hash & 1) != 0;
    }

    /**
     * The first place of every fourth from one on whose four bytes it may have.
     *
     * @return the place, or one less than four bytes before the end
     */
    int everyFourth(byte[] text, int from, int end) {
        long[] bits = words;
        int most = bits.length - 1;
        int by = shift;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONG.get(text, at);
            int low = (int) eight * FACTOR >>> by;
            int high = (int) (eight >>> 32) * FACTOR >>> by;
            long lows = bits[low >>> 6 & most] >>> low;
            long highs = bits[high >>> 6 & most] >>> high;
            if (((lows | highs) & 1) != 0) {
                return (lows & 1) != 0 ? at : at + BYTES;
            }
        }
        return at <= end - BYTES && !mayHave(at(text, at)) ? at + BYTES : at;
    }

    /** The same of every second place, of the bytes that the mask leaves. */
    int everySecond(byte[] text, int from, int end, int mask) {
        long[] bits = words;
        int most = bits.length - 1;
        int by = shift;
        int at = from;
        for (; at <= end - Long.BYTES; at += BYTES) {
            long eight = (long) LONG.get(text, at);
            int first = ((int) eight & mask) * FACTOR >>> by;
            int second = ((int) (eight >>> 16) & mask) * FACTOR >>> by;
            long firsts = bits[first >>> 6 & most] >>> first;
            long seconds = bits[second >>> 6 & most] >>> second;
            if (((firsts | seconds) & 1) != 0) {
                return (firsts & 1) != 0 ? at : at + 2;
            }
        }
        while (at <= end - BYTES && !mayHave(at(text, at) & mask)) {
            at += 2;
        }
        return at;
    }

    /** The same of every place, of three bytes. */
    int every(byte[] text, int from, int end) {
        long[] bits = words;
        int most = bits.length - 1;
        int by = shift;
        int at = from;
        for (; at <= end - Long.BYTES; at += 6) {
            long eight = (long) LONG.get(text, at);
            int a = ((int) eight & THREE) * FACTOR >>> by;
            int b = ((int) (eight >>> 8) & THREE) * FACTOR >>> by;
            int c = ((int) (eight >>> 16) & THREE) * FACTOR >>> by;
            int d = ((int) (eight >>> 24) & THREE) * FACTOR >>> by;
            int e = ((int) (eight >>> 32) & THREE) * FACTOR >>> by;
            int f = (int) (eight >>> 40) * FACTOR >>> by;
            long any = bits[a >>> 6 & most] >>> a | bits[b >>> 6 & most] >>> b | bits[c >>> 6 & most] >>> c
                    | bits[d >>> 6 & most] >>> d | bits[e >>> 6 & most] >>> e | bits[f >>> 6 & most] >>> f;
            if ((any & 1) != 0) {
                break;
            }
        }
        while (at <= end - BYTES && !mayHave(at(text, at) & THREE)) {
            at++;
        }
        return at;
    }
}
