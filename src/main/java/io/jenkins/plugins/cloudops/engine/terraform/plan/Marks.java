package io.jenkins.plugins.cloudops.engine.terraform.plan;

import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;

/**
 * The sensitive marks of a value before and after the change, {@code before_sensitive} and {@code after_sensitive}: true,
 * false, or an object or array of the value's shape that names only what is marked. Answers for one path at a time, by
 * going down with {@link #member} and {@link #element}.
 */
record Marks(JsonTape tape, int before, int after) {

    /** Whether all of the value is sensitive, on either side: then it is masked on both. */
    boolean sensitive() {
        return tape.isTrue(before) || tape.isTrue(after);
    }

    boolean sensitiveBefore() {
        return tape.isTrue(before);
    }

    boolean sensitiveAfter() {
        return tape.isTrue(after);
    }

    Marks member(String name) {
        return tape.first(before) == JsonTape.NONE && tape.first(after) == JsonTape.NONE
                ? none()
                : new Marks(tape, tape.field(before, name), tape.field(after, name));
    }

    Marks element(int indexBefore, int indexAfter) {
        return tape.first(before) == JsonTape.NONE && tape.first(after) == JsonTape.NONE
                ? none()
                : new Marks(tape, tape.element(before, indexBefore), tape.element(after, indexAfter));
    }

    private Marks none() {
        return before == JsonTape.NONE && after == JsonTape.NONE
                ? this
                : new Marks(tape, JsonTape.NONE, JsonTape.NONE);
    }

    /** Adds every value below the marks, which have the shape of the value. */
    static void collect(JsonTape tape, int value, int mark, SensitiveValues into) {
        if (value == JsonTape.NONE || mark == JsonTape.NONE) {
            return;
        }
        if (tape.isTrue(mark)) {
            tape.collect(value, into);
        } else if (tape.isObject(mark)) {
            int member = JsonTape.NONE;
            for (int child = tape.first(mark); child != JsonTape.NONE; child = tape.next(mark, child)) {
                if (tape.isTrue(child) || tape.first(child) != JsonTape.NONE) {
                    member = tape.field(value, tape.name(child), member);
                    collect(tape, member, child, into);
                }
            }
        } else if (tape.isArray(mark) && tape.isArray(value)) {
            int element = tape.first(value);
            for (int child = tape.first(mark); child != JsonTape.NONE && element != JsonTape.NONE; ) {
                collect(tape, element, child, into);
                child = tape.next(mark, child);
                element = tape.next(value, element);
            }
        }
    }
}
