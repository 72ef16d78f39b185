package io.jenkins.plugins.cloudops.engine.process;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Writes environment variables as a file that a POSIX shell sources: one {@code export NAME='value'}
 * for each. Values so reach a process without ever being an argument of another one.
 */
public final class EnvironmentFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** How Jenkins finds the processes of a build in order to kill them; a run of ours has its own. */
    private static final Set<String> COOKIES = Set.of("JENKINS_SERVER_COOKIE", "JENKINS_NODE_COOKIE", "BUILD_ID");

    /** Setting one of these ends a shell, or changes how it reads its script. */
    private static final Set<String> OF_THE_SHELL =
            Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "IFS", "OPTIND", "PPID", "SHELLOPTS", "UID");

    private static final String OF_OUR_SCRIPTS = "cloudops_";

    private EnvironmentFile() {
    }

    /** Whether a shell can export a variable of this name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether {@link #render} writes a variable of this name. */
    public static boolean isExported(String name) {
        return isName(name) && !COOKIES.contains(name) && !OF_THE_SHELL.contains(name) && !name.startsWith(OF_OUR_SCRIPTS);
    }

    /** Takes variables away that the shell has from whoever started it. */
    public static String without(Collection<String> names) {
        return "unset " + String.join(" ", new TreeSet<>(names)) + "\n";
    }

    /**
     * Renders the variables, sorted by name. A name that a shell cannot export or keeps for itself is
     * left out, as are the cookies by which Jenkins kills.
     */
    public static String render(Map<String, String> variables) {
        StringBuilder file = new StringBuilder();
        new TreeMap<>(variables).forEach((name, value) -> {
            if (isExported(name) && value != null && value.indexOf('\0') < 0) {
                file.append("export ").append(name).append('=').append(ShellWords.quote(value)).append('\n');
            }
        });
        return file.toString();
    }
}
