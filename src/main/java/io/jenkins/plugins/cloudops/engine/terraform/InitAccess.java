package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** With what {@code init} gets at private registries and repositories; no other command has it. */
public final class InitAccess implements Serializable {

    private static final long serialVersionUID = 1L;

    private final TreeMap<String, String> tokens;
    private final GitAccess git;

    /**
     * @param tokens of registries, by host
     * @param git null for whatever the agent has
     */
    public InitAccess(Map<String, String> tokens, GitAccess git) {
        this.tokens = new TreeMap<>(tokens);
        this.git = git;
    }

    public static InitAccess none() {
        return new InitAccess(Map.of(), null);
    }

    /** What must not be seen. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(tokens.values());
        if (git != null) {
            secrets.addAll(git.secrets());
        }
        return secrets;
    }

    Map<String, String> files() {
        return git == null ? Map.of() : git.files();
    }

    Map<String, String> environment(String directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        tokens.forEach((host, token) -> variables.put(variable(host), token));
        if (git != null) {
            variables.putAll(git.environment(directory));
        }
        return variables;
    }

    /** As the documentation of Terraform's CLI configuration says: periods as _, hyphens as __. */
    private static String variable(String host) {
        return "TF_TOKEN_" + host.replace("-", "__").replace('.', '_').replace(':', '_');
    }
}
