package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lock says of itself: the block {@code Lock Info:} that Terraform and OpenTofu print
 * ({@code internal/states/statemgr/locker.go}). Texts are made harmless for a console and cut at {@value #MAX_TEXT}
 * characters; what is not there is "".
 *
 * <p>With some backends it is the info of who asked, not of who holds the lock: {@link LockProblem} tells them apart.
 *
 * @param id a UUID; a number with gcs, the session with consul
 * @param path of the state, as the backend names it
 * @param operation {@code OperationTypePlan}, {@code OperationTypeApply}, …
 * @param who {@code user@host} of the process
 * @param version of the tool
 * @param created as it was written, {@code 2026-11-21 11:49:46.843003545 +0000 UTC}, by the clock of the process
 * @param info nearly always ""
 */
public record LockInfo(String id, String path, String operation, String who, String version, String created, String info)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int MAX_TEXT = 500;

    private static final String BEGIN = "Lock Info:";
    private static final Pattern LINE = Pattern.compile("  (ID|Path|Operation|Who|Version|Created|Info):(.*)");
    /* Go's time.String(): an offset and the name of the zone, and the monotonic clock of the process that just made it. */
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?) ([+-]\\d\\d)(\\d\\d)(?: .*)?");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    public LockInfo {
        id = text(id);
        path = text(path);
        operation = text(operation);
        who = text(who);
        version = text(version);
        created = text(created);
        info = text(info);
    }

    /** The first block in a text, if it has an ID. Neither tool wraps its lines, since they are indented. */
    public static Optional<LockInfo> find(String text) {
        List<String> lines = text.lines().toList();
        int begin = lines.indexOf(BEGIN);
        Map<String, String> values = new HashMap<>();
        for (String line : begin < 0 ? List.<String>of() : lines.subList(begin + 1, lines.size())) {
            Matcher value = LINE.matcher(line);
            if (!value.matches()) {
                break;
            }
            values.put(value.group(1), value.group(2).strip());
        }
        return values.getOrDefault("ID", "").isEmpty() ? Optional.empty() : Optional.of(of(values));
    }

    private static LockInfo of(Map<String, String> values) {
        return new LockInfo(
                values.get("ID"),
                values.getOrDefault("Path", ""),
                values.getOrDefault("Operation", ""),
                values.getOrDefault("Who", ""),
                values.getOrDefault("Version", ""),
                values.getOrDefault("Created", ""),
                values.getOrDefault("Info", ""));
    }

    /** When the lock was taken, by the clock of the process; empty when it was not written in Go's way, or is Go's zero. */
    public Optional<Instant> createdAt() {
        Matcher time = TIME.matcher(created);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = OffsetDateTime.parse(
                    time.group(1) + "T" + time.group(2) + time.group(3) + ":" + time.group(4)).toInstant();
            return at.isAfter(Instant.EPOCH) ? Optional.of(at) : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** The operation in a word of the command line, {@code plan}; as it is when it is another. */
    public String command() {
        return switch (operation) {
            case "OperationTypePlan" -> "plan";
            case "OperationTypeApply" -> "apply";
            case "OperationTypeRefresh" -> "refresh";
            case "" -> Messages.LockInfo_unknown();
            default -> operation;
        };
    }

    /** For people: {@code root@vm (apply, Terraform version 1.11.4) since 2026-11-21 11:49:46 UTC, 5 min ago, ID …}. */
    public String sentence(Instant now) {
        String holder = who.isEmpty() ? Messages.LockInfo_unknown() : who;
        String tool = version.isEmpty() ? Messages.LockInfo_unknown() : version;
        return createdAt()
                .map(at -> Messages.LockInfo_since(holder, command(), tool, MINUTE.format(at), age(Duration.between(at, now)), id))
                .orElseGet(() -> Messages.LockInfo_whenever(holder, command(), tool, id));
    }

    private static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    private static String text(String text) {
        String line = Printable.line(Objects.requireNonNull(text, "text"));
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…";
    }
}
