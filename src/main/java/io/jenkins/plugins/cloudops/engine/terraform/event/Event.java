package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * One line of what Terraform or OpenTofu print with {@code -json}: "Machine-Readable UI", versions 1.x. No text is null;
 * what a line does not say is "" or 0. Texts are as they came, so they pass the redactor before they go anywhere.
 */
public sealed interface Event extends Serializable {

    /** The first event: the version of the tool, and of this format. */
    record Version(String tool, String ui) implements Event {}

    /** An error or a warning. */
    record Diagnosed(Diagnostic diagnostic) implements Event {}

    /** One change of the plan; the reason in words that follow the action. */
    record PlannedChange(String address, Action action, String reason) implements Event {}

    /** An object was changed outside. */
    record Drifted(String address, Action action) implements Event {}

    record RefreshStarted(String address) implements Event {}

    record RefreshCompleted(String address) implements Event {}

    /** An operation on an object begins: one of an apply, or a data source that is read while planning. */
    record ApplyStarted(String address, Action action) implements Event {}

    /** It is still at work; comes every ten seconds. */
    record ApplyProgressed(String address, Action action, long elapsedSeconds) implements Event {}

    record ApplyCompleted(String address, Action action, long elapsedSeconds) implements Event {}

    /** It failed; why, says a {@link Diagnosed} with this address, which comes at the end. */
    record ApplyErrored(String address, Action action, long elapsedSeconds) implements Event {}

    /**
     * The counts at the end, in Terraform's way: a replacement adds one and removes one.
     *
     * @param importing how many are imported
     * @param operation plan, apply or destroy
     */
    record Summary(int add, int change, int remove, int importing, String operation) implements Event {}

    /**
     * The outputs after an apply. Of a sensitive one there is only its name, whatever the line says of it.
     *
     * @param values by name, as {@link PlainValue} makes them; without what has no value, as in the stream of a plan
     * @param sensitive the names of the sensitive ones
     */
    record Outputs(LinkedHashMap<String, Object> values, List<String> sensitive) implements Event {

        public Outputs {
            sensitive = List.copyOf(sensitive);
        }
    }

    /**
     * A line that a command of a provisioner printed. It is raw: secrets that are passed to the command can be in it.
     *
     * @param provisioner its type, {@code local-exec}
     */
    record Provisioned(String address, String provisioner, String output) implements Event {}

    /** The state is locked by someone else, and the tool waits for it. */
    record LockWait(String message) implements Event {}

    /** A line that is not an event: output of a wrapper, of a crash, or a line that is cut off. */
    record Text(String line) implements Event {}

    /**
     * An event of another type.
     *
     * @param type as in the line; {@code log} lines of warnings and errors are {@code log.warn} and {@code log.error}
     * @param message for people, all that is kept of the line: a {@code log} line can carry a whole state beside it
     */
    record Other(String type, String message) implements Event {}
}
