package io.jenkins.plugins.cloudops.engine.redact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Values known to be secret, found again wherever they occur in a text, in every form that {@link SecretForms} knows and
 * across the line breaks that {@link BrokenText} understands.
 *
 * <p>Marks on paths do not protect enough: a secret that came in through a sensitive variable comes out again in
 * computed attributes that carry no mark.
 *
 * <p>Not looked for, since nearly every text has them somewhere: values shorter than {@value #SHORTEST} characters without
 * the white space around them ({@value #SHORTEST_BOUND} if a user bound them as a secret), numbers shorter than
 * {@value #MIN_DIGITS} digits, {@code true}, {@code false} and {@code null}; {@link #ignored()} counts them. Where a text
 * was cut with {@code …}, the beginning of a value before it is masked too.
 *
 * <p>Limits: {@value #MAX_FORMS} forms with {@value #MAX_CHARACTERS} characters together, so that a plan full of secrets
 * cannot exhaust the memory; {@link #full()} tells. A form of more than {@value #PIECE} characters is looked for in pieces
 * of that length. The time for a text grows with its length alone, whatever is in it.
 *
 * <p>Serializable, to be sent to an agent: the values travel, with as many characters at most, and no form. Thread-safe.
 */
public final class SensitiveValues implements Redactor, Serializable {

    private static final long serialVersionUID = 1L;

    public static final int SHORTEST = 4;
    public static final int SHORTEST_BOUND = 3;
    public static final int MIN_DIGITS = 6;
    static final int MAX_FORMS = 50_000;
    static final int MAX_CHARACTERS = 8_000_000;
    static final int PIECE = 1_024;

    /* So much of a piece is in the next one too: what overlaps is masked as one. */
    private static final int OVERLAP = 16;
    private static final Set<String> COMMON = Set.of("true", "false", "null");
    private static final Pattern MASKED = Pattern.compile(MASK, Pattern.LITERAL);

    private final Set<String> values = new LinkedHashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();
    private final Set<String> numbers = new LinkedHashSet<>();
    private final Set<String> tooShort = new HashSet<>();
    private int ignored;
    private boolean full;

    private transient FormTable forms = new FormTable();
    private transient int characters;

    /** Remembers a string that was found at a sensitive path; too short and too common ones are ignored. */
    public synchronized void add(String value) {
        remember(value, values, SHORTEST);
    }

    /** Remembers a string that somebody declared to be a secret, such as a credential: also a shorter one. */
    public synchronized void addBound(String value) {
        remember(value, bound, SHORTEST_BOUND);
    }

    /** Remembers a number as it is written. */
    public synchronized void addNumber(String digits) {
        if (digits.length() < MIN_DIGITS) {
            ignored++;
            tooShort.add(digits);
        } else if (room(digits, numbers)) {
            addForm(digits, MIN_DIGITS);
        }
    }

    /** Remembers what the other ones know. */
    public void addAll(SensitiveValues others) {
        List<String> theirValues;
        List<String> theirBound;
        List<String> theirNumbers;
        boolean theyAreFull;
        synchronized (others) {
            theirValues = List.copyOf(others.values);
            theirBound = List.copyOf(others.bound);
            theirNumbers = List.copyOf(others.numbers);
            theyAreFull = others.full;
        }
        synchronized (this) {
            theirBound.forEach(this::addBound);
            theirValues.forEach(this::add);
            theirNumbers.forEach(this::addNumber);
            full |= theyAreFull;
        }
    }

    private void remember(String value, Set<String> known, int shortest) {
        String bare = value.strip();
        if (bare.length() < shortest || COMMON.contains(bare) || MASK.contains(bare)) {
            ignored += bare.isEmpty() ? 0 : 1;
            if (!bare.isEmpty() && (bare.length() < shortest || known == bound)) {
                tooShort.add(bare);
            }
        } else if (room(value, known)) {
            SecretForms.of(value, form -> addForm(form, shortest));
        }
    }

    private boolean room(String value, Set<String> known) {
        if (known.contains(value)) {
            return false;
        }
        if (forms.size() >= MAX_FORMS || characters + value.length() > MAX_CHARACTERS) {
            full = true;
            return false;
        }
        known.add(value);
        characters += value.length();
        return true;
    }

    private void addForm(String form, int shortest) {
        for (String part : form.contains(MASK) ? MASKED.split(form) : new String[] {form}) {
            for (String piece : pieces(part)) {
                String bare = piece.strip();
                if (bare.length() < shortest || COMMON.contains(bare) || MASK.contains(bare)) {
                    continue;
                }
                if (forms.size() >= MAX_FORMS || characters + bare.length() > MAX_CHARACTERS) {
                    full = true;
                } else if (forms.add(bare, shortest)) {
                    characters += bare.length();
                }
            }
        }
    }

    private static List<String> pieces(String form) {
        if (form.length() <= PIECE + OVERLAP) {
            return List.of(form);
        }
        List<String> pieces = new ArrayList<>();
        for (int begin = 0; begin < form.length(); ) {
            int end = begin + PIECE + 2 * OVERLAP >= form.length() ? form.length() : character(form, begin + PIECE + OVERLAP);
            pieces.add(form.substring(begin, end));
            begin = end == form.length() ? end : character(form, begin + PIECE);
        }
        return pieces;
    }

    private static int character(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    public synchronized boolean isEmpty() {
        return forms.size() == 0;
    }

    /** Whether values were left out because the limit was reached: those are masked only at the paths that are marked. */
    public synchronized boolean full() {
        return full;
    }

    /** How many values were too short or too common to be looked for. */
    public synchronized int ignored() {
        return ignored;
    }

    /** How many different values were too short to be looked for, or too common though they are bound. */
    public synchronized int tooShort() {
        return tooShort.size();
    }

    /** What is known, each with the kind that it has in a {@link SecretsFile}. */
    synchronized void each(BiConsumer<String, String> visitor) {
        bound.forEach(value -> visitor.accept(SecretsFile.BOUND, value));
        values.forEach(value -> visitor.accept(SecretsFile.FOUND, value));
        numbers.forEach(value -> visitor.accept(SecretsFile.NUMBER, value));
    }

    /** @param text any text; in one that has secrets, halves of characters become {@code ?} */
    @Override
    public synchronized String redact(String text) {
        if (forms.size() == 0 || text.length() < FormTable.SHORTEST) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (forms.find(bytes, 0, bytes.length, true) == bytes.length) {
            return text;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        try {
            Masking masking = new Masking(out, bytes.length);
            masking.feed(forms, bytes, 0, bytes.length);
            masking.end(forms);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** @param text the beginning, in UTF-8, of one that may go on */
    public synchronized Borders borders(byte[] text) {
        List<Borders.Span> spans = new ArrayList<>();
        int at = 0;
        int end = 0;
        while (forms.size() > 0) {
            at = forms.find(text, at, text.length, false);
            if (forms.found() <= 0) {
                return new Borders(at, spans);
            }
            Borders.Span last = at < end ? spans.remove(spans.size() - 1) : new Borders.Span(at, at);
            end = Math.max(end, at + forms.found());
            spans.add(new Borders.Span(last.from(), end));
            at++;
        }
        return new Borders(text.length, spans);
    }

    synchronized void feed(Masking masking, byte[] bytes, int offset, int count) throws IOException {
        masking.feed(forms, bytes, offset, count);
    }

    synchronized void end(Masking masking) throws IOException {
        masking.end(forms);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        forms = new FormTable();
        bound.forEach(value -> SecretForms.of(value, form -> addForm(form, SHORTEST_BOUND)));
        values.forEach(value -> SecretForms.of(value, form -> addForm(form, SHORTEST)));
        numbers.forEach(digits -> addForm(digits, MIN_DIGITS));
    }

    /** How many there are, and no value. */
    @Override
    public synchronized String toString() {
        return "SensitiveValues[" + (values.size() + bound.size() + numbers.size()) + "]";
    }
}
