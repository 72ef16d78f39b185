package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.util.List;

/**
 * What a plan does to one resource, the destructive first. The actions are disjoint: a replacement is only
 * {@link #REPLACE}, whatever comes first, and an import that also changes something is only {@link #UPDATE}.
 *
 * <p>The words of {@code actions} are those of Terraform's "JSON Output Format", "Change Representation".
 */
public enum Action {
    DELETE("delete", "-"),
    REPLACE("replace", "-/+"),
    FORGET("forget", "."),
    UPDATE("update", "~"),
    CREATE("create", "+"),
    IMPORT("import", "="),
    MOVE("move", ">"),
    READ("read", "<="),
    NO_OP("no-op", "");

    private final String word;
    private final String symbol;

    Action(String word, String symbol) {
        this.word = word;
        this.symbol = symbol;
    }

    /** The lower-case word that users see. */
    public String word() {
        return word;
    }

    /** The sign before an address, at most three characters; "" for {@link #NO_OP}. */
    public String symbol() {
        return symbol;
    }

    /**
     * @param actions {@code change.actions} of a plan's JSON
     * @param importing whether {@code change.importing} is there
     * @param moved whether {@code previous_address} is there
     * @throws IllegalArgumentException when the combination is unknown: guessing could hide a deletion
     */
    public static Action of(List<String> actions, boolean importing, boolean moved) {
        if (actions.size() == 2 && actions.contains("create")) {
            if (actions.contains("delete") || actions.contains("forget")) {
                return REPLACE;
            }
        } else if (actions.size() == 1) {
            if (actions.get(0).equals("no-op")) {
                return importing ? IMPORT : moved ? MOVE : NO_OP;
            }
            for (Action action : List.of(DELETE, FORGET, UPDATE, CREATE, READ)) {
                if (action.word.equals(actions.get(0))) {
                    return action;
                }
            }
        }
        throw new IllegalArgumentException("Unknown actions " + actions);
    }

    /** The action with this {@link #word()}, or the other one. */
    static Action ofWord(String word, Action otherwise) {
        for (Action action : values()) {
            if (action.word.equals(word)) {
                return action;
            }
        }
        return otherwise;
    }

    /**
     * The action of an event of the {@code -json} stream, which has words of its own: {@code noop}, and {@code remove} for
     * an object that is forgotten. Unknown words are {@link #NO_OP}, since events are for progress and decide nothing.
     */
    public static Action ofEvent(String word) {
        return word.equals("remove") ? FORGET : ofWord(word, NO_OP);
    }
}
