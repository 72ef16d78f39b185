package io.jenkins.plugins.cloudops.engine.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values known to be secret, found again wherever they occur in a text: as they are, escaped for JSON or HCL, encoded
 * for a URL, as base64 of the value or of a text that has it, and line by line for values of several lines.
 *
 * <p>Marks on paths do not protect enough: a secret that came in through a sensitive variable comes out again in
 * computed attributes that carry no mark.
 *
 * <p>Limits: values shorter than {@value #MIN_LENGTH} characters, numbers shorter than {@value #MIN_DIGITS} digits, and
 * {@code true}, {@code false} and {@code null} are not looked for, since nearly every text has them somewhere. Not more
 * than {@value #MAX_FORMS} forms with {@value #MAX_CHARACTERS} characters together are kept, so that a plan full of
 * secrets cannot exhaust the memory; {@link #full()} tells. Not thread-safe.
 */
public final class SensitiveValues implements Redactor {

    static final int MIN_LENGTH = 4;
    static final int MIN_DIGITS = 6;
    static final int MAX_FORMS = 50_000;
    static final int MAX_CHARACTERS = 8_000_000;

    private static final int MIN_LINE = 12;
    private static final int MIN_INNER = 8;
    private static final char CUT = '…';
    private static final Set<String> COMMON = Set.of("true", "false", "null");

    private final Set<String> known = new HashSet<>();
    private final Map<Long, List<String>> byStart = new HashMap<>();
    /* One bit for each hash of four characters: keeps the map, and its boxing, out of the loop over a text. */
    private final long[] starts = new long[1024];
    private int characters;
    private boolean full;

    /** Remembers a string; too short and too common ones are ignored. */
    public void add(String value) {
        if (!addForm(value)) {
            return;
        }
        String printable = escaped(value);
        addForm(printable);
        addForm(jsonByGo(printable));
        // JSON inside of JSON, as of jsonencode() in an attribute.
        addForm(escaped(jsonByGo(printable)));
        addForm(URLEncoder.encode(value, StandardCharsets.UTF_8));
        addForm(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        addBase64(value.getBytes(StandardCharsets.UTF_8));
        if (value.indexOf('\n') >= 0) {
            value.lines().map(String::strip).filter(line -> line.length() >= MIN_LINE).forEach(this::addForm);
        }
    }

    private static String escaped(String value) {
        return Printable.line(value.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    /**
     * As a whole, and what stays the same of it wherever it stands in a longer text that is encoded, such
     * as {@code user:password}: three bytes make four characters, so there are three ways to begin.
     */
    private void addBase64(byte[] value) {
        addForm(Base64.getEncoder().encodeToString(value));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + value.length];
            System.arraycopy(value, 0, shifted, before, value.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int begin = before == 0 ? 0 : before + 1;
            int end = encoded.length() - (shifted.length % 3 == 0 ? 0 : 1);
            if (end - begin >= MIN_INNER) {
                addForm(encoded.substring(begin, end));
            }
        }
    }

    /** Remembers a number as it is written. */
    public void addNumber(String digits) {
        if (digits.length() >= MIN_DIGITS) {
            addForm(digits);
        }
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whether values were left out because the limit was reached: those are masked only at the paths that are marked. */
    public boolean full() {
        return full;
    }

    /**
     * @param text any text; one that ends with {@code …} was cut there, so that the beginning of a secret at its end is
     *     masked as well
     */
    @Override
    public String redact(String text) {
        if (known.isEmpty() || text.length() < MIN_LENGTH) {
            return text;
        }
        int end = text.charAt(text.length() - 1) == CUT ? text.length() - 1 : text.length();
        StringBuilder masked = null;
        int copied = 0;
        int i = 0;
        while (i + MIN_LENGTH <= end) {
            int length = lengthAt(text, i, end, end < text.length());
            if (length == 0) {
                i++;
                continue;
            }
            masked = masked == null ? new StringBuilder(text.length()) : masked;
            masked.append(text, copied, i).append(MASK);
            i += length;
            copied = i;
        }
        return masked == null ? text : masked.append(text, copied, text.length()).toString();
    }

    private int lengthAt(String text, int at, int end, boolean cut) {
        long start = start(text, at);
        if ((starts[word(start)] & bit(start)) == 0) {
            return 0;
        }
        for (String form : byStart.getOrDefault(start, List.of())) {
            if (at + form.length() <= end ? text.startsWith(form, at) : cut && form.startsWith(text.substring(at, end))) {
                return Math.min(form.length(), end - at);
            }
        }
        return 0;
    }

    private boolean addForm(String form) {
        if (form.length() < MIN_LENGTH || COMMON.contains(form) || known.contains(form)) {
            return false;
        }
        if (known.size() >= MAX_FORMS || characters + form.length() > MAX_CHARACTERS) {
            full = true;
            return false;
        }
        known.add(form);
        characters += form.length();
        long start = start(form, 0);
        starts[word(start)] |= bit(start);
        List<String> sameStart = byStart.computeIfAbsent(start, key -> new ArrayList<>(1));
        sameStart.add(form);
        sameStart.sort(Comparator.comparingInt(String::length).reversed());
        return true;
    }

    /* Go's encoder, which writes whatever jsonencode() returns, escapes these three for HTML. */
    private static String jsonByGo(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static long start(String text, int at) {
        return (long) text.charAt(at) << 48
                | (long) text.charAt(at + 1) << 32
                | (long) text.charAt(at + 2) << 16
                | text.charAt(at + 3);
    }

    private static int word(long start) {
        return (int) (start * 0x9E3779B97F4A7C15L >>> 54);
    }

    private static long bit(long start) {
        return 1L << (start * 0xC2B2AE3D27D4EB4FL >>> 58);
    }
}
