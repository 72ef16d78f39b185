package org.kohsuke.stapler;

import net.sf.json.JSONObject;

/**
 * A request from a browser. Declared: making an object out of a form; what it came by; a header and a
 * parameter, which it has from a supertype.
 */
public interface StaplerRequest2 {

    <T> T bindJSON(Class<T> type, JSONObject form);

    /** The last object of a type on the way to what is asked for; null if there is none. */
    default Ancestor findAncestor(Class<?> type) {
        return null;
    }

    /** Null if there is none. */
    default String getHeader(String name) {
        return null;
    }

    /** Null if there is none. */
    default String getParameter(String name) {
        return null;
    }
}
