package io.jenkins.plugins.cloudops.engine.process;

import java.io.Serializable;
import java.util.Map;

/**
 * How a command ended, as a POSIX shell tells it: 0 to 125 is the command's own exit code, 126 and
 * 127 mean that it could not be started, above 128 it was ended by the signal {@code code - 128}.
 *
 * @param code the shell's {@code $?}, or {@link #LOST}
 */
public record ExitStatus(int code) implements Serializable {

    /** Nobody saw the command end. */
    public static final int LOST = -1;

    private static final Map<Integer, String> SIGNALS = Map.of(
            1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    public boolean bySignal() {
        return code > 128 && code < 192;
    }

    /** What happened, as the end of a sentence: "was ended by SIGKILL". */
    public String inWords() {
        if (code == LOST) {
            return Messages.ExitStatus_lost();
        }
        return bySignal()
                ? Messages.ExitStatus_signal(SIGNALS.getOrDefault(code - 128, "signal " + (code - 128)))
                : Messages.ExitStatus_code(code);
    }
}
