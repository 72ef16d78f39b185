package io.jenkins.plugins.cloudops.engine.comment;

import io.jenkins.plugins.cloudops.engine.comment.Document.Frame;
import io.jenkins.plugins.cloudops.engine.comment.Document.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Puts as many rows of a document as have room into one or more comments, the important ones first, and closes whatever is
 * open at the end of each.
 */
final class Layout {

    private final Document document;
    private final Dialect dialect;
    private final int parts;
    private final IntFunction<String> head;
    private final String tail;

    /**
     * @param parts how many comments there may be
     * @param head the beginning of each, by its number from 1
     * @param tail the end of the last
     */
    Layout(Document document, Dialect dialect, int parts, IntFunction<String> head, String tail) {
        this.document = document;
        this.dialect = dialect;
        this.parts = parts;
        this.head = head;
        this.tail = tail;
    }

    /** The comments; none if not even the beginning and the end have room. */
    List<String> fill() {
        List<Row> rows = document.byImportance();
        List<String> whole = lay(rows, rows.size());
        int least = 0;
        int most = rows.size();
        List<String> best = whole.isEmpty() ? lay(rows, 0) : whole;
        while (whole.isEmpty() && least + 1 < most) {
            int middle = (least + most) >>> 1;
            List<String> tried = lay(rows, middle);
            if (tried.isEmpty()) {
                most = middle;
            } else {
                least = middle;
                best = tried;
            }
        }
        return best;
    }

    private List<String> lay(List<Row> byImportance, int count) {
        BitSet kept = new BitSet();
        byImportance.subList(0, count).forEach(row -> kept.set(row.index()));
        return new Attempt(kept).run();
    }

    /** One way to choose the rows. */
    private final class Attempt {
        private final BitSet kept;
        private final Map<Frame, Integer> left = new IdentityHashMap<>();
        private final Map<Frame, Boolean> shown = new IdentityHashMap<>();
        private final Map<String, Integer> lengths = new HashMap<>();
        private final List<String> done = new ArrayList<>();
        private List<Frame> open = new ArrayList<>();
        private StringBuilder part;
        private int length;

        Attempt(BitSet kept) {
            this.kept = kept;
        }

        List<String> run() {
            count();
            begin();
            for (Row row : document.rows()) {
                String text = row.isEnd() ? more(row.frame()) : kept.get(row.index()) && stands(row.frame()) ? row.text() : "";
                if (!text.isEmpty() && !add(row.frame().path(), text)) {
                    return List.of();
                }
            }
            closeDownTo(0);
            part.append(tail);
            length += dialect.count(tail);
            if (length > dialect.limit()) {
                return List.of();
            }
            done.add(part.toString());
            return done;
        }

        private void count() {
            for (Row row : document.rows()) {
                Frame counting = row.counter();
                if (row.isEnd() || counting == null || !stands(row.frame())) {
                    continue;
                }
                if (kept.get(row.index())) {
                    shown.put(counting, true);
                } else {
                    left.merge(counting, 1, Integer::sum);
                }
            }
        }

        private boolean stands(Frame frame) {
            return frame.path().stream().allMatch(f -> f.head() == null || kept.get(f.head().index()));
        }

        private String more(Frame frame) {
            int count = left.getOrDefault(frame, 0) + frame.omitted();
            return count == 0 || !stands(frame) ? "" : frame.more().text(count, !shown.containsKey(frame));
        }

        private void begin() {
            part = new StringBuilder(head.apply(done.size() + 1));
            length = dialect.count(part.toString());
        }

        private boolean add(List<Frame> path, String text) {
            if (fits(path, text)) {
                put(path, text);
                return true;
            }
            if (done.size() + 1 == parts || open.isEmpty() && part.length() == head.apply(done.size() + 1).length()) {
                return false;
            }
            closeDownTo(0);
            done.add(part.toString());
            begin();
            if (!fits(path, text)) {
                return false;
            }
            put(path, text);
            return true;
        }

        private boolean fits(List<Frame> path, String text) {
            int same = same(path);
            int needed = length + length(text) + dialect.count(tail);
            for (int i = same; i < open.size(); i++) {
                needed += length(open.get(i).close());
            }
            for (int i = 0; i < path.size(); i++) {
                needed += length(path.get(i).close()) + (i < same ? 0 : length(path.get(i).open()));
            }
            return needed <= dialect.limit();
        }

        private void put(List<Frame> path, String text) {
            closeDownTo(same(path));
            for (Frame frame : path.subList(open.size(), path.size())) {
                append(frame.open());
            }
            open = new ArrayList<>(path);
            append(text);
        }

        private int same(List<Frame> path) {
            int same = 0;
            while (same < open.size() && same < path.size() && open.get(same) == path.get(same)) {
                same++;
            }
            return same;
        }

        private void closeDownTo(int depth) {
            while (open.size() > depth) {
                append(open.remove(open.size() - 1).close());
            }
        }

        private void append(String text) {
            boolean blank = text.startsWith("\n") && part.length() > 1 && part.charAt(part.length() - 1) == '\n' && part.charAt(part.length() - 2) == '\n';
            part.append(text, blank ? 1 : 0, text.length());
            length += length(text) - (blank ? 1 : 0);
        }

        private int length(String text) {
            return text.isEmpty() ? 0 : lengths.computeIfAbsent(text, dialect::count);
        }
    }
}
