package io.jenkins.plugins.cloudops.engine.redact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a text from one place on as it was before its lines were broken. White space of any length is one space. A line
 * break with what consoles put around it is a space as well, or, if the text is to be <em>joined</em>, nothing: white
 * space before it, the indentation after it, Terraform's box ({@code │ }), the sign of a difference ({@code + },
 * {@code - }, {@code ~ }) and colours. In joined text a break may also be written, as {@code \n} in a JSON string.
 *
 * <p>Base64 is broken at 64 or 76 columns in the middle of a word; Terraform breaks its diagnostics at 78 between words;
 * heredocs and YAML indent what they hold.
 *
 * <p>The class is long because what is skipped has to be the same for the reader and for the scan that leads to it.
 *
 * <p>{@link Redactor#MASK} ends the text, so that what was masked is never masked again. It goes no farther
 * than {@value #FARTHEST} bytes.
 */
final class BrokenText {

    /** The bytes end, and the text goes on. */
    static final int MORE = -2;

    /** Shorter forms are not put together from two lines: too many texts would have them. */
    static final int SHORTEST_JOINED = 16;

    static final int SHORTEST_CUT = 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final int END = -1;
    private static final int FARTHEST = 16 << 10;
    private static final byte[] MASK = Redactor.MASK.getBytes(StandardCharsets.UTF_8);
    private static final byte[] BOX = "│".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CUT = "…".getBytes(StandardCharsets.UTF_8);

    private final byte[] text;
    private final int start;
    private final int end;
    private final boolean whole;
    private final boolean join;
    private int at;
    private boolean broken;
    private boolean joined;
    private int ended;

    BrokenText(byte[] text, int start, int end, boolean whole, boolean join) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.whole = whole;
        this.join = join;
        this.at = start;
    }

    /** A form as it is compared. */
    static byte[] canonical(String form) {
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        BrokenText text = new BrokenText(bytes, 0, bytes.length, true, false);
        int length = 0;
        for (int next = text.next(); next >= 0; next = text.next()) {
            // Never longer than what was read.
            bytes[length++] = (byte) next;
        }
        return Arrays.copyOf(bytes, length > 0 && bytes[length - 1] == ' ' ? length - 1 : length);
    }

    static boolean white(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /**
     * Where the next line break is, a real or a written one, or {@code …}, or the end.
     *
     * @param spaced whether white space that is not just one space counts as one too
     */
    static int breakAfter(byte[] text, int from, int end, boolean spaced) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONG.get(text, i);
            for (long found = any(eight) | (spaced ? spaces(eight) : 0); found != 0; found &= found - 1) {
                int at = i + (Long.numberOfTrailingZeros(found) >>> 3);
                if (isBreak(text, at, end, spaced)) {
                    return at;
                }
            }
        }
        while (i < end && !isBreak(text, i, end, spaced)) {
            i++;
        }
        return i;
    }

    private static boolean isBreak(byte[] text, int at, int end, boolean spaced) {
        byte c = text[at];
        return c == '\n' || spaced && white(c) && (c != ' ' || at + 1 < end && white(text[at + 1]))
                || c == CUT[0] && at + CUT.length <= end && starts(CUT, text, at, end)
                || c == '\\' && at + 1 < end && (text[at + 1] == 'n' || text[at + 1] == 'r' || text[at + 1] == '\\');
    }

    /** Where the white space before a break begins; if the text may go on, also of what may become a break. */
    static int beforeBreak(byte[] text, int from, int stop, boolean mayGoOn) {
        int before = stop;
        for (int i = Math.max(from, stop - CUT.length + 1); mayGoOn && i < stop; i++) {
            if (i == stop - 1 && text[i] == '\\' || starts(CUT, text, i, stop)) {
                return i;
            }
        }
        while (before > from && white(text[before - 1])) {
            before--;
        }
        return stop - before > FARTHEST ? stop : before;
    }

    /*
     * The upper bits of those of eight bytes that are a line feed, a backslash, or begin a cut: the trick that finds bytes of
     * zeros. Sometimes it takes the byte after such a one for another.
     */
    private static long spaces(long eight) {
        long space = eight ^ ONES * ' ';
        long tab = eight ^ ONES * '\t';
        long carriageReturn = eight ^ ONES * '\r';
        return (space - ONES & ~space | tab - ONES & ~tab | carriageReturn - ONES & ~carriageReturn) & ONES << 7;
    }

    private static long any(long eight) {
        long feed = eight ^ ONES * '\n';
        long backslash = eight ^ ONES * '\\';
        long cut = eight ^ ONES * (CUT[0] & 0xff);
        return (feed - ONES & ~feed | backslash - ONES & ~backslash | cut - ONES & ~cut) & ONES << 7;
    }

    void restart() {
        at = start;
        joined = false;
        ended = 0;
    }

    int at() {
        return at;
    }

    /** Whether it was met that the bytes end, and the text goes on. */
    boolean undecided() {
        return ended == MORE;
    }

    /** Whether a line break was met, a real or a written one. */
    boolean broken() {
        return broken;
    }

    boolean allowed(int length) {
        return !joined || length >= SHORTEST_JOINED;
    }

    /** The next byte, 0 to 255, or {@link #MORE}, or another negative number at the end. */
    int next() {
        while (true) {
            if (at >= end || at - start > FARTHEST) {
                return ended = whole || at < end ? END : MORE;
            }
            byte c = text[at];
            if (c == '(' && masked(text, at, end)) {
                return ended = end - at >= MASK.length ? END : whole ? take(c) : MORE;
            }
            if (!white(c)) {
                return take(c);
            }
            boolean line = white();
            if (at >= end && !whole) {
                return ended = at - start > FARTHEST ? END : MORE;
            }
            broken |= line;
            if (!line || !join) {
                return ' ';
            }
            joined = true;
        }
    }

    /**
     * Goes over the bytes that are the same in both forms and in the text just as they are. Not over white space before
     * something else, nor what may be a mask.
     *
     * @param depth from where on, in the forms
     * @return how many bytes
     */
    int takeSame(byte[] form, byte[] other, int depth) {
        int most = Math.min(Math.min(form.length, other.length) - depth, end - at);
        if (most <= 0 || text[at] != form[depth]) {
            return 0;
        }
        int same = same(text, at, form, depth, most);
        same = form == other ? same : same(form, depth, other, depth, same);
        for (int i = 0; i < same; i++) {
            same = text[at + i] == '(' ? i : same;
        }
        same -= same > 0 && white(text[at + same - 1]) ? 1 : 0;
        at += same;
        return same;
    }

    private static int same(byte[] one, int from, byte[] other, int otherFrom, int most) {
        int same = Arrays.mismatch(one, from, from + most, other, otherFrom, otherFrom + most);
        return same < 0 ? most : same;
    }

    private int take(byte c) {
        at++;
        return c & 0xff;
    }

    /** Goes over white space and what stands around a line break; whether there is one. */
    private boolean white() {
        int limit = Math.min(end, start + FARTHEST + 1);
        boolean line = false;
        while (at < limit) {
            byte c = text[at];
            if (white(c)) {
                line |= c == '\n';
                at++;
            } else if (line && c == 0x1b) {
                colour(limit);
            } else if (line && starts(BOX, text, at, end)) {
                at = Math.min(end, at + BOX.length);
            } else if (line && (c == '+' || c == '-' || c == '~') && (at + 1 == end || text[at + 1] == ' ')) {
                at++;
            } else {
                break;
            }
        }
        return line;
    }

    private void colour(int limit) {
        at++;
        while (at < limit && (text[at] == '[' || text[at] == ';' || text[at] >= '0' && text[at] <= '9')) {
            at++;
        }
        at = Math.min(end, at + 1);
    }

    /**
     * Goes over a written line break with the indentation after it, if there is one and the text is to be joined.
     *
     * @return how many bytes, 0, or {@link #MORE}
     */
    int writtenBreak(int from) {
        int i = from;
        while (i < end && i < from + 8 && text[i] == '\\') {
            i++;
        }
        if (from == start) {
            return 0;
        }
        if (i >= end) {
            return whole ? 0 : (ended = MORE);
        }
        if (text[i] != 'n' && text[i] != 'r') {
            return 0;
        }
        broken = true;
        if (!join) {
            return 0;
        }
        boolean carriageReturn = text[i++] == 'r';
        while (carriageReturn && i < end && (text[i] == '\\' || text[i] == 'n')) {
            carriageReturn = text[i++] != 'n';
        }
        while (i < end && i - start <= FARTHEST && text[i] == ' ') {
            i++;
        }
        if (i >= end && !whole && i - start <= FARTHEST) {
            return ended = MORE;
        }
        joined = true;
        at = i;
        return i - from;
    }

    /** Whether the text was cut with {@code …} there, after so many bytes of a form; or {@link #MORE}. */
    int cut(int from, int length) {
        if (length < SHORTEST_CUT || !starts(CUT, text, from, end)) {
            return 0;
        }
        return end - from >= CUT.length ? 1 : whole ? 0 : MORE;
    }

    /** Whether the place is within a mask, after its first byte; or {@link #MORE}. */
    static int inMask(byte[] text, int at, int end, boolean whole) {
        for (int begin = Math.max(0, at - MASK.length + 1); begin < at; begin++) {
            if (text[begin] == '(' && masked(text, begin, end) && (end - begin >= MASK.length || !whole)) {
                return end - begin >= MASK.length ? 1 : MORE;
            }
        }
        return 0;
    }

    private static boolean masked(byte[] text, int at, int end) {
        return starts(MASK, text, at, end);
    }

    /** Whether the bytes stand there, or as many of them as there is room for. */
    private static boolean starts(byte[] bytes, byte[] text, int at, int end) {
        int length = Math.min(bytes.length, end - at);
        return length > 0 && Arrays.equals(bytes, 0, length, text, at, at + length);
    }
}
