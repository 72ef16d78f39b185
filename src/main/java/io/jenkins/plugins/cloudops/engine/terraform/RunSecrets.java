package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.redact.SecretNames;
import io.jenkins.plugins.cloudops.engine.redact.SecretsFile;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known to be secret in one run, in the run directory (mode 0700), in files of mode 0600: whatever is read there for
 * the controller passes these values first. They never travel back themselves, but for being sealed with a saved plan, so
 * that whoever applies it knows them.
 */
public final class RunSecrets {

    /** What this run has come to know. */
    public static final String FILE = "secrets.jsonl";
    /** What the run that made a saved plan knew; empty, or not there. */
    public static final String PLANNED = "planned-secrets.jsonl";

    private static final Pattern PASSWORD = Pattern.compile("://[^/@:\\s]*:([^/@\\s]+)@");

    private RunSecrets() {}

    /** All that is known so far. */
    public static SensitiveValues in(Path directory) throws IOException {
        SensitiveValues values = new SensitiveValues();
        new SecretsFile(directory.resolve(FILE)).into(values);
        new SecretsFile(directory.resolve(PLANNED)).into(values);
        return values;
    }

    /** Notes what became known. */
    public static void keep(Path directory, SensitiveValues values) throws IOException {
        new SecretsFile(directory.resolve(FILE)).write(values);
    }

    /**
     * What is known before anything runs: what is bound, the values of variables that are declared sensitive, the settings
     * of a backend and the variables of the environment whose names tell it.
     *
     * @param stack its absolute path
     * @param environment what the surrounding build adds to the environment
     * @param bound values of credentials
     */
    public static SensitiveValues before(Path stack, PlanRequest request, Map<String, String> environment, List<String> bound)
            throws IOException {
        SensitiveValues values = new SensitiveValues();
        bound.forEach(values::addBound);
        SensitiveVariables variables = SensitiveVariables.of(stack, values);
        for (String file : request.varFiles()) {
            if (Files.isReadable(stack.resolve(file))) {
                variables.file(stack.resolve(file));
            }
        }
        variables.values(request.vars().asMap());
        variables.environment(environment);
        variables.environment(request.environment());
        byName(environment, values);
        byName(request.environment(), values);
        byName(request.backendValues().asMap(), values);
        for (String file : request.backendFiles()) {
            if (Files.isReadable(stack.resolve(file))) {
                SensitiveVariables.settings(stack.resolve(file), (name, value) -> setting(name, value, values));
            }
        }
        SensitiveVariables.backends(stack, (name, value) -> setting(name, value, values));
        return values;
    }

    /** Collects from settings or variables whose names tell that they are secret, and the passwords in addresses. */
    public static void byName(Map<String, ?> settings, SensitiveValues into) {
        settings.forEach((name, value) -> {
            if (value instanceof Map<?, ?> block) {
                block.forEach((key, inner) -> byName(Map.of(String.valueOf(key), inner == null ? "" : inner), into));
            } else if (value instanceof List<?> list) {
                list.forEach(element -> byName(Map.of(name, element == null ? "" : element), into));
            } else if (value != null) {
                setting(name, value.toString(), into);
            }
        });
    }

    private static void setting(String name, String value, SensitiveValues into) {
        if (SecretNames.isMasked(name) && !isFile(value)) {
            into.add(value);
        }
        Matcher password = PASSWORD.matcher(value);
        while (password.find()) {
            into.add(password.group(1));
            try {
                into.add(URLDecoder.decode(password.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notEncoded) {
                // It is known as it is.
            }
        }
    }

    /* Such as TOKEN_FILE, which is no secret, and stands in many a message. */
    private static boolean isFile(String value) {
        try {
            return value.startsWith("/") && Files.exists(Path.of(value));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
