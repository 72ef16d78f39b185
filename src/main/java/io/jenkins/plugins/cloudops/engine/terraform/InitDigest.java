package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of what {@code init} depends on and can be read before it: the configuration files of
 * the stack and of the local modules that it uses, with theirs, the backend settings, and, where a
 * source is computed as OpenTofu allows, the variables. The version of the CLI, the lock file and
 * what {@code init} made are compared by the script itself.
 *
 * <p>What looks like a local source but is none does no harm: then more is read than necessary.
 */
final class InitDigest {

    private static final Pattern SOURCE = Pattern.compile("\\bsource\"?\\s*[=:]\\s*\"(\\.{1,2}(?:/[^\"\n]*)?)\"");
    private static final Pattern COMPUTED = Pattern.compile("\\bsource\"?\\s*[=:]\\s*(?:[a-z]|\"[^\"\n]*\\$\\{)");

    private final MessageDigest sha256;
    private final Set<Path> seen = new TreeSet<>();
    private boolean computed;

    private InitDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @param stack its absolute path
     * @return in hexadecimal digits, or empty if something could not be read
     */
    static String of(Path stack, PlanRequest request) {
        InitDigest digest = new InitDigest();
        try {
            digest.module(stack, stack);
            digest.add(request.backendValues().toJson());
            digest.files(stack, request.backendFiles());
            if (digest.computed) {
                digest.add(request.vars().toJson());
                digest.files(stack, request.varFiles());
            }
        } catch (IOException unreadable) {
            return "";
        }
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void module(Path stack, Path directory) throws IOException {
        // The real path, since links to a directory above can name it in endless ways.
        if (!Files.isDirectory(directory) || !seen.add(directory.toRealPath())) {
            return;
        }
        for (Path file : RootModule.configurationIn(directory)) {
            byte[] content = Files.readAllBytes(file);
            add(stack.relativize(file).toString());
            add(content);
            String text = new String(content, StandardCharsets.UTF_8);
            computed |= COMPUTED.matcher(text).find();
            Matcher source = SOURCE.matcher(text);
            while (source.find()) {
                module(stack, directory.resolve(source.group(1)).normalize());
            }
        }
    }

    private void files(Path stack, List<String> files) throws IOException {
        for (String file : files) {
            add(file);
            add(Files.readAllBytes(stack.resolve(file)));
        }
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With its length, so that no two lists of parts look the same. */
    private void add(byte[] part) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        sha256.update(part);
    }
}
