package io.jenkins.plugins.cloudops.engine.terraform;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Terraform's options take them: Go's {@code time.ParseDuration}, decimal numbers each
 * with a unit, such as {@code 90s}, {@code 10m} or {@code 1h30m}; {@code 0} needs no unit.
 */
public final class GoDuration {

    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ns", new BigDecimal(1L),
            "us", new BigDecimal(1_000L),
            "\u00b5s", new BigDecimal(1_000L),
            "\u03bcs", new BigDecimal(1_000L),
            "ms", new BigDecimal(1_000_000L),
            "s", new BigDecimal(1_000_000_000L),
            "m", new BigDecimal(60_000_000_000L),
            "h", new BigDecimal(3_600_000_000_000L));
    private static final Pattern TERM = Pattern.compile(
            "(\\d{1,12}(?:\\.\\d{0,9})?|\\.\\d{1,9})(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

    /** Go's own limit is about 292 years; nobody waits longer than this for a lock or a stop. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private GoDuration() {
    }

    /**
     * Reads a duration that is not negative and at most a year.
     *
     * @param setting what the value is for, to name it in an error
     * @throws BadSetting if the value is no such duration
     */
    public static Duration parse(String setting, String value) {
        if (value.equals("0")) {
            return Duration.ZERO;
        }
        Matcher term = TERM.matcher(value);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (term.find() && term.start() == end) {
            nanos = nanos.add(new BigDecimal(term.group(1)).multiply(NANOS.get(term.group(2))));
            end = term.end();
        }
        if (value.isEmpty() || end != value.length()) {
            throw new BadSetting(Messages.GoDuration_unreadable(setting, value));
        }
        if (nanos.compareTo(new BigDecimal(LONGEST.toNanos())) > 0) {
            throw new BadSetting(Messages.GoDuration_tooLong(setting, value));
        }
        return Duration.ofNanos(nanos.longValue());
    }
}
