package io.jenkins.plugins.cloudops.sync;

/** A file with secrets on an agent that goes when its build is over. Saved as XML, hence no record. */
final class SecretFile {

    private final String build;
    private final String node;
    private final String path;

    /**
     * @param build its identifier
     * @param node the name of the node, empty for the built-in one
     * @param path absolute
     */
    SecretFile(String build, String node, String path) {
        this.build = build;
        this.node = node;
        this.path = path;
    }

    String build() {
        return build;
    }

    String node() {
        return node;
    }

    String path() {
        return path;
    }

    boolean isAt(String otherNode, String otherPath) {
        return node.equals(otherNode) && path.equals(otherPath);
    }
}
