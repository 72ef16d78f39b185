package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class LooksTest {

    private final Pool pool = new Pool();
    private final List<String> seen = new ArrayList<>();
    private long nanos = 5;
    private final Looks looks = new Looks("7", pool, () -> nanos, () -> seen.add("look"));

    @After
    public void close() {
        pool.shutdownNow();
    }

    @Test
    public void theEarliestLookThatAnybodyAskedForIsTheOnlyOne() {
        looks.after(500);
        looks.after(900);
        looks.soon();
        looks.after(200);

        assertThat(pool.asked).extracting(Asked::millis).containsExactly(500L, 10L);
        assertThat(pool.asked.get(0).isCancelled()).isTrue();
        assertThat(pool.asked.get(1).isCancelled()).isFalse();
    }

    @Test
    public void aLookThatBeganToRunWhenAnotherWasAskedForDoesNothing() {
        looks.after(500);
        looks.now();

        pool.asked.get(0).begin();
        assertThat(seen).isEmpty();
        pool.asked.get(1).run();
        assertThat(seen).containsExactly("look");
    }

    @Test
    public void duringALookAnotherCanBeAskedForThatIsLater() {
        looks.now();
        pool.asked.get(0).run();

        looks.after(900);

        assertThat(pool.asked).extracting(Asked::millis).containsExactly(0L, 900L);
    }

    @Test
    public void nobodyLooksAfterTheControllerHasGoneDown() {
        pool.refuses = true;
        looks.now();

        assertThat(pool.asked).isEmpty();
        assertThat(looks.areOver()).isFalse();
        pool.shutdownNow();
        assertThat(looks.areOver()).isTrue();
    }

    @Test
    public void thePauseIsAFiftiethOfTheTimeThatHasPassed() {
        assertThat(looks.pause(false)).isEqualTo(10);
        pass(60_000);
        assertThat(looks.pause(false)).isEqualTo(1_200);
        pass(3_600_000);
        assertThat(looks.pause(false)).isEqualTo(10_000);
    }

    @Test
    public void somebodyWhoWaitsForAStopDoesNotWaitForTheNextLook() {
        pass(3_600_000);

        assertThat(looks.pause(true)).isEqualTo(1_000);
    }

    @Test
    public void whatBeginsAgainIsLookedAtCloselyAgain() {
        pass(3_600_000);
        looks.beginAgain();

        assertThat(looks.pause(false)).isEqualTo(10);
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Notes what it is to do and when, and does nothing of it. */
    private static final class Pool extends ScheduledThreadPoolExecutor {

        private final List<Asked> asked = new ArrayList<>();
        private boolean refuses;

        Pool() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            if (refuses) {
                throw new RejectedExecutionException();
            }
            Asked one = new Asked(work, unit.toMillis(delay));
            asked.add(one);
            return one;
        }
    }

    /** Something to be done after some milliseconds. */
    private static final class Asked extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final Runnable work;
        private final long millis;

        Asked(Runnable work, long millis) {
            super(work, null);
            this.work = work;
            this.millis = millis;
        }

        long millis() {
            return millis;
        }

        /** As if it had begun before it was cancelled. */
        void begin() {
            work.run();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(millis, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(millis, other.getDelay(TimeUnit.MILLISECONDS));
        }
    }
}
