package jenkins.security;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a {@link jenkins.model.LocalJenkins}. */
public final class LocalPools {

    private LocalPools() {
    }

    /** Lets what is running come to its end, and starts nothing more. */
    public static void kill() {
        for (ScheduledExecutorService pool : ImpersonatingScheduledExecutorService.ALL) {
            if (pool instanceof ScheduledThreadPoolExecutor threads) {
                threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            }
            pool.shutdown();
            try {
                if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException(pool + " does not end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        ImpersonatingScheduledExecutorService.ALL.clear();
    }
}
