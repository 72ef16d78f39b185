package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class RefreshCounterTest {

    private final AtomicLong clock = new AtomicLong(-5);
    private final RefreshCounter counter = new RefreshCounter(clock::get);

    private void wait(int seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    public void aLineComesEveryTenSecondsAndNotForEachObject() {
        for (int i = 0; i < 1_239; i++) {
            assertThat(counter.next()).isNull();
        }
        wait(9);
        assertThat(counter.next()).isNull();
        wait(1);

        assertThat(counter.next()).isEqualTo("planning: 1,241 read");
        assertThat(counter.next()).isNull();
        assertThat(counter.read()).isEqualTo(1_242);
    }

    @Test
    public void itSaysHowManyThereWereLastTimeUnlessThereAreMore() {
        counter.expect(2);
        wait(10);
        assertThat(counter.next()).isEqualTo("planning: 1 of about 2 read");
        wait(10);
        assertThat(counter.next()).isEqualTo("planning: 2 read");
    }
}
