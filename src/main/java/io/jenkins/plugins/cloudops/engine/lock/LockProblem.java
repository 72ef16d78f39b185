package io.jenkins.plugins.cloudops.engine.lock;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a state could not be locked, told from the diagnostic {@code Error acquiring the state lock}: from the {@code -json}
 * stream, or from text that was wrapped at 78 columns.
 *
 * <p>What a backend prints is from Terraform's sources, {@code internal/backend/remote-state/<type>/client.go}; the same in
 * OpenTofu.
 */
public sealed interface LockProblem extends Serializable {

    /** The summary of the diagnostic. */
    String SUMMARY = "Error acquiring the state lock";

    /** Someone holds it, and this is what the lock says of them. */
    record HeldBy(LockInfo info) implements LockProblem {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Someone holds it, and who is not known.
     *
     * @param id of the lock if at least that is known, in the form that {@code force-unlock} takes; or ""
     * @param reason a sentence for people: why nothing more is known
     */
    record HeldByUnknown(String id, String reason) implements LockProblem {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Nobody is known to hold it: a permission is missing, or the backend cannot be reached. Waiting does not help, and
     * there is nothing to unlock.
     *
     * @param message what the backend says, on one line
     */
    record CannotLock(String message) implements LockProblem {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param backend the type of the backend
     * @param summary of a diagnostic
     * @param detail of the same
     * @return empty when the diagnostic is about something else
     */
    static Optional<LockProblem> of(String backend, String summary, String detail) {
        return summary.equals(SUMMARY) ? Optional.of(Reading.of(backend, detail)) : Optional.empty();
    }

    /** How each backend says it. */
    final class Reading {

        private static final Pattern HTTP_ID = Pattern.compile("already locked: ID=(\\S+)");
        private static final Pattern REMOTE_ID = Pattern.compile("lock ID: \"([^\"]+)\"");
        /* That it is locked, when the holder's info could not be read after that. */
        private static final Map<String, Pattern> LOCKED = Map.ofEntries(
                locked("local", "resource temporarily unavailable|another process has locked"),
                locked("s3", "PreconditionFailed|ConditionalRequestConflict|ConditionalCheckFailed"),
                locked("gcs", "conditionNotMet|Error 412"),
                locked("azurerm", "already locked|LeaseAlreadyPresent|already a lease present"),
                locked("pg", "already locked"),
                locked("http", "already locked"),
                locked("kubernetes", "already locked|already exists"),
                // It says nothing at all then.
                locked("consul", "^$"),
                locked("cos", "lock file \\S+ exists"),
                locked("oss", "ConditionCheckFail"),
                locked("oci", "IfNoneMatchFailed|already locked"));
        private static final Pattern LOCKED_ELSEWHERE = Pattern.compile("(?i)already locked");

        private Reading() {}

        static LockProblem of(String backend, String detail) {
            String message = ErrorMessage.of(detail);
            Optional<LockInfo> info = LockInfo.find(detail);
            boolean locked = LOCKED.getOrDefault(backend, LOCKED_ELSEWHERE).matcher(message).find();
            return switch (backend) {
                // Its info is that of who asked, also when the database refused something else.
                case "pg" -> locked ? new HeldByUnknown("", Messages.LockProblem_requester(backend)) : new CannotLock(message);
                case "remote", "cloud" -> locked
                        ? new HeldByUnknown(id(REMOTE_ID, message), Messages.LockProblem_requester(backend))
                        : new CannotLock(message);
                case "http" -> http(message, info, locked);
                default -> info.isPresent() ? new HeldBy(info.get())
                        : locked ? new HeldByUnknown("", Messages.LockProblem_unread(message)) : new CannotLock(message);
            };
        }

        /* Whose info it is depends on the version of the tool; that of the holder has the holder's ID. */
        private static LockProblem http(String message, Optional<LockInfo> info, boolean locked) {
            String id = id(HTTP_ID, message);
            if (info.isPresent() && info.get().id().equals(id)) {
                return new HeldBy(info.get());
            }
            if (!locked) {
                return new CannotLock(message);
            }
            return new HeldByUnknown(id, info.isPresent() ? Messages.LockProblem_requester("http") : Messages.LockProblem_unread(message));
        }

        private static String id(Pattern pattern, String message) {
            Matcher id = pattern.matcher(message);
            return id.find() ? id.group(1) : "";
        }

        private static Map.Entry<String, Pattern> locked(String backend, String pattern) {
            return Map.entry(backend, Pattern.compile("(?i)" + pattern));
        }
    }
}
