package jenkins.security;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.security.core.Authentication;

/** Runs what is scheduled as somebody else. Declared entirely; here everybody is the same. */
public final class ImpersonatingScheduledExecutorService extends AbstractExecutorService implements ScheduledExecutorService {

    /** Only here: all that were made, to be shut down with the controller. */
    static final List<ScheduledExecutorService> ALL = new CopyOnWriteArrayList<>();

    private final ScheduledExecutorService base;

    public ImpersonatingScheduledExecutorService(ScheduledExecutorService base, Authentication who) {
        this.base = base;
        ALL.add(base);
    }

    @Override
    public void execute(Runnable task) {
        base.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return base.schedule(task, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return base.schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return base.scheduleAtFixedRate(task, delay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        return base.scheduleWithFixedDelay(task, delay, pause, unit);
    }

    @Override
    public void shutdown() {
        base.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return base.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return base.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return base.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return base.awaitTermination(timeout, unit);
    }
}
