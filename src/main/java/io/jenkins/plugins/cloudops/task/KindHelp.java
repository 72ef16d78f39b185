package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.terraform.FailureKind;

/** What usually helps against a failure, by its kind. */
public final class KindHelp {

    private KindHelp() {
    }

    /**
     * @param kind the word, as results and exceptions have it
     * @return a sentence or two; empty for a word that is none of ours
     */
    public static String of(String kind) {
        for (FailureKind known : FailureKind.values()) {
            if (known.word().equals(kind)) {
                return of(known);
            }
        }
        return "";
    }

    private static String of(FailureKind kind) {
        return switch (kind) {
            case LOCKED -> Messages.KindHelp_locked();
            case DENIED -> Messages.KindHelp_denied();
            case STALE -> Messages.KindHelp_stale();
            case THROTTLED -> Messages.KindHelp_throttled();
            case NETWORK -> Messages.KindHelp_network();
            case PROVIDER -> Messages.KindHelp_provider();
            case CONFIGURATION -> Messages.KindHelp_configuration();
            case INTERRUPTED -> Messages.KindHelp_interrupted();
            case AGENT -> Messages.KindHelp_agent();
            case DRIFT -> Messages.KindHelp_drift();
            case GATE -> Messages.KindHelp_gate();
            case CHECK -> Messages.KindHelp_check();
            case UNKNOWN -> Messages.KindHelp_unknown();
            case CONFLICT -> Messages.KindHelp_conflict();
            case UNSERVED -> Messages.KindHelp_unserved();
            case UNNOTICED -> Messages.KindHelp_unnoticed();
        };
    }
}
