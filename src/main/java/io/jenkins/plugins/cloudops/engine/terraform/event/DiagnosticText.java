package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.redact.Printable;

/**
 * Writes a diagnostic as Terraform does without colours ({@code internal/command/format/diagnostic.go}), except that it
 * does not wrap lines, and that no character of it can act on a terminal. Not more than {@value #MAX_DETAIL} characters of
 * the detail and {@value #MAX_CODE} of the source are shown.
 */
public final class DiagnosticText {

    static final int MAX_DETAIL = 20_000;
    static final int MAX_CODE = 4_000;
    static final int MAX_SENTENCE = 500;

    private DiagnosticText() {}

    /** Several lines, each ended by {@code \n}. */
    public static String of(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder(diagnostic.severity().word())
                .append(": ")
                .append(Printable.line(cut(diagnostic.summary(), MAX_DETAIL)))
                .append("\n\n");
        int before = out.length();
        if (!diagnostic.address().isEmpty()) {
            out.append("  with ").append(Printable.line(diagnostic.address())).append(",\n");
        }
        if (!diagnostic.file().isEmpty()) {
            source(diagnostic, out);
        }
        out.append(out.length() > before ? "\n" : "");
        if (!diagnostic.detail().isBlank()) {
            out.append(Printable.text(cut(diagnostic.detail(), MAX_DETAIL)).stripTrailing()).append('\n');
        }
        return out.toString();
    }

    /**
     * The diagnostic as one sentence for an exception's message: {@code Invalid reference: A reference to … (main.tf line
     * 3)}, at most about {@value #MAX_SENTENCE} characters.
     */
    public static String oneLine(Diagnostic diagnostic) {
        String detail = cut(diagnostic.detail().strip().replaceAll("\\s+", " "), MAX_SENTENCE);
        String place = !diagnostic.file().isEmpty()
                ? " (" + diagnostic.file() + " line " + diagnostic.line() + ")"
                : !diagnostic.address().isEmpty() ? " (" + diagnostic.address() + ")" : "";
        String summary = cut(diagnostic.summary().strip(), MAX_SENTENCE);
        return Printable.line(summary + (detail.isEmpty() ? "" : ": " + detail) + place);
    }

    private static void source(Diagnostic diagnostic, StringBuilder out) {
        Diagnostic.Snippet snippet = diagnostic.snippet();
        out.append("  on ").append(Printable.line(diagnostic.file())).append(" line ").append(diagnostic.line());
        if (snippet.code().isEmpty()) {
            out.append(":\n  (source code not available)\n");
            return;
        }
        out.append(snippet.context().isEmpty() ? "" : ", in " + Printable.line(snippet.context())).append(":\n");
        int number = snippet.startLine();
        for (String line : cut(snippet.code(), MAX_CODE).split("\r?\n", -1)) {
            out.append(String.format("%4d: %s%n", number++, Printable.text(line)).replace(System.lineSeparator(), "\n"));
        }
        if (!snippet.values().isEmpty()) {
            out.append("    ├────────────────\n");
            snippet.values().forEach(value ->
                    out.append("    │ ").append(Printable.line(cut(value, MAX_CODE))).append('\n'));
        }
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
    }
}
