package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.util.Locale;

/**
 * A run as it is kept with its build and in the list of its job, as one JSON object with the fields of this record, of its
 * {@code subject} and of {@code waited} side by side. Unknown fields are skipped.
 *
 * @param id unique on this controller
 * @param build the number of its build
 * @param operation what it does, in a word: {@code plan}, {@code apply}, {@code destroy}, {@code check}, {@code output},
 *     {@code unlock}, {@code recover}, {@code sync}
 * @param subject on what it works
 * @param status how it is or has ended
 * @param kind why it failed, in a word; empty if it did not
 * @param failure why it failed, in a sentence of at most {@value #MOST_CHARACTERS} characters; empty if it did not
 * @param started milliseconds since 1970
 * @param ended milliseconds since 1970; 0 while it goes on
 * @param waited for whom it waited
 * @param trace 32 hexadecimal digits; empty before it has one
 */
public record StoredRun(String id, int build, String operation, Subject subject, Status status, String kind, String failure,
        long started, long ended, Wait waited, String trace) {

    static final int MOST_CHARACTERS = 500;

    public StoredRun {
        failure = failure.length() > MOST_CHARACTERS ? beginning(failure, MOST_CHARACTERS - 1) + '…' : failure;
    }

    /** Half of a surrogate pair could not be written. */
    private static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    /** Whether it has come to its end, whatever that is. */
    public boolean isDone() {
        return status != Status.PENDING && status != Status.RUNNING;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStringField("id", id);
        json.writeNumberField("build", build);
        json.writeStringField("operation", operation);
        json.writeStringField("name", subject.name());
        json.writeStringField("stack", subject.stack());
        json.writeStringField("workspace", subject.workspace());
        json.writeStringField("status", status.word());
        json.writeStringField("kind", kind);
        json.writeStringField("failure", failure);
        json.writeNumberField("started", started);
        json.writeNumberField("ended", ended);
        json.writeNumberField("waited", waited.millis());
        json.writeStringField("heldBy", waited.heldBy());
        json.writeStringField("trace", trace);
    }

    static StoredRun read(JsonObject json) throws IOException {
        if (!JsonFiles.isId(json.text("id"))) {
            throw new IOException("It names no run");
        }
        return new StoredRun(json.text("id"), (int) json.number("build"), json.text("operation"),
                new Subject(json.text("name"), json.text("stack"), json.text("workspace")), Status.of(json.text("status")),
                json.text("kind"), json.text("failure"), json.number("started"), json.number("ended"),
                new Wait(json.number("waited"), json.text("heldBy")), json.text("trace"));
    }

    /**
     * On what a run works.
     *
     * @param name a label for people
     * @param stack as it was given; empty if it has none
     * @param workspace Terraform's; empty before it is known, or if there is none
     */
    public record Subject(String name, String stack, String workspace) {
    }

    /**
     * For whom a run waited.
     *
     * @param millis for its turn on this controller, and for the lock of the state
     * @param heldBy who held that lock when it was not to be had; empty if that did not happen
     */
    public record Wait(long millis, String heldBy) {

        /** For nobody. */
        public static final Wait NONE = new Wait(0, "");
    }

    /** How a run is. */
    public enum Status {
        /** It begins, or waits for its turn. */
        PENDING,
        /** Its CLI is at work. */
        RUNNING, SUCCEEDED,
        /** Also what is read of a word that this version does not know. */
        FAILED, CANCELLED;

        /** The lower-case word that users and programs see. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            for (Status status : values()) {
                if (status.word().equals(word)) {
                    return status;
                }
            }
            return FAILED;
        }
    }
}
