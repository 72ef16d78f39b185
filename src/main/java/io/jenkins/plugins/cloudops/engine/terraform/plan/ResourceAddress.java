package io.jenkins.plugins.cloudops.engine.terraform.plan;

/**
 * What the absolute address of a resource says of it, for lists that have nothing but addresses. The grammar is that of
 * Terraform's "Resource Addressing"; what does not follow it has neither a module nor a type.
 *
 * @param module the module's address, "" for the root module
 * @param type the resource type, {@code aws_instance}
 */
public record ResourceAddress(String module, String type) {

    private static final String MODULE = "module.";

    public static ResourceAddress of(String address) {
        int from = 0;
        while (address.startsWith(MODULE, from)) {
            int end = end(address, from + MODULE.length());
            if (end == address.length()) {
                return new ResourceAddress(address, "");
            }
            from = end + 1;
        }
        int type = address.startsWith("data.", from) ? from + "data.".length() : from;
        int end = end(address, type);
        return new ResourceAddress(from == 0 ? "" : address.substring(0, from - 1), end == address.length() ? "" : address.substring(type, end));
    }

    /** The next dot that is in no key, or the end. */
    private static int end(String address, int from) {
        boolean quoted = false;
        for (int i = from; i < address.length(); i++) {
            char c = address.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                return i;
            }
        }
        return address.length();
    }
}
