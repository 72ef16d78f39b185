package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.io.Serializable;
import java.util.Map;

/**
 * How many resources have which action. The counts are disjoint.
 *
 * @param importing resources that are imported and otherwise stay as they are ({@code import} is a word of Java)
 * @param unchanged resources to which nothing happens
 */
public record Counts(
        int delete,
        int replace,
        int forget,
        int update,
        int create,
        int importing,
        int move,
        int read,
        int unchanged)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Nothing at all. */
    public static final Counts NONE = of(Map.of());

    /** @param byAction the counts; an action that is not there has none */
    public static Counts of(Map<Action, Integer> byAction) {
        return new Counts(
                byAction.getOrDefault(Action.DELETE, 0),
                byAction.getOrDefault(Action.REPLACE, 0),
                byAction.getOrDefault(Action.FORGET, 0),
                byAction.getOrDefault(Action.UPDATE, 0),
                byAction.getOrDefault(Action.CREATE, 0),
                byAction.getOrDefault(Action.IMPORT, 0),
                byAction.getOrDefault(Action.MOVE, 0),
                byAction.getOrDefault(Action.READ, 0),
                byAction.getOrDefault(Action.NO_OP, 0));
    }

    public int of(Action action) {
        return switch (action) {
            case DELETE -> delete;
            case REPLACE -> replace;
            case FORGET -> forget;
            case UPDATE -> update;
            case CREATE -> create;
            case IMPORT -> importing;
            case MOVE -> move;
            case READ -> read;
            case NO_OP -> unchanged;
        };
    }

    /** All resources to which something happens, reads included. */
    public int total() {
        return delete + replace + forget + update + create + importing + move + read;
    }
}
