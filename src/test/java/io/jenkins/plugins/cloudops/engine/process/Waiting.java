package io.jenkins.plugins.cloudops.engine.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.runner.Runner;
import org.junit.runners.Parameterized;
import org.junit.runners.ParentRunner;
import org.junit.runners.model.RunnerScheduler;

/** Runs the tests of a class side by side: they wait for processes and hardly compute. */
public final class Waiting extends Parameterized {

    private static final int AT_ONCE = 6;

    public Waiting(Class<?> type) throws Throwable {
        super(type);
        Semaphore places = new Semaphore(AT_ONCE);
        for (Runner child : getChildren()) {
            ((ParentRunner<?>) child).setScheduler(new SideBySide(places));
        }
    }

    /** Starts each test as soon as there is a place, and waits for all of them. */
    private static final class SideBySide implements RunnerScheduler {

        private final Semaphore places;
        private final List<Thread> threads = new ArrayList<>();

        SideBySide(Semaphore places) {
            this.places = places;
        }

        @Override
        public void schedule(Runnable test) {
            places.acquireUninterruptibly();
            Thread thread = new Thread(() -> {
                try {
                    test.run();
                } finally {
                    places.release();
                }
            });
            threads.add(thread);
            thread.start();
        }

        @Override
        public void finished() {
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
