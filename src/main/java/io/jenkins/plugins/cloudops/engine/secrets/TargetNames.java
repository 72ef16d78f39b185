package io.jenkins.plugins.cloudops.engine.secrets;

import java.util.Locale;
import java.util.regex.Pattern;

/** What secrets and their keys are called at a target: made from the names at the source, and checked. */
final class TargetNames {

    /** A subdomain of RFC 1123, as Kubernetes wants it for the name of a Secret. */
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
    private static final int LONGEST = 253;
    private static final Pattern KUBERNETES_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-z0-9.-]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NOT_IN_A_VARIABLE = Pattern.compile("[^A-Za-z0-9]+");

    private TargetNames() {
    }

    /** The name without the source's prefix; the last part of it if nothing else is left. */
    static String shortName(String source, String prefix) {
        String rest = source.startsWith(prefix) ? source.substring(prefix.length()) : source;
        rest = rest.replaceAll("^/+|/+$", "");
        return rest.isEmpty() ? source.replaceAll("/+$", "").replaceAll("^.*/", "") : rest;
    }

    /**
     * What a secret is called that no map names.
     *
     * @throws SecretsProblem if it cannot be
     */
    static String kubernetesName(String source, String prefix) {
        String name = NOT_IN_A_NAME.matcher(shortName(source, prefix).toLowerCase(Locale.ROOT)).replaceAll("-");
        if (!isKubernetesName(name)) {
            throw SecretsProblem.setting(Messages.TargetNames_cannot(Visible.of(source), Visible.of(name)));
        }
        return name;
    }

    static boolean isKubernetesName(String name) {
        return name.length() <= LONGEST && SUBDOMAIN.matcher(name).matches();
    }

    static boolean isKubernetesKey(String key) {
        return KUBERNETES_KEY.matcher(key).matches() && !key.equals(".") && !key.equals("..");
    }

    /** {@code <SECRET>_<KEY>} in upper snake case; without the key if there is none. */
    static String variable(String name, String key) {
        String text = key.isEmpty() ? name : name + "_" + key;
        String snake = NOT_IN_A_VARIABLE.matcher(HUMP.matcher(text).replaceAll("_")).replaceAll("_").replaceAll("^_+|_+$", "")
                .toUpperCase(Locale.ROOT);
        return snake.isEmpty() || Character.isDigit(snake.charAt(0)) ? "_" + snake : snake;
    }
}
