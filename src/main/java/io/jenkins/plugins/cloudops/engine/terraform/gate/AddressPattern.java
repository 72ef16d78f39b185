package io.jenkins.plugins.cloudops.engine.terraform.gate;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A pattern for addresses of resources. Both are divided at their dots into segments; an instance key belongs to the
 * segment before it, whatever is in its quotes: {@code module.m["a.b"].aws_instance.web[0]} has the segments
 * {@code module}, {@code m["a.b"]}, {@code aws_instance} and {@code web[0]}.
 *
 * <p>{@code *} stands for any characters within a segment, its key included; a segment {@code **} for any number of
 * segments, also none. A segment without a key is for every instance: {@code aws_instance.web} matches
 * {@code aws_instance.web[0]}. A pattern matches whole addresses, so that one that begins with a type is for the root
 * module only; {@code **.aws_instance.*} is for all.
 */
public final class AddressPattern implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String ANY_NUMBER = "**";

    private final String text;
    private final List<String> segments;

    private AddressPattern(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    /** @throws BadSetting when it could never match an address */
    public static AddressPattern of(String setting, String text) {
        List<String> segments = segments(text);
        if (text.isBlank() || segments.isEmpty() || segments.contains("")) {
            throw new BadSetting(Messages.AddressPattern_segments(setting, text));
        }
        for (String segment : segments) {
            String name = name(segment);
            if (name.contains(ANY_NUMBER) && !segment.equals(ANY_NUMBER)) {
                throw new BadSetting(Messages.AddressPattern_stars(setting, text));
            }
            if (!name.matches("[\\p{L}\\p{N}_*-]+") || segment.length() > name.length() && !segment.endsWith("]")) {
                throw new BadSetting(Messages.AddressPattern_segments(setting, text));
            }
        }
        if (!AddressShape.isThatOfSome(segments)) {
            throw new BadSetting(Messages.AddressPattern_segments(setting, text));
        }
        return new AddressPattern(text, segments);
    }

    public boolean matches(String address) {
        List<String> parts = segments(address);
        int at = 0;
        int pattern = 0;
        int star = -1;
        int matched = 0;
        // As in glob(): to go back to the last "**" is enough.
        while (at < parts.size()) {
            String segment = pattern < segments.size() ? segments.get(pattern) : "";
            if (segment.equals(ANY_NUMBER)) {
                star = pattern++;
                matched = at;
            } else if (!segment.isEmpty() && matchesSegment(segment, parts.get(at))) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++matched;
            } else {
                return false;
            }
        }
        return segments.subList(pattern, segments.size()).stream().allMatch(ANY_NUMBER::equals);
    }

    private static boolean matchesSegment(String pattern, String segment) {
        return glob(pattern, pattern.indexOf('[') < 0 ? name(segment) : segment);
    }

    /** Whether the text fits a pattern in which {@code *} stands for any characters; without going back more than one star. */
    static boolean glob(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int matched = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                matched = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++matched;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static String name(String segment) {
        int key = segment.indexOf('[');
        return key < 0 ? segment : segment.substring(0, key);
    }

    /* Dots within brackets and within their quotes divide nothing, as in Terraform's addresses. */
    private static List<String> segments(String address) {
        List<String> segments = new ArrayList<>(8);
        boolean key = false;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else {
                    quoted = c != '"';
                }
            } else if (key) {
                quoted = c == '"';
                key = c != ']';
            } else if (c == '[') {
                key = true;
            } else if (c == '.') {
                segments.add(address.substring(from, i));
                from = i + 1;
            }
        }
        segments.add(address.substring(from));
        return segments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
