package org.kohsuke.stapler;

import net.sf.json.JSONObject;

/** A request from a browser. Declared: making an object out of a form. */
public interface StaplerRequest2 {

    <T> T bindJSON(Class<T> type, JSONObject form);
}
