package io.jenkins.plugins.cloudops.engine.comment;

import java.util.Objects;

/**
 * Where a plan was made, and with what.
 *
 * @param name a label for people, "" for the stack
 * @param stack the directory as it was given; "" for that of the checkout
 * @param workspace Terraform's; "" if it never came to be known
 * @param tool the name of the installation or of the executable
 * @param toolVersion such as {@code 1.11.4}
 * @param digest the SHA-256 of the plan file, in hexadecimal digits
 * @param url an absolute URL that shows all of the plan
 */
public record Place(
        String name, String stack, String workspace, String tool, String toolVersion, String digest, String url) {

    public Place {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(stack, "stack");
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(toolVersion, "toolVersion");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(url, "url");
    }

    /** What people call it. */
    public String label() {
        return !name.isEmpty() ? name : stack.isEmpty() ? "." : stack;
    }
}
