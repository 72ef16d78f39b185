package io.jenkins.plugins.cloudops.engine.redact;

import java.util.regex.Pattern;

/** Tells by its name whether a setting or a variable holds a secret. */
public final class SecretNames {

    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(passw|pwd|secret(?!_suffix)|token|credential|private|passphrase|signature|assertion|auth|certificate|_pem"
                    + "|access_?key|api_?key|encryption_?key|customer_?key|sas_).*|(?i)(sig|sas|pass|user(name)?|login|jwt)");
    /* Fewer: values are masked wherever they stand, so names of users, PWD, GIT_AUTHOR_NAME and the like are none. */
    private static final Pattern MASKED = Pattern.compile(
            "(?i).*(passw|secret(?!_suffix)|token|credential|private_?key|passphrase|access_?key(?!_?id)|api_?key|encryption_?key"
                    + "|customer_?key|sas_|_pwd).*|(?i)(sig|sas|pass|jwt)");

    private SecretNames() {}

    /** Whether a setting must not be shown: names of users are among them. */
    public static boolean match(String name) {
        return SECRET.matcher(name).matches();
    }

    /** Whether the value of a setting or a variable is to be masked in texts that do not say where it comes from. */
    public static boolean isMasked(String name) {
        return MASKED.matcher(name).matches();
    }
}
