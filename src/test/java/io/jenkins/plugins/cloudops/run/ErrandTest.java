package io.jenkins.plugins.cloudops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class ErrandTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch woken = new CountDownLatch(1);

    @After
    public void close() {
        threads.shutdownNow();
    }

    private void waitForTheWaking() throws InterruptedException {
        assertThat(woken.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    public void itIsOverWhenItWakesWhoeverAsksForIt() throws Exception {
        Errand errand = Errand.start(threads, () -> { }, woken::countDown);
        waitForTheWaking();

        assertThat(errand.isOver()).isTrue();
        errand.result();
    }

    @Test
    public void itIsNotOverWhileItGoesOnAndCanBeInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Errand errand = Errand.start(threads, () -> {
            begun.countDown();
            new CountDownLatch(1).await();
        }, woken::countDown);
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(errand.isOver()).isFalse();
        errand.interrupt(Thread::interrupt);

        waitForTheWaking();
        assertThatThrownBy(errand::result).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    public void anErrorIsToldLikeAnyOtherFailure() throws Exception {
        Errand failed = Errand.start(threads, () -> {
            throw new IOException("no space left");
        }, () -> { });
        Errand broken = Errand.start(threads, () -> {
            throw new NoClassDefFoundError("x");
        }, woken::countDown);
        waitForTheWaking();

        assertThatThrownBy(failed::result).hasCauseInstanceOf(IOException.class).hasMessageContaining("no space left");
        assertThatThrownBy(broken::result).hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    public void nobodyIsInterruptedBeforeItHasAThread() {
        List<Runnable> kept = new ArrayList<>();
        List<Thread> interrupted = new ArrayList<>();
        ExecutorService later = new ForkJoinPool(1) {
            @Override
            public ForkJoinTask<?> submit(Runnable work) {
                kept.add(work);
                return null;
            }
        };

        Errand.start(later, () -> { }, () -> { }).interrupt(interrupted::add);

        later.shutdownNow();
        assertThat(kept).hasSize(1);
        assertThat(interrupted).isEmpty();
    }
}
