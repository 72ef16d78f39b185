package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** What every command of a run gets from credentials: variables, and files of the run directory. */
public final class CliAccess implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> variables;
    private final TreeMap<String, String> files;

    /** @param files texts by their names in the run directory */
    public CliAccess(Map<String, String> variables, Map<String, String> files) {
        this.variables = new TreeMap<>(variables);
        this.files = new TreeMap<>(files);
    }

    public static CliAccess none() {
        return new CliAccess(Map.of(), Map.of());
    }

    public Map<String, String> variables() {
        return variables;
    }

    public Map<String, String> files() {
        return files;
    }
}
