package io.jenkins.plugins.cloudops.engine.incident;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Tells in Markdown what happened in the incidents of a build, and when. Times are in UTC. */
public final class GameDayReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

    private GameDayReport() {
    }

    /**
     * Something that happened.
     *
     * @param time milliseconds since 1970
     * @param what a sentence without a point
     */
    public record Moment(long time, String what) {
    }

    /**
     * An incident.
     *
     * @param title what it was
     * @param facts name and value of each fact, in turn
     * @param moments in any order
     */
    public record Entry(String title, List<String> facts, List<Moment> moments) {
    }

    /** @param of what it is about, such as the name of a build */
    public static String markdown(String of, List<Entry> entries) {
        StringBuilder text = new StringBuilder("# ").append(plain(Messages.GameDayReport_title(of))).append('\n');
        if (entries.isEmpty()) {
            return text.append('\n').append(Messages.GameDayReport_nothing()).append('\n').toString();
        }
        for (Entry entry : entries) {
            text.append("\n## ").append(plain(entry.title())).append("\n\n");
            for (int i = 0; i + 1 < entry.facts().size(); i += 2) {
                if (!entry.facts().get(i + 1).isEmpty()) {
                    text.append("- **").append(plain(entry.facts().get(i))).append(":** ").append(plain(entry.facts().get(i + 1))).append('\n');
                }
            }
            text.append("\n| ").append(Messages.GameDayReport_time()).append(" | ").append(Messages.GameDayReport_after()).append(" | ")
                    .append(Messages.GameDayReport_what()).append(" |\n|---|---|---|\n");
            List<Moment> moments = new ArrayList<>(entry.moments());
            moments.sort((one, other) -> Long.compare(one.time(), other.time()));
            String day = "";
            for (Moment moment : moments) {
                Instant time = Instant.ofEpochMilli(moment.time());
                text.append("| ").append(DAY.format(time).equals(day) ? "" : DAY.format(time) + " ").append(TIME.format(time)).append(" | ")
                        .append(span(moment.time() - moments.get(0).time())).append(" | ").append(plain(moment.what())).append(" |\n");
                day = DAY.format(time);
            }
        }
        return text.toString();
    }

    /** A time in hours, minutes and seconds, such as {@code 1m 5s}; below ten seconds with a tenth. */
    public static String span(long millis) {
        Duration span = Duration.ofMillis(Math.max(0, millis));
        if (span.toMillis() < 10_000) {
            return span.toMillis() / 1000 + "." + span.toMillis() % 1000 / 100 + "s";
        }
        String seconds = span.truncatedTo(ChronoUnit.SECONDS).toString().substring(2);
        return seconds.toLowerCase(java.util.Locale.ROOT).replaceAll("([hm])(?=.)", "$1 ");
    }

    /** On one line, and as it is: nothing in it is taken for Markdown or HTML. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("[\\\\`*_{}\\[\\]<>|#~&]", "\\\\$0");
    }
}
