package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.redact.Borders;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which events have to wait for those that come after them, since a secret may go on there: a value of several lines is
 * recognised only as a whole, and what was printed cannot be taken back.
 */
public final class Unfinished {

    private Unfinished() {}

    /**
     * @param recent whether more may still follow on an event; which of two lines with an hour between them is one value,
     *     nobody knows
     * @return the first event that has to wait, with all after it; their number if none has to
     */
    public static int first(List<Event> events, SensitiveValues values, IntPredicate recent) {
        List<Text> texts = EventRedaction.texts(events).stream().map(places -> new Text(events, places, values)).toList();
        int first = events.size();
        for (Text text : texts) {
            if (text.goesOn(events) && recent.test(text.last())) {
                first = Math.min(first, text.event(text.borders.undecided()));
            }
        }
        // What waits must not leave the beginning of a value before it.
        for (int before = -1; before != first; ) {
            before = first;
            for (Text text : texts) {
                first = Math.min(first, text.event(text.line(first)));
            }
        }
        return first;
    }

    /** Lines that are one text, whatever stands between them. */
    private static final class Text {

        private final List<Integer> places;
        private final int[] lines;
        private final int events;
        private final Borders borders;

        Text(List<Event> events, List<Integer> places, SensitiveValues values) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            this.places = places;
            this.events = events.size();
            this.lines = new int[places.size() + 1];
            for (int i = 0; i < places.size(); i++) {
                bytes.writeBytes(EventRedaction.line(events.get(places.get(i))).getBytes(StandardCharsets.UTF_8));
                bytes.write('\n');
                lines[i + 1] = bytes.size();
            }
            borders = values.borders(bytes.toByteArray());
        }

        int last() {
            return places.get(places.size() - 1);
        }

        boolean goesOn(List<Event> all) {
            return all.get(last()) instanceof Event.Provisioned || last() == all.size() - 1;
        }

        /** The byte with which the first line begins that is of this event or a later one. */
        int line(int event) {
            int line = 0;
            while (line < places.size() && places.get(line) < event) {
                line++;
            }
            return lines[line];
        }

        /** The event with which to begin so that the byte, and no value that begins before it, is cut off. */
        int event(int at) {
            int line = lines.length - 1;
            for (int place = at; lines[line] > place; ) {
                line--;
                place = lines[line] > place ? place : borders.before(lines[line]);
            }
            return line == places.size() ? events : places.get(line);
        }
    }
}
