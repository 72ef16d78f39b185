package io.jenkins.plugins.cloudops.forge;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Builds of this controller that write the same comment do so one after the other. */
final class CommentLocks {

    private static final int MANY = 256;

    private final ReentrantLock[] locks = new ReentrantLock[MANY];

    CommentLocks() {
        for (int i = 0; i < MANY; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /**
     * Does something alone, as far as this comment goes; sometimes another one has to wait as well.
     *
     * @throws ForgeException if others take longer than that
     */
    <T> T alone(String comment, Duration longest, Work<T> work) throws IOException, InterruptedException {
        ReentrantLock lock = locks[Math.floorMod(comment.hashCode(), MANY)];
        if (!lock.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ForgeException(ForgeException.Reason.UNREACHABLE, Messages.CommentLocks_busy(longest.toSeconds()));
        }
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    /** What is done alone. */
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }
}
