package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.process.OutputLines;
import io.jenkins.plugins.cloudops.engine.redact.Borders;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be told of what a stage printed since the last time. The end of it waits as long as a secret may go on in what is
 * not printed yet, but not longer than {@value #PATIENCE} ms: a log that says nothing would be no log.
 *
 * @param offset the byte with which to go on
 * @param events as they were printed, with secrets
 * @param more whether there is more to read already
 */
public record NewEvents(long offset, List<Event> events, boolean more) {

    /** What writes a value writes its lines at once. */
    public static final long PATIENCE = 5_000;

    /** The end of the output, which nothing follows. */
    public static NewEvents all(OutputLines output) {
        return new NewEvents(output.offset(), events(output.lines()), false);
    }

    /**
     * @param offset where the output was read from
     * @param most how many bytes were read at most
     * @param now milliseconds since 1970
     */
    public static NewEvents whole(Path file, long offset, int most, OutputLines output, SensitiveValues values, long now)
            throws IOException {
        if (values.isEmpty() || output.offset() == offset) {
            return new NewEvents(output.offset(), events(output.lines()), output.offset() > offset && !output.atEnd());
        }
        if (!OutputLines.endsLine(file, output.offset())) {
            return piece(file, offset, output, values);
        }
        List<Event> events = events(output.lines());
        long written = Files.getLastModifiedTime(file).toMillis();
        boolean more = Files.size(file) - offset > most;
        int first = Unfinished.first(events, values, event -> more || isRecent(output.lines().get(event), written, now));
        return first == events.size() || first == 0 && more
                ? new NewEvents(output.offset(), events, !output.atEnd())
                : new NewEvents(OutputLines.after(file, offset, first), events.subList(0, first), more);
    }

    /** Of a line that is too long to be read at once. */
    private static NewEvents piece(Path file, long offset, OutputLines output, SensitiveValues values) throws IOException {
        Borders borders = values.borders(OutputLines.bytes(file, offset, (int) (output.offset() - offset)));
        int place = borders.before(borders.undecided());
        OutputLines shorter = place == 0 ? output : OutputLines.read(file, offset, place + 1, false);
        return new NewEvents(shorter.offset(), events(shorter.lines()), true);
    }

    /* The clock of the CLI is that of the agent. */
    private static boolean isRecent(String line, long written, long now) {
        long time = EventReader.millis(line);
        return Math.abs(now - (time == EventReader.NO_TIME ? written : time)) < PATIENCE;
    }

    private static List<Event> events(List<String> lines) {
        return lines.stream().map(EventReader::read).toList();
    }
}
