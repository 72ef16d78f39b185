package io.jenkins.plugins.cloudops.engine.process;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a stage, as {@code supervise.sh} notes them: a line {@code began MILLIS EXECUTABLE|WORD|WORD} and a line
 * {@code ended MILLIS CODE} for each, one after the other. No arguments are among them, since those can have values.
 */
public final class CommandLog {

    /** Commands of one stage; what is more is left out. */
    static final int MOST = 100;

    private static final Pattern LINE = Pattern.compile(
            "began ([1-8]\\d{12}) ([\\w.+-]{1,60})((?:\\|[a-z][a-z-]{0,29}){0,2})|ended ([1-8]\\d{12}) (\\d{1,3})");

    private CommandLog() {
    }

    /**
     * One command.
     *
     * @param executable its name, without a directory: {@code terraform}
     * @param words what it was asked for: {@code workspace select}; can be empty
     * @param began milliseconds since 1970, by the clock of the agent
     * @param ended likewise; as {@code began} if nobody saw it end
     * @param code its exit code, or {@link ExitStatus#LOST}
     */
    public record Command(String executable, String words, long began, long ended, int code) implements Serializable {
    }

    /** Reads what was noted. Lines that are none, or cut off, are passed over. */
    public static List<Command> read(String text) {
        List<Command> commands = new ArrayList<>();
        Command open = null;
        for (String line : text.split("\n")) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || commands.size() == MOST) {
                continue;
            }
            if (parts.group(1) == null) {
                if (open != null) {
                    commands.add(new Command(open.executable, open.words, open.began,
                            Math.max(open.began, Long.parseLong(parts.group(4))), Integer.parseInt(parts.group(5))));
                    open = null;
                }
                continue;
            }
            if (open != null) {
                commands.add(open);
            }
            long began = Long.parseLong(parts.group(1));
            open = new Command(parts.group(2), parts.group(3).replace('|', ' ').strip(), began, began, ExitStatus.LOST);
        }
        if (open != null && commands.size() < MOST) {
            commands.add(open);
        }
        return commands;
    }
}
