package io.jenkins.plugins.cloudops.forge;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Whether an answer asks for fewer requests, and how long to wait then.
 *
 * <p>{@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3). GitHub also answers 403, with {@code
 * x-ratelimit-remaining: 0} and {@code x-ratelimit-reset} in seconds since 1970, or with a message on a secondary limit
 * and nothing else; then it wants a minute. GitLab has {@code RateLimit-Reset}.
 */
final class RateLimit {

    private static final Duration UNSAID = Duration.ofMinutes(1);

    private RateLimit() {
    }

    /** Null if it does not ask for it. */
    static Duration wait(Answer answer, Instant now) {
        int status = answer.status();
        if (status != 429 && status != 403 && status != 503) {
            return null;
        }
        Duration after = retryAfter(answer.header("Retry-After"), now);
        if (after != null) {
            return after;
        }
        if (status == 503) {
            return null;
        }
        boolean used = answer.header("x-ratelimit-remaining").equals("0") || status == 429;
        String reset = answer.header("x-ratelimit-reset");
        Duration left = seconds(reset.isEmpty() ? answer.header("RateLimit-Reset") : reset);
        if (used && left != null) {
            return positive(Duration.between(now, Instant.ofEpochSecond(left.toSeconds())));
        }
        return used || answer.text().contains("secondary rate limit") ? UNSAID : null;
    }

    private static Duration retryAfter(String text, Instant now) {
        Duration seconds = seconds(text);
        if (seconds != null || text.isEmpty()) {
            return seconds;
        }
        try {
            return positive(Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Duration seconds(String digits) {
        return digits.matches("[0-9]{1,11}") ? Duration.ofSeconds(Long.parseLong(digits)) : null;
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ofSeconds(1) : time.plusSeconds(1);
    }
}
