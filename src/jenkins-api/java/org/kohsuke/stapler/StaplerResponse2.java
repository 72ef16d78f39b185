package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletResponse;

/** The answer to a request. Declared as a type. */
public interface StaplerResponse2 extends HttpServletResponse {
}
