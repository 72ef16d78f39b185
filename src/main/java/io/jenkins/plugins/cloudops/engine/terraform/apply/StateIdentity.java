package io.jenkins.plugins.cloudops.engine.terraform.apply;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which state, and which version of it. Terraform refuses a saved plan if either is not that of the state: "Saved plan is
 * stale" for another serial, "Saved plan does not match the given state" for another lineage.
 *
 * @param lineage made up when a state is begun, and kept; "" before there is one
 * @param serial grows with each write; 0 before there is a state, -1 in {@link #NONE}
 */
public record StateIdentity(String lineage, long serial) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** It is not known. */
    public static final StateIdentity NONE = new StateIdentity("", -1);
    /** There is no state yet. */
    public static final StateIdentity BLANK = new StateIdentity("", 0);

    /* At the indentation of the document's own members, and nothing else on the line. */
    private static final Pattern SERIAL = Pattern.compile("(?m)^ {0,2}\"serial\": (\\d{1,18}),?\\r?$");
    private static final Pattern LINEAGE = Pattern.compile("(?m)^ {0,2}\"lineage\": \"([0-9A-Za-z-]{1,100})\",?\\r?$");

    public StateIdentity {
        Objects.requireNonNull(lineage, "lineage");
    }

    /**
     * @param lines of what {@code state pull} prints, at least those with {@code "serial"} and {@code "lineage"} of the
     *     document itself; where there is no state it prints nothing
     * @return {@link #NONE} unless both are there
     */
    public static StateIdentity of(String lines) {
        Matcher serial = SERIAL.matcher(lines);
        Matcher lineage = LINEAGE.matcher(lines);
        return serial.find() && lineage.find() ? new StateIdentity(lineage.group(1), Long.parseLong(serial.group(1))) : NONE;
    }

    public boolean isKnown() {
        return serial >= 0;
    }

    /** Whether it is known that there was no state yet. */
    public boolean isBlank() {
        return isKnown() && lineage.isEmpty();
    }
}
