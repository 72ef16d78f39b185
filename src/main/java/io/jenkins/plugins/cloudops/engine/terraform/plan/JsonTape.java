package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.util.Arrays;

/**
 * JSON values in a few flat arrays that are used again for the next value: a tree without an object per node, because a
 * plan has millions of them. A node is an index; {@link #NONE} is the absent one, and every question about it has a
 * harmless answer. Not thread-safe.
 *
 * <p>Recursion is the reader's affair: the nesting is limited by the parser's constraints.
 */
public final class JsonTape {

    /** The node that is not there. */
    public static final int NONE = -1;

    enum Kind {
        NULL,
        TRUE,
        FALSE,
        NUMBER,
        STRING,
        OBJECT,
        ARRAY
    }

    private static final int NODES = 64;
    private static final int CHARACTERS = 1024;
    /* One huge value must not keep its room for the rest of the plan. */
    private static final int NODES_KEPT = 1 << 16;
    private static final int CHARACTERS_KEPT = 1 << 20;

    private Kind[] kinds = new Kind[NODES];
    private String[] names = new String[NODES];
    private int[] ends = new int[NODES];
    /* Of a scalar: where its text is. Of a container that is still open: its parent, in textStart. */
    private int[] textStart = new int[NODES];
    private int[] textEnd = new int[NODES];
    private char[] text = new char[CHARACTERS];
    private int size;
    private int textSize;

    /** Forgets all nodes. */
    public void clear() {
        if (kinds.length > NODES_KEPT) {
            nodes(NODES);
        }
        if (text.length > CHARACTERS_KEPT) {
            text = new char[CHARACTERS];
        }
        size = 0;
        textSize = 0;
    }

    /**
     * Copies the value at which the parser stands, and leaves the parser at its last token.
     *
     * @throws IOException when the parser does
     */
    public int copy(JsonParser parser) throws IOException {
        int root = size;
        int open = NONE;
        String name = null;
        JsonToken token = parser.currentToken();
        while (true) {
            switch (token) {
                case FIELD_NAME -> name = parser.currentName();
                case START_OBJECT -> open = open(Kind.OBJECT, name, open);
                case START_ARRAY -> open = open(Kind.ARRAY, name, open);
                case END_OBJECT, END_ARRAY -> {
                    ends[open] = size;
                    open = textStart[open];
                }
                default -> scalar(parser, token, name);
            }
            if (token != JsonToken.FIELD_NAME) {
                name = null;
                if (open == NONE) {
                    return root;
                }
            }
            token = parser.nextToken();
        }
    }

    /** The member of an object; the last one, should the name be there twice. */
    public int field(int node, String name) {
        int found = NONE;
        for (int child = first(node); child != NONE; child = next(node, child)) {
            if (name.equals(names[child])) {
                found = child;
            }
        }
        return found;
    }

    /** The same, faster when members are asked for in the order in which they are written. */
    int field(int node, String name, int previous) {
        int child = previous == NONE ? NONE : next(node, previous);
        return child != NONE && name.equals(names[child]) ? child : field(node, name);
    }

    /** The element at the index, from 0. */
    public int element(int node, int index) {
        int child = isArray(node) ? first(node) : NONE;
        for (int i = 0; i < index && child != NONE; i++) {
            child = next(node, child);
        }
        return child;
    }

    /** The first member or element. */
    public int first(int node) {
        return node != NONE && ends[node] > node + 1 ? node + 1 : NONE;
    }

    /** The member or element after the child. */
    public int next(int node, int child) {
        return ends[child] < ends[node] ? ends[child] : NONE;
    }

    int count(int node) {
        int count = 0;
        for (int child = first(node); child != NONE; child = next(node, child)) {
            count++;
        }
        return count;
    }

    /** The name of a member; null for everything else. */
    public String name(int node) {
        return names[node];
    }

    /** The text of a string or the digits of a number; "" for everything else. */
    public String text(int node) {
        return isString(node) || isNumber(node)
                ? new String(text, textStart[node], textEnd[node] - textStart[node])
                : "";
    }

    /** Adds every string and number below the node. */
    public void collect(int node, SensitiveValues into) {
        if (isString(node)) {
            into.add(text(node));
        } else if (isNumber(node)) {
            into.addNumber(text(node));
        } else {
            for (int child = first(node); child != NONE; child = next(node, child)) {
                collect(child, into);
            }
        }
    }

    /** The number, or the other value when the node is none or does not fit. */
    public long number(int node, long otherwise) {
        if (!isNumber(node)) {
            return otherwise;
        }
        try {
            return (long) Double.parseDouble(text(node));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    public boolean isNull(int node) {
        return node == NONE || kinds[node] == Kind.NULL;
    }

    public boolean isTrue(int node) {
        return node != NONE && kinds[node] == Kind.TRUE;
    }

    public boolean isBoolean(int node) {
        return node != NONE && (kinds[node] == Kind.TRUE || kinds[node] == Kind.FALSE);
    }

    public boolean isNumber(int node) {
        return node != NONE && kinds[node] == Kind.NUMBER;
    }

    public boolean isString(int node) {
        return node != NONE && kinds[node] == Kind.STRING;
    }

    public boolean isObject(int node) {
        return node != NONE && kinds[node] == Kind.OBJECT;
    }

    public boolean isArray(int node) {
        return node != NONE && kinds[node] == Kind.ARRAY;
    }

    /** Whether both are the same value, written in the same order; an absent one equals null. */
    boolean same(int a, int b) {
        if (isNull(a) || isNull(b)) {
            return isNull(a) && isNull(b);
        }
        int length = ends[a] - a;
        if (length != ends[b] - b) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            boolean named = i == 0 || (names[a + i] == null ? names[b + i] == null : names[a + i].equals(names[b + i]));
            if (!named || !sameNode(a + i, b + i, ends[a + i] - a == ends[b + i] - b)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameNode(int a, int b, boolean sameExtent) {
        return kinds[a] == kinds[b]
                && sameExtent
                && (!(isString(a) || isNumber(a))
                        || Arrays.equals(text, textStart[a], textEnd[a], text, textStart[b], textEnd[b]));
    }

    private int open(Kind kind, String name, int parent) {
        int node = add(kind, name);
        textStart[node] = parent;
        return node;
    }

    private void scalar(JsonParser parser, JsonToken token, String name) throws IOException {
        switch (token) {
            case VALUE_TRUE -> add(Kind.TRUE, name);
            case VALUE_FALSE -> add(Kind.FALSE, name);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                int node = add(token == JsonToken.VALUE_STRING ? Kind.STRING : Kind.NUMBER, name);
                char[] from = parser.getTextCharacters();
                int length = parser.getTextLength();
                if (textSize + length > text.length) {
                    text = Arrays.copyOf(text, Math.max(text.length * 2, textSize + length));
                }
                System.arraycopy(from, parser.getTextOffset(), text, textSize, length);
                textStart[node] = textSize;
                textSize += length;
                textEnd[node] = textSize;
            }
            default -> add(Kind.NULL, name);
        }
    }

    private int add(Kind kind, String name) {
        if (size == kinds.length) {
            nodes(size * 2);
        }
        int node = size++;
        kinds[node] = kind;
        names[node] = name;
        ends[node] = size;
        return node;
    }

    private void nodes(int room) {
        kinds = Arrays.copyOf(kinds, room);
        names = Arrays.copyOf(names, room);
        ends = Arrays.copyOf(ends, room);
        textStart = Arrays.copyOf(textStart, room);
        textEnd = Arrays.copyOf(textEnd, room);
    }
}
