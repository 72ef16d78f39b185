package io.jenkins.plugins.cloudops.canary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Searches files for canaries. The other way round than the redactor, so that it is not the same mistake twice: it makes
 * no forms, it decodes what it reads (escapes, percents, entities, base64, line breaks, in turns), leaves out everything
 * but ASCII letters and digits, and looks there for pieces of each canary's letters and digits.
 */
public final class CanarySearch {

    /** So many letters and digits in a row are enough to tell a canary; random ones of that number meet by no chance. */
    static final int PIECE = 10;

    private static final int DEEPEST = 3;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{10,}");
    private static final Pattern BROKEN = Pattern.compile("(?:\\s|\u001b\\[[0-9;]*m|│|\\\\+[nr]|&#(?:10|13|xA|xD|xa|xd);|(?<=\\s)[+~-] )+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\+u([0-9a-fA-F]{4})|\\\\+[nrtbf]|%([0-9a-fA-F]{2})|&#x?([0-9a-fA-F]{1,4});|&(?:lt|gt|amp|quot|apos);");

    /**
     * One find.
     *
     * @param canary the index of it, from 0; the value is never told
     * @param form how it was written: {@code text}, or what was decoded, such as {@code text/base64}
     */
    public record Hit(String file, int canary, String form) {}

    private final List<Set<String>> pieces = new ArrayList<>();

    public CanarySearch(List<String> canaries) {
        for (String canary : canaries) {
            String letters = letters(decoded(canary));
            Set<String> some = new HashSet<>();
            // Not overlapping: a find has at least one of them if it has twice as many letters of a canary in a row.
            for (int at = 0; at + PIECE <= letters.length(); at += PIECE) {
                some.add(letters.substring(at, at + PIECE));
            }
            if (some.isEmpty()) {
                some.add(letters);
            }
            pieces.add(some);
        }
        // The words of a PEM file and the like are no secrets.
        pieces.forEach(some -> some.removeIf(piece -> piece.matches(".*(BEGIN|PRIVATE|CERTIF|ENDPRI|ENDCER).*")));
    }

    /** Below a directory, in names of files too. */
    public List<Hit> tree(Path root) throws IOException {
        List<Hit> hits = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString();
            text(name, name + " (its name)", "text", 0, hits);
            if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                bytes(content(file), name, "text", 0, hits);
            }
        }
        return List.copyOf(new java.util.LinkedHashSet<>(hits));
    }

    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            // Written under another name, and moved to the one that it has.
            return new byte[0];
        }
    }

    /** In bytes that are no file, such as a comment or a span that was sent. */
    public List<Hit> bytes(String name, byte[] bytes) throws IOException {
        List<Hit> hits = new ArrayList<>();
        bytes(bytes, name, "text", 0, hits);
        return List.copyOf(new java.util.LinkedHashSet<>(hits));
    }

    private void bytes(byte[] bytes, String file, String form, int depth, List<Hit> hits) throws IOException {
        if (depth <= DEEPEST && bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            bytes(whole(new GZIPInputStream(new ByteArrayInputStream(bytes))), file, form + "/gzip", depth + 1, hits);
        } else if (depth <= DEEPEST && bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    bytes(zip.readAllBytes(), file + "!" + entry.getName(), form + "/zip", depth + 1, hits);
                }
            }
        }
        text(new String(bytes, StandardCharsets.UTF_8), file, form, depth, hits);
        if (contains(bytes, (byte) 0)) {
            text(new String(bytes, StandardCharsets.UTF_16LE), file, form + "/utf16", depth, hits);
            text(new String(bytes, StandardCharsets.UTF_16BE), file, form + "/utf16", depth, hits);
        }
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    /* A file that was cut is searched as far as it goes. */
    private static byte[] whole(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (java.io.EOFException | java.util.zip.ZipException cut) {
            // As far as it goes.
        }
        return out.toByteArray();
    }

    private void text(String text, String file, String form, int depth, List<Hit> hits) throws IOException {
        look(letters(text), file, form, hits);
        String decoded = decoded(text);
        if (!decoded.equals(text)) {
            look(letters(decoded), file, form + "/escaped", hits);
        }
        if (depth >= DEEPEST) {
            return;
        }
        for (String each : new HashSet<>(List.of(text, decoded, joined(text)))) {
            Matcher base64 = BASE64.matcher(each);
            while (base64.find()) {
                String word = base64.group().replace('-', '+').replace('_', '/');
                for (int shift = 0; shift < 4; shift++) {
                    int length = word.length() - shift - ((word.length() - shift) % 4 == 1 ? 1 : 0);
                    if (length >= PIECE) {
                        byte[] bytes = Base64.getDecoder().decode(word.substring(shift, shift + length));
                        bytes(bytes, file, form + "/base64", depth + 1, hits);
                    }
                }
            }
        }
    }

    private void look(String letters, String file, String form, List<Hit> hits) {
        Set<Integer> found = new TreeSet<>();
        for (int canary = 0; canary < pieces.size(); canary++) {
            if (pieces.get(canary).stream().anyMatch(letters::contains)) {
                found.add(canary);
            }
        }
        found.forEach(canary -> hits.add(new Hit(file, canary, form)));
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(c -> c < 0x80 && Character.isLetterOrDigit(c)).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static String joined(String text) {
        return BROKEN.matcher(text).replaceAll("");
    }

    /* Escapes become spaces where they stand for no letter, so that their own letters do not stay. */
    private static String decoded(String text) {
        String before = text;
        for (int i = 0; i < 3; i++) {
            String after = ESCAPE.matcher(before).replaceAll(match -> {
                if (match.group(1) != null) {
                    char c = (char) Integer.parseInt(match.group(1), 16);
                    return Matcher.quoteReplacement(String.valueOf(c));
                }
                if (match.group(2) != null) {
                    int c = Integer.parseInt(match.group(2), 16);
                    return c < 0x80 ? Matcher.quoteReplacement(String.valueOf((char) c)) : " ";
                }
                return " ";
            });
            if (after.equals(before)) {
                return before;
            }
            before = after;
        }
        return before;
    }
}
