package io.jenkins.plugins.cloudops.engine.lock;

import java.util.regex.Pattern;

/** Tells by its name whether a setting holds a secret. */
final class SecretNames {

    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(passw|pwd|secret(?!_suffix)|token|credential|private|passphrase|signature|assertion|auth|certificate|_pem"
                    + "|access_?key|api_?key|encryption_?key|customer_?key|sas_).*|(?i)(sig|sas|pass|user(name)?|login|jwt)");

    private SecretNames() {}

    static boolean match(String name) {
        return SECRET.matcher(name).matches();
    }
}
