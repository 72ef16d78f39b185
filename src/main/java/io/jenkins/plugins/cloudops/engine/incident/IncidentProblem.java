package io.jenkins.plugins.cloudops.engine.incident;

import java.util.Locale;

/** Why an incident could not be triggered, cleared or proved: a sentence for people, and what kind of problem it is. */
public class IncidentProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a program can decide by. */
    public enum Kind {
        /** A wrong setting, or a file that is not what it should be. */
        CONFIGURATION,
        /** Somebody else works on the same flag, or wrote in between. */
        CONFLICT,
        /** The target, the evaluator or the monitoring cannot be reached; trying again may help. */
        NETWORK,
        /** The variant that was set is not served. */
        UNSERVED,
        /** Nothing noticed the incident, or its end. */
        UNNOTICED;

        /** The word: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;

    public IncidentProblem(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /** A problem of the kind {@link Kind#CONFIGURATION}. */
    public static IncidentProblem setting(String sentence) {
        return new IncidentProblem(Kind.CONFIGURATION, sentence);
    }

    public Kind kind() {
        return kind;
    }
}
