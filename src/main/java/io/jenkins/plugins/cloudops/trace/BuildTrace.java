package io.jenkins.plugins.cloudops.trace;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.engine.trace.KnownFailure;
import io.jenkins.plugins.cloudops.engine.trace.OpenSpan;
import io.jenkins.plugins.cloudops.engine.trace.SpanIds;
import io.jenkins.plugins.cloudops.engine.trace.SpanLines;
import io.jenkins.plugins.cloudops.engine.trace.SpanRecord;
import io.jenkins.plugins.cloudops.engine.trace.TraceContext;
import io.jenkins.plugins.cloudops.engine.trace.TraceIds;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The trace of a build: its identifier, and what was done in it. Everybody who asks for the trace of a build gets the same
 * one, also after a restart.
 *
 * <p>Nothing here fails a build or makes it wait: what cannot be written is said in Jenkins's log. Spans are recorded when
 * they are over, exactly once by their identifier; what is under way is an {@link OpenSpan}, which its owner keeps.
 * <em>Texts that are recorded leave Jenkins:</em> whoever has them from a CLI, a forge or a user redacts them first.
 */
public final class BuildTrace {

    private static final Logger LOGGER = Logger.getLogger(BuildTrace.class.getName());
    private static final int LINE = 256;
    private static final SpanLines LINES = new SpanLines(Map.of("service.name", "jenkins"));

    /** Spans of one build; what is more is not kept. */
    private static volatile int most = Integer.getInteger(BuildTrace.class.getName() + ".mostSpans", 100_000);

    private static final Map<Run<?, ?>, BuildTrace> KNOWN = new WeakHashMap<>();

    private final TraceFacts facts;
    private final boolean loaded;
    /** Moves with the job when that is renamed. */
    private volatile File directory;
    private SpanIds recorded;
    /** Whether it counts as a build that goes on. */
    private volatile boolean counted;

    private BuildTrace(TraceFacts facts, boolean loaded, File directory) {
        this.facts = facts;
        this.loaded = loaded;
        this.directory = directory;
    }

    /** The trace of a build. The first time it is asked for, the build joins the trace that was brought to it, or gets its own. */
    public static BuildTrace of(Run<?, ?> build) {
        BuildTrace trace = existing(build);
        if (trace == null) {
            // Other builds are loaded for it, which ask for their traces in turn: not under a lock.
            TraceFacts facts = new TraceOrigin(build).find();
            synchronized (KNOWN) {
                trace = KNOWN.get(build);
                if (trace == null) {
                    trace = begin(build, facts);
                    KNOWN.put(build, trace);
                }
            }
        }
        trace.directory = build.getRootDir();
        return trace;
    }

    /** The trace of a build that already has one, or null. */
    public static BuildTrace existing(Run<?, ?> build) {
        synchronized (KNOWN) {
            BuildTrace trace = KNOWN.get(build);
            if (trace == null) {
                trace = load(build);
                if (trace != null) {
                    KNOWN.put(build, trace);
                }
            }
            return trace;
        }
    }

    private static BuildTrace load(Run<?, ?> build) {
        try {
            TraceFacts facts = new TraceFiles(build.getRootDir().toPath()).load();
            return facts == null ? null : new BuildTrace(facts, true, build.getRootDir());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read the trace of " + build, e);
            return null;
        }
    }

    private static BuildTrace begin(Run<?, ?> build, TraceFacts facts) {
        try {
            new TraceFiles(build.getRootDir().toPath()).save(facts);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot keep the trace of " + build + "; it goes on until the next restart", e);
        }
        return new BuildTrace(facts, false, build.getRootDir());
    }

    /** 32 hexadecimal digits. */
    public String traceId() {
        return facts.context().traceId();
    }

    /** The span of the build itself. */
    public TraceContext context() {
        return facts.context();
    }

    /** The span of the build itself, for others to join it: {@code 00-TRACE-SPAN-01}. */
    public String traceparent() {
        return facts.context().traceparent();
    }

    /** Where the trace of a build can be looked at; empty if no backend is configured. */
    public String link(Run<?, ?> build) {
        long start = build.getTimeInMillis();
        long end = build.isBuilding() ? System.currentTimeMillis() : start + build.getDuration();
        return CloudOpsConfiguration.get().getTracing().link(traceId(), facts.context().spanId(), start, end);
    }

    /** In a word, where the trace comes from: {@code build} for one of its own, else who brought it. */
    public String origin() {
        return facts.origin();
    }

    /** What is known of where the trace comes from. */
    TraceFacts facts() {
        return facts;
    }

    /** Whether it was counted as a build that goes on; counts it. */
    boolean counted(boolean now) {
        boolean before = counted;
        counted = now;
        return before;
    }

    /** Whether it was begun before this controller was started. */
    boolean isLoaded() {
        return loaded;
    }

    /** A span below the build itself, which begins now. */
    public OpenSpan open(String name) {
        return open(name, facts.context().spanId());
    }

    /**
     * A span which begins now.
     *
     * @param name one of few, without anything secret: {@code terraform plan}
     * @param parent the identifier of the span around it
     */
    public OpenSpan open(String name, String parent) {
        return new OpenSpan(TraceIds.newSpanId(), parent, name, System.currentTimeMillis());
    }

    /**
     * The identifier of a span that has a name of its own in this build. It is the same in every life of the controller,
     * so that what is repeated after a crash is recorded once.
     *
     * @param key what only this span is called: {@code run/0123456789abcdef/apply}
     */
    public String spanId(String key) {
        return TraceIds.spanId(traceId(), facts.context().spanId() + '/' + key);
    }

    /**
     * Records what is over: {@code record(open.ended(now).attribute("k", "v"))}. A second time does nothing.
     *
     * @return whether it was the first time
     */
    public boolean record(SpanRecord.Builder span) {
        return !record(List.of(span.of(traceId()))).isEmpty();
    }

    /**
     * Records a step that failed before it had begun anything.
     *
     * @param parent the identifier of the span around it
     * @param step what it is called: {@code terraformPlan}
     * @param key what only this span is called
     * @param began milliseconds since 1970
     */
    public void refused(String parent, String step, String key, long began, KnownFailure problem) {
        record(new OpenSpan(spanId(key), parent, "step " + step, began).ended(System.currentTimeMillis())
                .attribute("jenkins.pipeline.block.type", "step")
                .attribute("cicd.pipeline.task.name", step)
                .attribute("cicd.pipeline.task.run.id", key)
                .attribute("cicd.pipeline.task.run.result", "failure")
                .failed(problem.errorType(), problem.getMessage()));
    }

    /**
     * Records what is over. Those that were recorded before are left out.
     *
     * @return the others
     */
    public synchronized List<SpanRecord> record(List<SpanRecord> spans) {
        List<SpanRecord> all = new ArrayList<>();
        try {
            TraceFiles files = new TraceFiles(directory.toPath());
            SpanIds known = recorded(files);
            List<SpanRecord> line = new ArrayList<>();
            for (SpanRecord span : spans) {
                if (known.size() < most && known.add(span.spanId())) {
                    line.add(span);
                    all.add(span);
                }
                if (line.size() == LINE) {
                    write(files, line);
                    line.clear();
                }
            }
            if (!line.isEmpty()) {
                write(files, line);
            }
        } catch (IOException | RuntimeException e) {
            // What got through is found again in the file.
            recorded = null;
            LOGGER.log(Level.WARNING, "Cannot record spans of the trace " + traceId(), e);
        }
        return all;
    }

    private static void write(TraceFiles files, List<SpanRecord> spans) throws IOException {
        byte[] line = LINES.line(spans);
        files.append(line);
        TraceExport.get().offer(line);
    }

    private SpanIds recorded(TraceFiles files) throws IOException {
        if (recorded == null) {
            SpanIds ids = new SpanIds();
            files.mend();
            files.read(span -> ids.add(span.spanId()));
            recorded = ids;
        }
        return recorded;
    }

    /** Whether no further span is kept, so that none need be made. */
    public synchronized boolean isFull() {
        return most == 0 || recorded != null && recorded.size() >= most;
    }

    /** For measuring: spans of one build from now on. */
    static void keepAtMost(int spans) {
        most = spans;
    }

    /** Copies all that was recorded so far, as lines of OTLP JSON. */
    public void copyTo(OutputStream out) throws IOException {
        Path spans = new TraceFiles(directory.toPath()).spans();
        if (Files.exists(spans)) {
            Files.copy(spans, out);
        }
    }

    /** Hands out all that was recorded so far, in the order of recording. */
    public void read(Consumer<SpanRecord> sink) throws IOException {
        new TraceFiles(directory.toPath()).read(sink);
    }
}
