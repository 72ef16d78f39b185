package io.jenkins.plugins.cloudops.engine.comment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A comment before it is known how much of it has room: rows that stay whole, in the order in which they are read, each in
 * a frame that is opened before and closed after the rows it has.
 */
final class Document {

    /** What a row tells, the most important first: what comes last is cut first. */
    enum Level {
        HEAD,
        STATE,
        GATE,
        DESTROYED,
        ERROR,
        CHANGE,
        DRIFT,
        WARNING,
        OUTPUT,
        DESTROYED_DIFF,
        DIFF
    }

    /** Says how many rows are not there. */
    @FunctionalInterface
    interface More {
        /** @param none whether no row at all is there */
        String text(int count, boolean none);
    }

    /** What holds rows together, such as a block of code. Equal to itself alone. */
    static final class Frame {
        private final Frame parent;
        private final String open;
        private final String close;
        private final Row head;
        private final More more;
        private final int omitted;

        private Frame(Frame parent, String open, String close, Row head, More more, int omitted) {
            this.parent = parent;
            this.open = open;
            this.close = close;
            this.head = head;
            this.more = more;
            this.omitted = omitted;
        }

        String open() {
            return open;
        }

        String close() {
            return close;
        }

        /** This frame and those around it, the outermost first. */
        List<Frame> path() {
            List<Frame> path = parent == null ? new ArrayList<>() : parent.path();
            path.add(this);
            return path;
        }

        /** The row without which there is nothing of this frame, or null. */
        Row head() {
            return head;
        }

        /** The innermost frame that says what is left out of this one, or null. */
        Frame counting() {
            return more != null ? this : parent == null ? null : parent.counting();
        }

        More more() {
            return more;
        }

        /** How much was left out before. */
        int omitted() {
            return omitted;
        }
    }

    /** What stays whole; without a text, it stands for what its frame leaves out. */
    static final class Row {
        private final int index;
        private final Frame frame;
        private final Level level;
        private final int order;
        private final String text;
        private final Frame counter;

        private Row(int index, Frame frame, Level level, int order, String text, Frame counter) {
            this.index = index;
            this.frame = frame;
            this.level = level;
            this.order = order;
            this.text = text;
            this.counter = counter;
        }

        int index() {
            return index;
        }

        Frame frame() {
            return frame;
        }

        String text() {
            return text;
        }

        /** Where it is counted when it is left out, or null. */
        Frame counter() {
            return counter;
        }

        boolean isEnd() {
            return text == null;
        }
    }

    private final Frame root;
    private final List<Row> rows = new ArrayList<>();

    /** @param more counts the heads that are left out with all that is under them */
    Document(More more) {
        root = new Frame(null, "", "", null, more, 0);
    }

    Frame root() {
        return root;
    }

    List<Row> rows() {
        return rows;
    }

    /** @param order among the rows of the level: the lower, the more important */
    Row row(Frame frame, Level level, int order, String text) {
        return row(frame, level, order, text, frame.counting());
    }

    /** A row that is counted elsewhere when it is left out. */
    Row row(Frame frame, Level level, int order, String text, Frame counter) {
        Row row = new Row(rows.size(), frame, level, order, text, counter);
        rows.add(row);
        return row;
    }

    Frame frame(Frame parent, String open, String close) {
        return new Frame(parent, open, close, null, null, 0);
    }

    /**
     * A frame that says what it leaves out, at the place of its {@link #end}.
     *
     * @param omitted how much was left out before
     */
    Frame counting(Frame parent, String open, String close, More more, int omitted) {
        return new Frame(parent, open, close, null, more, omitted);
    }

    /** What is there only if the row is. Its rows are not counted when it is not. */
    Frame under(Row head) {
        return new Frame(head.frame, "", "", head, null, 0);
    }

    void end(Frame counting) {
        rows.add(new Row(rows.size(), counting, Level.HEAD, 0, null, counting));
    }

    /** All rows with a text, the most important first. */
    List<Row> byImportance() {
        return rows.stream()
                .filter(row -> !row.isEnd())
                .sorted(Comparator.comparing((Row row) -> row.level)
                        .thenComparingInt(row -> row.order)
                        .thenComparingInt(row -> row.index))
                .toList();
    }
}
