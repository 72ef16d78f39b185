package io.jenkins.plugins.cloudops.task;

import hudson.console.ModelHyperlinkNote;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.queue.Turn;
import io.jenkins.plugins.cloudops.queue.Turns;
import io.jenkins.plugins.cloudops.run.Waiting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Says for whom a run waits, and at which place: the same as before as long as little has changed. */
final class TurnText {

    /** So many from the front, each step forward is worth a line in the log. */
    private static final int NEAR = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final String run;
    private final String state;
    private Waiting said = Waiting.NOT;
    private int place = Integer.MAX_VALUE;
    private String first = "";

    /**
     * @param run its id
     * @param state for people
     */
    TurnText(String run, String state) {
        this.run = run;
        this.state = state;
    }

    /** What is so now; {@link Waiting#NOT} when it does not wait. */
    synchronized Waiting now() {
        List<Turn> before = Turns.get().before(run);
        if (before.isEmpty()) {
            return Waiting.NOT;
        }
        Turn holder = before.get(0);
        String shown = holder.run() + holder.heldBy();
        boolean little = place - before.size() < NEAR && before.size() > NEAR;
        if (!little && (before.size() != place || !shown.equals(first))) {
            place = before.size();
            first = shown;
            said = say(holder);
        }
        return said;
    }

    private Waiting say(Turn holder) {
        Run<?, ?> build = Run.fromExternalizableId(holder.build());
        String name = build == null ? holder.build() : build.getFullDisplayName();
        String link = build == null ? name : ModelHyperlinkNote.encodeTo("/" + build.getUrl(), name);
        String since = TIME.format(Instant.ofEpochMilli(holder.began()));
        String sentence = Messages.TurnText_waits(state, String.valueOf(place), link, holder.task(), since);
        return Waiting.on(Messages.TurnText_status(state, String.valueOf(place), name),
                holder.heldBy().isEmpty() ? sentence : sentence + " " + Messages.TurnText_held(holder.heldBy()));
    }
}
