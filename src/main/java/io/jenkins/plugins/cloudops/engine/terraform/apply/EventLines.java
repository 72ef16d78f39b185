package io.jenkins.plugins.cloudops.engine.terraform.apply;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a {@code -json} stream in UTF-8, in bounded memory: an emergency dump of the state, which can have any size,
 * is passed over, and of other lines at most {@value #MAX_LINE} bytes are kept. Not thread-safe.
 */
final class EventLines {

    static final int MAX_LINE = 64 * 1024 * 1024;

    /**
     * With what the line of a dump begins: {@code JSONView.StateDump} of {@code internal/command/views/json_view.go}, the
     * same in Terraform and OpenTofu. Members are sorted by name, so that the others come later.
     */
    static final byte[] DUMP = "{\"@level\":\"info\",\"@message\":\"Emergency state dump\",".getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;
    private byte[] line = new byte[1024];
    private boolean dumped;

    EventLines(InputStream in) {
        this.in = in;
    }

    /** The next line, or null at the end. */
    String next() throws IOException {
        int length = 0;
        boolean any = false;
        boolean skip = false;
        while (from < to || fill()) {
            any = true;
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            boolean ends = end < to;
            if (!skip) {
                length = keep(length, end);
                if (length >= DUMP.length && Arrays.mismatch(line, 0, DUMP.length, DUMP, 0, DUMP.length) < 0) {
                    dumped = true;
                    skip = true;
                    length = 0;
                }
            }
            from = ends ? end + 1 : end;
            if (ends && skip) {
                skip = false;
                any = false;
            } else if (ends) {
                break;
            }
        }
        return any && !skip ? text(length) : null;
    }

    /** Whether a dump has come by. */
    boolean dumped() {
        return dumped;
    }

    private String text(int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String text = new String(line, 0, end, StandardCharsets.UTF_8);
        if (line.length > buffer.length) {
            line = new byte[1024];
        }
        return text;
    }

    private int keep(int length, int end) {
        int kept = Math.min(end - from, MAX_LINE - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, length + kept));
        }
        System.arraycopy(buffer, from, line, length, kept);
        return length + kept;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }
}
