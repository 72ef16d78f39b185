package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Takes secrets out of every text of events, also those that stand in several events: lines of text that follow each other
 * are one text, and so are the lines that one provisioner prints.
 */
public final class EventRedaction {

    private final Redactor redactor;

    public EventRedaction(Redactor redactor) {
        this.redactor = redactor;
    }

    /** The same events; a secret of several lines leaves fewer of them. */
    public List<Event> of(List<Event> events) {
        List<Event> safe = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); ) {
            int end = i + 1;
            while (end < events.size() && goesOn(events.get(i), events.get(end))) {
                end++;
            }
            Event first = events.get(i);
            if (end == i + 1) {
                safe.add(of(first));
            } else if (first instanceof Event.Provisioned provisioned) {
                String address = redactor.redact(provisioned.address());
                lines(events.subList(i, end), event -> ((Event.Provisioned) event).output())
                        .forEach(line -> safe.add(new Event.Provisioned(address, provisioned.provisioner(), line)));
            } else {
                lines(events.subList(i, end), event -> ((Event.Text) event).line()).forEach(line -> safe.add(new Event.Text(line)));
            }
            i = end;
        }
        return safe;
    }

    private static boolean goesOn(Event first, Event next) {
        return first instanceof Event.Text && next instanceof Event.Text
                || first instanceof Event.Provisioned a && next instanceof Event.Provisioned b
                        && a.address().equals(b.address()) && a.provisioner().equals(b.provisioner());
    }

    private List<String> lines(List<Event> events, Function<Event, String> line) {
        List<String> lines = events.stream().map(line).toList();
        String text = String.join("\n", lines);
        String safe = redactor.redact(text);
        return safe.equals(text) ? lines : List.of(safe.split("\n", -1));
    }

    /** One event by itself. */
    public Event of(Event event) {
        if (event instanceof Event.Diagnosed diagnosed) {
            return new Event.Diagnosed(diagnosed.diagnostic().redacted(redactor));
        } else if (event instanceof Event.Text text) {
            return new Event.Text(redactor.redact(text.line()));
        } else if (event instanceof Event.Provisioned it) {
            return new Event.Provisioned(redactor.redact(it.address()), it.provisioner(), redactor.redact(it.output()));
        } else if (event instanceof Event.Outputs outputs) {
            return new Event.Outputs(PlainValue.redacted(outputs.values(), redactor), outputs.sensitive());
        } else if (event instanceof Event.LockWait wait) {
            return new Event.LockWait(redactor.redact(wait.message()));
        } else if (event instanceof Event.Other other) {
            return new Event.Other(redactor.redact(other.type()), redactor.redact(other.message()));
        }
        return ofObject(event);
    }

    /* Keys of for_each are in addresses, and what is no secret in one place can be one in another. */
    private Event ofObject(Event event) {
        if (event instanceof Event.PlannedChange it) {
            return new Event.PlannedChange(redactor.redact(it.address()), it.action(), redactor.redact(it.reason()));
        } else if (event instanceof Event.Drifted it) {
            return new Event.Drifted(redactor.redact(it.address()), it.action());
        } else if (event instanceof Event.RefreshStarted it) {
            return new Event.RefreshStarted(redactor.redact(it.address()));
        } else if (event instanceof Event.RefreshCompleted it) {
            return new Event.RefreshCompleted(redactor.redact(it.address()));
        } else if (event instanceof Event.ApplyStarted it) {
            return new Event.ApplyStarted(redactor.redact(it.address()), it.action());
        } else if (event instanceof Event.ApplyProgressed it) {
            return new Event.ApplyProgressed(redactor.redact(it.address()), it.action(), it.elapsedSeconds());
        } else if (event instanceof Event.ApplyCompleted it) {
            return new Event.ApplyCompleted(redactor.redact(it.address()), it.action(), it.elapsedSeconds());
        } else if (event instanceof Event.ApplyErrored it) {
            return new Event.ApplyErrored(redactor.redact(it.address()), it.action(), it.elapsedSeconds());
        }
        // A version and counts.
        return event;
    }
}
