package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventReader;
import io.jenkins.plugins.cloudops.engine.terraform.event.EventRedaction;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeJson;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code terraform apply -json PLAN} printed, in one pass, and joins it to the plan: Terraform's
 * "Machine-Readable UI", versions 1.x; OpenTofu prints the same. Lines that are no events, or that are cut off, do no harm.
 * In memory is a small record for each planned change, and nothing that grows with the stream. For one apply and one
 * thread.
 *
 * <p>What has no events of its own, imports, moves and forgotten objects, changes nothing but the state: it counts as
 * applied as soon as any operation began. A data source whose turn did not come counts as nothing.
 */
public final class ApplyReader {

    private static final String LOCK_NOT_RELEASED = "Error releasing the state lock";

    private final Redactor redactor;
    private final EventRedaction redaction;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Operation> byAddress = new HashMap<>();
    private final Problems errors = new Problems();
    private final Problems warnings = new Problems();
    private boolean planned;
    private boolean began;
    private boolean summarised;
    private LinkedHashMap<String, Object> outputs = new LinkedHashMap<>();
    private List<String> sensitiveOutputs = List.of();
    private String toolVersion = "";
    private long ends;
    private int starts;
    private long firstTime = EventReader.NO_TIME;
    private long lastTime = EventReader.NO_TIME;

    public ApplyReader() {
        this(Redactor.none());
    }

    /**
     * @param redactor takes secrets out of what is read: before it is joined to the plan, whose addresses were passed
     *     through it as well, and before it is cut
     */
    public ApplyReader(Redactor redactor) {
        this.redactor = redactor;
        this.redaction = new EventRedaction(redactor);
    }

    /**
     * Takes in the planned changes: the lines of {@link io.jenkins.plugins.cloudops.engine.terraform.plan.ChangeLines},
     * decompressed. Without them the events that an apply begins with have to do, which know no deposed objects and no
     * imports.
     *
     * @throws IOException when a line is not the JSON of a change
     */
    public ApplyReader plan(InputStream changes) throws IOException {
        EventLines lines = new EventLines(changes);
        for (String line = lines.next(); line != null; line = lines.next()) {
            Change change = ChangeJson.readChange(line);
            add(new Operation(redactor.redact(change.address()), change.deposed(), change.action(), change.imported()));
        }
        planned = true;
        return this;
    }

    /**
     * Reads the stream to its end, and does not close it.
     *
     * @param sink gets every resource, once all is read
     */
    public ApplyOutcome read(InputStream stream, ResourceSink sink) throws IOException {
        EventLines lines = new EventLines(stream);
        for (String line = lines.next(); line != null; line = lines.next()) {
            event(redaction.of(EventReader.read(line)), EventReader.millis(line));
        }
        boolean lockNotReleased = errors.have(LOCK_NOT_RELEASED);
        boolean finished = summarised && errors.isEmpty() || lockNotReleased && errors.areAll(LOCK_NOT_RELEASED);
        Outcomes outcomes = new Outcomes(errors, finished, began, lastTime);
        outcomes.judge(operations, sink);
        return new ApplyOutcome(
                outcomes.applied(),
                outcomes.imported(),
                outcomes.count(Outcome.FAILED),
                outcomes.count(Outcome.INTERRUPTED),
                outcomes.count(Outcome.NOT_REACHED),
                outcomes.listed(),
                outcomes.omitted(),
                outcomes.slowest(),
                errors.list(),
                errors.omitted(),
                warnings.list(),
                warnings.omitted(),
                outputs,
                sensitiveOutputs,
                lastTime == EventReader.NO_TIME ? 0 : lastTime - firstTime,
                finished,
                lines.dumped(),
                lockNotReleased,
                toolVersion);
    }

    private void event(Event event, long time) {
        if (time != EventReader.NO_TIME) {
            firstTime = firstTime == EventReader.NO_TIME ? time : Math.min(firstTime, time);
            lastTime = Math.max(lastTime, time);
        }
        if (event instanceof Event.ApplyStarted started) {
            start(started.address(), started.action(), time);
        } else if (event instanceof Event.ApplyCompleted completed) {
            end(completed.address(), completed.action(), time, completed.elapsedSeconds(), false);
        } else if (event instanceof Event.ApplyErrored errored) {
            end(errored.address(), errored.action(), time, errored.elapsedSeconds(), true);
        } else if (event instanceof Event.Diagnosed diagnosed) {
            (diagnosed.diagnostic().isError() ? errors : warnings).add(diagnosed.diagnostic());
        } else if (event instanceof Event.PlannedChange change && !planned) {
            add(new Operation(change.address(), "", change.action(), false));
        } else if (event instanceof Event.Summary summary) {
            summarised |= !summary.operation().equals("plan");
        } else if (event instanceof Event.Outputs read) {
            outputs = read.values();
            sensitiveOutputs = read.sensitive();
        } else if (event instanceof Event.Version version) {
            toolVersion = version.tool();
        }
    }

    private void add(Operation operation) {
        operations.add(operation);
        Operation last = byAddress.putIfAbsent(operation.address, operation);
        while (last != null && last.next != null) {
            last = last.next;
        }
        if (last != null) {
            last.next = operation;
        }
    }

    private Operation start(String address, Action step, long time) {
        began = true;
        Operation started = null;
        for (Operation at = byAddress.get(address); at != null && started == null; at = at.next) {
            started = at.awaits(step) ? at : null;
        }
        for (Operation at = byAddress.get(address); at != null && started == null; at = at.next) {
            started = at.adopts(step) ? at : null;
        }
        if (started == null) {
            started = new Operation(address, "", step, false);
            add(started);
        }
        started.start(step, time, ++starts);
        return started;
    }

    private void end(String address, Action step, long time, long seconds, boolean failed) {
        Operation ending = null;
        for (Operation at = byAddress.get(address); at != null && ending == null; at = at.next) {
            ending = at.runs(step) ? at : null;
        }
        if (ending == null) {
            // Its beginning stood on a line that was cut off.
            ending = start(address, step, EventReader.NO_TIME);
        }
        ending.end(step, time, seconds, failed, ++ends);
    }
}
