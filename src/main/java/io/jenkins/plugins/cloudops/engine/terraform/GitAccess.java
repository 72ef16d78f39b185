package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How {@code init} gets at modules in private Git repositories: by an SSH key in a file, or by a user
 * and password that Git asks a program for. Neither is ever in a URL or an argument.
 */
public final class GitAccess implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Files of the run directory; the second has to be executable. */
    static final String KEY = "git.key";
    static final String ASKPASS = "askpass.sh";

    private static final String ASKPASS_SCRIPT = """
            #!/bin/sh
            case $1 in
              [Uu]sername*) printf '%s\\n' "$CLOUDOPS_GIT_USERNAME" ;;
              *) printf '%s\\n' "$CLOUDOPS_GIT_PASSWORD" ;;
            esac
            """;

    private final String user;
    private final String password;
    private final String key;

    private GitAccess(String user, String password, String key) {
        this.user = user;
        this.password = password;
        this.key = key;
    }

    public static GitAccess byPassword(String user, String password) {
        return new GitAccess(user, password, "");
    }

    /**
     * @param key in the form that ssh reads, PEM or OpenSSH's own
     * @param passphrase empty if there is none
     */
    public static GitAccess byKey(String key, String passphrase) {
        return new GitAccess("", passphrase, key);
    }

    /** What must not be seen: each value that is not empty. */
    public List<String> secrets() {
        return List.of(password, key).stream().filter(value -> !value.isEmpty()).toList();
    }

    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(ASKPASS, ASKPASS_SCRIPT);
        if (!key.isEmpty()) {
            // Without a line break at the end, ssh does not recognise a key.
            files.put(KEY, key.endsWith("\n") ? key : key + "\n");
        }
        return files;
    }

    /** @param directory the absolute path of the run directory */
    Map<String, String> environment(String directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        String askpass = directory + "/" + ASKPASS;
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_ASKPASS", askpass);
        variables.put("CLOUDOPS_GIT_USERNAME", user);
        variables.put("CLOUDOPS_GIT_PASSWORD", password);
        // No helper of the machine may keep the password, or answer before us.
        variables.put("GIT_CONFIG_COUNT", "1");
        variables.put("GIT_CONFIG_KEY_0", "credential.helper");
        variables.put("GIT_CONFIG_VALUE_0", "");
        if (!key.isEmpty()) {
            variables.put("SSH_ASKPASS", askpass);
            variables.put("SSH_ASKPASS_REQUIRE", "force");
            variables.put("DISPLAY", "none:0");
            // Git hands this to a shell; the path is ours, but may have spaces in it.
            variables.put("GIT_SSH_COMMAND", "ssh -o IdentitiesOnly=yes -o NumberOfPasswordPrompts=1 -i "
                    + ShellWords.quote(directory + "/" + KEY));
        }
        return variables;
    }
}
