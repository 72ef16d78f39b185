package io.jenkins.plugins.cloudops.canary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Forty secrets of many shapes that exist nowhere else. They are made when a test runs, from a seed, so that no file of
 * this project has one of them.
 */
public final class Canaries {

    public static final int COUNT = 40;

    private static final String LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Random random;
    private final List<String> values = new ArrayList<>();

    private Canaries(long seed) {
        random = new Random(seed);
        plain();
        signs();
        lines();
        documents();
        if (values.size() != COUNT) {
            throw new IllegalStateException("There are " + values.size());
        }
    }

    /** Always the same of one seed, and no two alike. */
    public static List<String> of(long seed) {
        return List.copyOf(new Canaries(seed).values);
    }

    private void plain() {
        add(word(12));
        add(word(64));
        add(word(8));
        add("  " + word(14) + "  ");
        add(word(9) + " " + word(7) + " " + word(8) + " " + word(9));
        add(digits(16));
        add("-" + word(16));
        add("--" + word(6) + "=" + word(10));
        add(word(4_096));
        add(word(10) + "==");
    }

    private void signs() {
        add(word(7) + "\"" + word(7) + "\"");
        add(word(7) + "\\" + word(7) + "\\n" + word(3));
        add(word(7) + "<" + word(4) + "&" + word(4) + ">");
        add(word(7) + "'" + word(7) + "'");
        add(word(7) + "${" + word(5) + "}" + word(3));
        add(word(7) + "%{" + word(5) + "}" + word(3));
        add("$" + word(9) + "`" + word(4) + "`$(" + word(5) + ")");
        add(word(7) + "%20" + word(5) + "%");
        add(word(6) + ";" + word(4) + "|" + word(4) + "&&" + word(4) + "#" + word(3));
        add(word(6) + "*" + word(4) + "?[" + word(4) + "]!~");
        add("^(" + word(7) + "|" + word(5) + ")+.*$");
        add(word(6) + "\t" + word(8));
        add("p@" + word(6) + ":" + word(5) + "/" + word(5) + "?a=" + word(4) + "+" + word(3));
        add(word(6) + "é" + word(5) + "ß日本" + word(4));
        add(word(6) + "🙂" + word(6) + "🚀");
        add(word(5) + "\\\"\\'" + word(6) + "\\\\");
        add("\"" + word(15) + "\"");
        add("{{" + word(8) + "}} <% " + word(6) + " %>");
        add(word(6) + "\u2028" + word(6));
        add("-----" + word(12) + "-----");
    }

    private void lines() {
        add(word(20) + "\n" + word(20) + "\n");
        add(word(20) + "\r\n" + word(20) + "\r\n" + word(16));
        add(pem("PRIVATE " + "KEY", 800));
        add(pem("CERTIFICATE", 200));
        add("[" + word(7) + "]\nid = " + word(18) + "\nkey = " + word(30) + "\n");
    }

    private void documents() {
        add("{\"user\":\"" + word(14) + "\",\"password\":\"" + word(14) + "\\n\\u00e9\"}");
        add("{\n  \"type\": \"" + word(14) + "\",\n  \"list\": [\n    \"" + word(18) + "\"\n  ]\n}\n");
        add("<config a=\"" + word(12) + "\"><b>" + word(12) + "</b></config>");
        add("k" + word(5) + "=" + word(12) + "&t" + word(5) + "=" + word(12));
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        add(Base64.getEncoder().encodeToString(bytes) + "=");
    }

    private String pem(String kind, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder();
        random.ints(length, 0, LETTERS.length()).forEach(at -> word.append(LETTERS.charAt(at)));
        return word.toString();
    }

    private String digits(int length) {
        StringBuilder digits = new StringBuilder("7");
        random.ints(length - 1, 0, 10).forEach(digits::append);
        return digits.toString();
    }

    private void add(String value) {
        values.add(value);
    }
}
