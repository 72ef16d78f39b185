package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of each provider a dependency lock file selects. Its hashes do not count: {@code init}
 * adds those of its own platform to them.
 */
public final class DependencyLock {

    public static final String FILE = ".terraform.lock.hcl";

    private static final Pattern PROVIDER =
            Pattern.compile("^provider\\s+\"([^\"]+)\"\\s*\\{(.*?)^\\}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("^\\s*version\\s*=\\s*\"([^\"]+)\"", Pattern.MULTILINE);
    private static final long LARGEST = 4L << 20;

    private DependencyLock() {
    }

    /** The versions by the provider's address, such as {@code registry.terraform.io/hashicorp/aws}; empty without a file. */
    public static Map<String, String> selections(Path stack) throws IOException {
        Path file = stack.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return Map.of();
        }
        Map<String, String> versions = new TreeMap<>();
        Matcher provider = PROVIDER.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        while (provider.find()) {
            Matcher version = VERSION.matcher(provider.group(2));
            versions.put(provider.group(1), version.find() ? version.group(1) : "");
        }
        return Collections.unmodifiableMap(versions);
    }
}
