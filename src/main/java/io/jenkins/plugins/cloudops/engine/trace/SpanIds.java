package io.jenkins.plugins.cloudops.engine.trace;

/** A set of identifiers of spans in few bytes: 16 for each at most. Not thread-safe. */
public final class SpanIds {

    /** Zero is no identifier, so it stands for an empty place. */
    private long[] places = new long[32];
    private int size;

    /** Whether it was not there before. */
    public boolean add(String spanId) {
        long id = Long.parseUnsignedLong(spanId, 16);
        if (2 * (size + 1) > places.length) {
            long[] before = places;
            places = new long[2 * before.length];
            for (long one : before) {
                if (one != 0) {
                    places[place(one)] = one;
                }
            }
        }
        int place = place(id);
        if (places[place] == id) {
            return false;
        }
        places[place] = id;
        size++;
        return true;
    }

    public int size() {
        return size;
    }

    private int place(long id) {
        int place = (int) (id ^ id >>> 32) & places.length - 1;
        while (places[place] != 0 && places[place] != id) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }
}
