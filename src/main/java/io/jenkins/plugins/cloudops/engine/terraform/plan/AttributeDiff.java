package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange.KNOWN_AFTER_APPLY;
import static io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape.NONE;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.plan.AttributeChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds what differs between {@code before} and {@code after} of one change, by walking both together with
 * {@code after_unknown} and the marks of both sides. Longer than most classes, since the five trees are walked as one.
 *
 * <p>Lists are compared by position, after what is equal at their beginnings and ends: the JSON does not say which of
 * them are sets.
 */
final class AttributeDiff {

    static final int MAX_ATTRIBUTES = 200;
    static final int MAX_CHARACTERS = 32_768;

    private final JsonTape tape;
    private final AttributeText text;
    private final Redactor redactor;
    private final int replacePaths;
    private final List<Object> path = new ArrayList<>();
    private final List<AttributeChange> found = new ArrayList<>();
    private int characters;
    private int omitted;

    AttributeDiff(JsonTape tape, int replacePaths, Redactor redactor) {
        this.tape = tape;
        this.text = new AttributeText(tape, redactor);
        this.redactor = redactor;
        this.replacePaths = replacePaths;
    }

    List<AttributeChange> found() {
        return found;
    }

    int omitted() {
        return omitted;
    }

    /**
     * @param before the value that is there, or {@link JsonTape#NONE}
     * @param after the planned value; what is unknown in it is absent or null
     * @param unknown true where the value is known only after the apply
     */
    void walk(int before, int after, int unknown, Marks marks) {
        boolean created = tape.isNull(before);
        boolean removed = tape.isNull(after) && !unknownWithin(unknown);
        if (created && removed) {
            return;
        }
        if (marks.sensitive()) {
            sensitive(before, after, unknown, marks, created, removed);
        } else if (tape.isTrue(unknown)) {
            add(created ? Kind.ADD : Kind.CHANGE, created ? "" : shown(before, marks), KNOWN_AFTER_APPLY);
        } else if (objects(before, after, unknown)) {
            members(before, after, unknown, marks);
        } else if (arrays(before, after, unknown)) {
            elements(before, after, unknown, marks);
        } else if (created) {
            add(Kind.ADD, "", shown(after, marks));
        } else if (removed) {
            add(Kind.REMOVE, shown(before, marks), "");
        } else if (tape.isString(before) && tape.isString(after)) {
            if (!tape.same(before, after)) {
                String[] both = full() ? new String[] {"", ""} : text.ofStrings(before, after);
                add(Kind.CHANGE, both[0], both[1]);
            }
        } else if (!tape.same(before, after)) {
            add(Kind.CHANGE, shown(before, marks), shown(after, marks));
        }
    }

    private void sensitive(int before, int after, int unknown, Marks marks, boolean created, boolean removed) {
        if (created || removed) {
            add(created ? Kind.ADD : Kind.REMOVE, created ? "" : Redactor.MASK, removed ? "" : Redactor.MASK);
        } else if (unknownWithin(unknown) || !tape.same(before, after)) {
            add(Kind.CHANGE, Redactor.MASK, Redactor.MASK);
        } else if (!marks.sensitiveBefore()) {
            add(Kind.CHANGE, AttributeChange.NOT_SENSITIVE, Redactor.MASK);
        } else if (!marks.sensitiveAfter()) {
            add(Kind.CHANGE, Redactor.MASK, AttributeChange.NO_LONGER_SENSITIVE);
        }
    }

    private boolean objects(int before, int after, int unknown) {
        return (tape.isObject(before) || tape.isNull(before))
                && (tape.isObject(after) || tape.isNull(after))
                && (hasChild(before) || hasChild(after) || tape.isObject(unknown) && unknownWithin(unknown))
                && !(tape.isArray(unknown) && unknownWithin(unknown));
    }

    private boolean arrays(int before, int after, int unknown) {
        return (tape.isArray(before) || tape.isNull(before))
                && (tape.isArray(after) || tape.isNull(after))
                && (hasChild(before) || hasChild(after) || tape.isArray(unknown) && unknownWithin(unknown));
    }

    private void members(int before, int after, int unknown, Marks marks) {
        int[] trees = {before, after, unknown, marks.before(), marks.after()};
        TreeMap<String, int[]> members = new TreeMap<>();
        for (int tree = 0; tree < trees.length; tree++) {
            for (int child = tape.first(trees[tree]); child != NONE; child = tape.next(trees[tree], child)) {
                boolean mark = tree > 2;
                int[] nodes = mark
                        ? members.get(tape.name(child))
                        : members.computeIfAbsent(tape.name(child), name -> new int[] {NONE, NONE, NONE, NONE, NONE});
                if (nodes != null) {
                    nodes[tree] = child;
                }
            }
        }
        for (Map.Entry<String, int[]> member : members.entrySet()) {
            int[] nodes = member.getValue();
            path.add(member.getKey());
            walk(nodes[0], nodes[1], nodes[2], new Marks(tape, nodes[3], nodes[4]));
            path.remove(path.size() - 1);
        }
    }

    private void elements(int before, int after, int unknown, Marks marks) {
        Elements all = new Elements(
                children(before), children(after), children(unknown), children(marks.before()), children(marks.after()));
        int freshLength = Math.max(all.fresh.length, all.unknown.length);
        int head = 0;
        int tail = 0;
        if (all.old.length != freshLength) {
            int shorter = Math.min(all.old.length, all.fresh.length);
            while (head < shorter && unchanged(all, head, head)) {
                head++;
            }
            while (tail < shorter - head && unchanged(all, all.old.length - 1 - tail, freshLength - 1 - tail)) {
                tail++;
            }
        }
        int oldEnd = all.old.length - tail;
        int freshEnd = freshLength - tail;
        for (int i = head; i < Math.max(oldEnd, freshEnd); i++) {
            int o = i < oldEnd ? i : NONE;
            int f = i < freshEnd ? i : NONE;
            path.add(i);
            walk(at(all.old, o), at(all.fresh, f), at(all.unknown, f), marks(all, o, f));
            path.remove(path.size() - 1);
        }
    }

    private boolean unchanged(Elements all, int o, int f) {
        Marks element = marks(all, o, f);
        return f < all.fresh.length
                && tape.same(all.old[o], all.fresh[f])
                && !unknownWithin(at(all.unknown, f))
                && element.sensitiveBefore() == element.sensitiveAfter();
    }

    private Marks marks(Elements all, int o, int f) {
        return new Marks(tape, at(all.oldMarks, o), at(all.freshMarks, f));
    }

    private record Elements(int[] old, int[] fresh, int[] unknown, int[] oldMarks, int[] freshMarks) {}

    private static int at(int[] nodes, int index) {
        return index >= 0 && index < nodes.length ? nodes[index] : NONE;
    }

    private int[] children(int array) {
        int[] children = new int[tape.isArray(array) ? tape.count(array) : 0];
        int i = 0;
        for (int child = children.length == 0 ? NONE : tape.first(array); child != NONE; child = tape.next(array, child)) {
            children[i++] = child;
        }
        return children;
    }

    private boolean hasChild(int node) {
        return tape.first(node) != NONE;
    }

    private boolean unknownWithin(int unknown) {
        if (tape.isTrue(unknown)) {
            return true;
        }
        for (int child = tape.first(unknown); child != NONE; child = tape.next(unknown, child)) {
            if (unknownWithin(child)) {
                return true;
            }
        }
        return false;
    }

    private String shown(int value, Marks marks) {
        return full() ? "" : text.of(value, marks);
    }

    private boolean full() {
        return found.size() >= MAX_ATTRIBUTES || characters >= MAX_CHARACTERS;
    }

    private void add(Kind kind, String before, String after) {
        if (full()) {
            omitted++;
            return;
        }
        AttributeChange attribute = new AttributeChange(path(), kind, before, after, forcesReplacement());
        if (characters + attribute.length() > MAX_CHARACTERS) {
            characters = MAX_CHARACTERS;
            omitted++;
            return;
        }
        characters += attribute.length();
        found.add(attribute);
    }

    private String path() {
        StringBuilder joined = new StringBuilder();
        for (Object step : path) {
            joined.append(step instanceof Integer index ? "[" + index + "]" : AttributeText.step((String) step));
        }
        boolean dotted = joined.length() > 0 && joined.charAt(0) == '.';
        String whole = dotted ? joined.substring(1) : joined.toString();
        return redactor.redact(whole.length() <= AttributeText.LIMIT ? whole : AttributeText.cutAt(whole, AttributeText.LIMIT));
    }

    private boolean forcesReplacement() {
        for (int forced = tape.first(replacePaths); forced != NONE; forced = tape.next(replacePaths, forced)) {
            if (leadsTogether(forced)) {
                return true;
            }
        }
        return false;
    }

    /* The forced path may be that of a whole block, or lie inside of a value that is shown as one. */
    private boolean leadsTogether(int forced) {
        int step = tape.first(forced);
        for (int i = 0; i < path.size() && step != NONE; i++, step = tape.next(forced, step)) {
            if (path.get(i) instanceof Integer index ? tape.number(step, -1) != index : !tape.text(step).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
