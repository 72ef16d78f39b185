package io.jenkins.plugins.cloudops.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which forges did not answer a moment ago, so that a dead one does not hold up one plan after the other, and the threads that
 * others wait for. Whoever asks it again has little patience, until it answers or is forgotten here.
 */
final class Outages {

    static final Duration MEMORY = Duration.ofMinutes(2);

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** @param api the address of its API */
    boolean knows(String api, Instant now) {
        Instant end = ends.get(api);
        return end != null && now.isBefore(end);
    }

    /** Not called for whom had little patience, so that a slow forge gets another chance. */
    void began(String api, Instant now) {
        ends.values().removeIf(now::isAfter);
        ends.put(api, now.plus(MEMORY));
    }

    void ended(String api) {
        ends.remove(api);
    }
}
