package io.jenkins.plugins.cloudops.forge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A time that passes only while somebody waits. */
final class SteadyTime extends Clock {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final List<Duration> pauses = new ArrayList<>();
    private Instant now = BEGIN;

    Deadline deadline(Duration time) {
        return new Deadline(this, pause -> {
            pauses.add(pause);
            now = now.plus(pause);
        }, time);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
