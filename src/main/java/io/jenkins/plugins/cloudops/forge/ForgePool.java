package io.jenkins.plugins.cloudops.forge;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jenkins.security.ImpersonatingScheduledExecutorService;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The threads that wait for forges, so that none that Pipeline or a run needs has to. */
@Extension
@Restricted(NoExternalUse.class)
public class ForgePool {

    private static final int THREADS = Integer.getInteger(ForgePool.class.getName() + ".threads", 32);

    private final ScheduledExecutorService pool = new ImpersonatingScheduledExecutorService(threads(), ACL.SYSTEM2);
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    private static ScheduledThreadPoolExecutor threads() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, new NamingThreadFactory(
                new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), ForgePool.class.getName()));
        threads.setKeepAliveTime(1, TimeUnit.MINUTES);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    public static ForgePool get() {
        return ExtensionList.lookupSingleton(ForgePool.class);
    }

    /**
     * Does something in a thread of its own, once one is free.
     *
     * @param id by which it can be interrupted
     */
    public void submit(String id, Runnable work) {
        Job job = new Job(work);
        jobs.put(id, job);
        pool.execute(() -> {
            try {
                job.run();
            } finally {
                jobs.remove(id, job);
            }
        });
    }

    /** Interrupts it, also if it only begins later; it comes to its end all the same. Harmless if it is over. */
    public void interrupt(String id) {
        Job job = jobs.get(id);
        if (job != null) {
            job.interrupt();
        }
    }

    /** Something that is done once. */
    private static final class Job implements Runnable {

        private final Runnable work;
        private Thread worker;
        private boolean interrupted;

        Job(Runnable work) {
            this.work = work;
        }

        synchronized void interrupt() {
            interrupted = true;
            if (worker != null) {
                worker.interrupt();
            }
        }

        @Override
        public void run() {
            synchronized (this) {
                worker = Thread.currentThread();
                if (interrupted) {
                    worker.interrupt();
                }
            }
            try {
                work.run();
            } finally {
                synchronized (this) {
                    worker = null;
                    // Whatever this thread does next was not meant.
                    Thread.interrupted();
                }
            }
        }
    }
}
