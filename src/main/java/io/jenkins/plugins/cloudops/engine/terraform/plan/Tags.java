package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of the tags of a planned object: what the maps {@code tags} and {@code tags_all} hold, of which the second has
 * those of the provider's settings too. Other ways to tag (lists, blocks, {@code labels}) are none.
 *
 * @param there whether the resource has such a map at all, be it empty
 * @param names the tags that are sure to be there
 * @param unknownNames those that will be there, if the value that is known only after the apply is not null
 * @param unknown whether a whole map is known only after the apply
 */
public record Tags(boolean there, Set<String> names, Set<String> unknownNames, boolean unknown) {

    /** Of a resource that cannot have any. */
    public static final Tags NONE = new Tags(false, Set.of(), Set.of(), false);

    private static final String[] MAPS = {"tags", "tags_all"};

    static Tags of(JsonTape tape, int after, int afterUnknown) {
        boolean there = false;
        boolean unknown = false;
        Set<String> names = new HashSet<>();
        Set<String> unknownNames = new HashSet<>();
        for (String map : MAPS) {
            int known = tape.field(after, map);
            int later = tape.field(afterUnknown, map);
            boolean isUnknown = tape.isTrue(later);
            if (!isUnknown && !tape.isObject(later) && !isMap(tape, after, known)) {
                continue;
            }
            there = true;
            unknown |= isUnknown;
            addNames(tape, known, false, names);
            addNames(tape, later, true, unknownNames);
        }
        return there ? new Tags(true, names, unknownNames, unknown) : NONE;
    }

    /* null has no type. Where objects have labels, "tags" is a list of another meaning. */
    private static boolean isMap(JsonTape tape, int after, int value) {
        return tape.isObject(value)
                || value != JsonTape.NONE && tape.isNull(value) && tape.field(after, "labels") == JsonTape.NONE;
    }

    private static void addNames(JsonTape tape, int map, boolean ifTrue, Set<String> into) {
        if (!tape.isObject(map)) {
            return;
        }
        for (int child = tape.first(map); child != JsonTape.NONE; child = tape.next(map, child)) {
            if (ifTrue ? tape.isTrue(child) : !tape.isNull(child)) {
                into.add(tape.name(child));
            }
        }
    }
}
