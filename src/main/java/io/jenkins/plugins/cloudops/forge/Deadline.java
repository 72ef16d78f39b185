package io.jenkins.plugins.cloudops.forge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When whatever is done with a forge has to be over, and waiting that ends before. */
final class Deadline {

    private final Clock clock;
    private final Sleeper sleeper;
    private final Instant end;

    Deadline(Clock clock, Sleeper sleeper, Duration time) {
        this.clock = clock;
        this.sleeper = sleeper;
        this.end = clock.instant().plus(time);
    }

    static Deadline in(Duration time) {
        return new Deadline(Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()), time);
    }

    Instant now() {
        return clock.instant();
    }

    /** How much time is left, zero if none. */
    Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** @return false, at once, if there is not so much time left */
    boolean waits(Duration pause) throws InterruptedException {
        if (pause.compareTo(left()) >= 0) {
            return false;
        }
        sleeper.sleep(pause);
        return true;
    }

    /** Waits. */
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }
}
