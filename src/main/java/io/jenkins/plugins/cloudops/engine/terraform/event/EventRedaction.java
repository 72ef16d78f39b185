package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Event[] safe = new Event[events.size()];
        texts(events).forEach(lines -> lines(events, lines, safe));
        for (int i = 0; i < safe.length; i++) {
            if (!(events.get(i) instanceof Event.Text || events.get(i) instanceof Event.Provisioned)) {
                safe[i] = of(events.get(i));
            }
        }
        return Stream.of(safe).filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
    }

    /** The places of lines that are one text each. */
    static Collection<List<Integer>> texts(List<Event> events) {
        Map<Object, List<Integer>> texts = new LinkedHashMap<>();
        Object text = null;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof Event.Provisioned it) {
                texts.computeIfAbsent(List.of(it.address(), it.provisioner()), key -> new ArrayList<>()).add(i);
            } else if (events.get(i) instanceof Event.Text) {
                text = i > 0 && events.get(i - 1) instanceof Event.Text ? text : Integer.valueOf(i);
                texts.computeIfAbsent(text, key -> new ArrayList<>()).add(i);
            }
        }
        return texts.values();
    }

    /** Those that are left come first; provisioners at work at the same time have their lines between each other's. */
    private void lines(List<Event> events, List<Integer> places, Event[] safe) {
        String text = places.stream().map(place -> line(events.get(place))).collect(Collectors.joining("\n"));
        String[] lines = redactor.redact(text).split("\n", -1);
        for (int i = 0; i < lines.length && i < places.size(); i++) {
            safe[places.get(i)] = events.get(places.get(i)) instanceof Event.Provisioned it
                    ? new Event.Provisioned(redactor.redact(it.address()), it.provisioner(), lines[i]) : new Event.Text(lines[i]);
        }
    }

    /** Of one that is among the {@link #texts}. */
    static String line(Event event) {
        return event instanceof Event.Provisioned it ? it.output() : ((Event.Text) event).line();
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
        if (event instanceof Event.Version it) {
            return new Event.Version(redactor.redact(it.tool()), redactor.redact(it.ui()));
        }
        // Counts.
        return event;
    }
}
