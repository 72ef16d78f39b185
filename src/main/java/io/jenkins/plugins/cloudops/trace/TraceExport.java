package io.jenkins.plugins.cloudops.trace;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.TracingConfiguration;
import io.jenkins.plugins.cloudops.config.TracingTarget;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Instruments;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpCollector;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpTarget;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Spool;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Transport;
import io.jenkins.plugins.cloudops.engine.trace.otlp.SpoolRun;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.security.ImpersonatingScheduledExecutorService;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Sends what is recorded to the collector, if there is one. Whoever records only writes to a file, the spool; one thread
 * empties it. Nothing that happens to the collector reaches a build.
 */
@Extension
@Restricted(NoExternalUse.class)
public class TraceExport {

    private static final Logger LOGGER = Logger.getLogger(TraceExport.class.getName());
    /** Milliseconds for which spans are collected to be sent together. */
    private static final long TOGETHER = Long.getLong(TraceExport.class.getName() + ".togetherMillis", 1_000);
    /** Milliseconds after which a configuration that changed, a renewed credential among it, is seen at the latest. */
    private static final long LOOK = 10_000;

    /** How often metrics are sent. */
    private static final Duration EVERY = Duration.ofMillis(Long.getLong(TraceExport.class.getName() + ".metricsMillis", 60_000));

    private final ScheduledExecutorService thread = new ImpersonatingScheduledExecutorService(
            new ScheduledThreadPoolExecutor(1, new NamingThreadFactory(
                    new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), TraceExport.class.getName())), ACL.SYSTEM2);
    private Spool spool;
    private volatile SpoolRun emptying;
    private OtlpCollector collector;
    private ScheduledFuture<?> next;
    /** Whether something came while it was sending, and when it may begin again, by {@link System#nanoTime}. */
    private boolean more;
    private long notBefore = System.nanoTime();
    private long looked;
    private OtlpTarget target = OtlpTarget.NONE;
    private String complaint = "";
    private Transport transport;
    private Instruments instruments;

    public static TraceExport get() {
        return ExtensionList.lookupSingleton(TraceExport.class);
    }

    /** Puts lines of spans into the spool, if they are to be sent at all. */
    void offer(byte[] lines) {
        try {
            if (target().sendsTraces()) {
                spool().put(lines);
                soon(TOGETHER);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Cannot keep spans for the collector; they are kept with their build", e);
        }
    }

    /** Where things are sent, looked up anew from time to time; nowhere while what is configured cannot be used. */
    synchronized OtlpTarget target() {
        long now = System.nanoTime();
        if (looked == 0 || now - looked > TimeUnit.MILLISECONDS.toNanos(LOOK)) {
            looked = now;
            target = resolve();
        }
        return target;
    }

    private OtlpTarget resolve() {
        try {
            OtlpTarget found = new TracingTarget(configuration(), System.getenv()).resolve();
            complaint = "";
            return found;
        } catch (BadSetting e) {
            if (!e.getMessage().equals(complaint)) {
                complaint = e.getMessage();
                LOGGER.log(Level.WARNING, "Traces and metrics are not sent. {0}", complaint);
            }
            return OtlpTarget.NONE;
        }
    }

    /** Looks at the configuration at once. */
    public synchronized void configured() {
        looked = 0;
        notBefore = System.nanoTime();
        soon(0);
    }

    private static TracingConfiguration configuration() {
        return CloudOpsConfiguration.get().getTracing();
    }

    /** For what is counted and measured; made anew when the collector is another one. */
    synchronized Instruments instruments() {
        OtlpTarget to = target();
        if (instruments == null || !instruments.target().equals(to)) {
            Instruments before = instruments;
            instruments = Instruments.of(to, to.sendsMetrics() ? transport() : null, Metrics::incidents, EVERY);
            if (before != null) {
                thread.execute(before::close);
            }
        }
        return instruments;
    }

    /** For the exporters, with the proxy of Jenkins. */
    private synchronized Transport transport() {
        if (transport == null) {
            transport = TracingTarget.transport();
        }
        return transport;
    }

    private synchronized Spool spool() throws IOException {
        if (spool == null) {
            spool = new Spool(new File(Jenkins.get().getRootDir(), "cloudops-pipeline/spool/traces").toPath(), Clock.systemUTC());
            emptying = new SpoolRun(spool);
        }
        return spool;
    }

    private synchronized void soon(long wanted) {
        more = true;
        long millis = Math.max(wanted, TimeUnit.NANOSECONDS.toMillis(notBefore - System.nanoTime()));
        if (next == null || next.isDone() || next.getDelay(TimeUnit.MILLISECONDS) > millis) {
            if (next != null) {
                next.cancel(false);
            }
            try {
                next = thread.schedule(this::send, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.FINE, "sent after the restart", e);
            }
        }
    }

    private synchronized void begin() {
        more = false;
    }

    private void send() {
        long again = LOOK;
        begin();
        try {
            OtlpTarget to = target();
            Spool waiting = spool();
            waiting.bound((long) configuration().spoolMegabytes() << 20, Duration.ofDays(configuration().spoolDays()));
            if (to.sendsTraces()) {
                if (collector == null || !collector.target().equals(to)) {
                    collector = new OtlpCollector(to, transport());
                }
                again = emptying.run(collector);
            } else if (waiting.size() == 0) {
                again = 0;
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "Sending spans", e);
        }
        later(again);
    }

    /** From within the thread itself, whose own turn is not over yet. */
    private synchronized void later(long again) {
        if (again == 0 && !more) {
            return;
        }
        long millis = again == 0 ? TOGETHER : again;
        notBefore = System.nanoTime() + (again == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(again));
        try {
            next = thread.schedule(this::send, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "sent after the restart", e);
        }
    }

    private synchronized void stop() {
        thread.shutdownNow();
        if (instruments != null) {
            instruments.close();
            instruments = null;
        }
        try {
            if (spool != null) {
                spool.close();
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "closing the spool", e);
        }
    }

    /** Goes on with what an earlier controller could not send. */
    @Extension
    public static final class Life extends ItemListener {

        @Override
        public void onLoaded() {
            TraceExport.get().soon(0);
        }

        @Override
        public void onBeforeShutdown() {
            TraceExport.get().stop();
        }
    }
}
