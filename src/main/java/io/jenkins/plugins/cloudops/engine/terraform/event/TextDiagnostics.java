package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the diagnostics in what commands without {@code -json} print, such as {@code init} and {@code workspace}: blocks
 * that begin with {@code Error:} or {@code Warning:} on a line of their own, with or without colours and boxes. The detail
 * keeps the line breaks that Terraform made at 78 columns. A block goes on to the next one or to the end, so that output
 * of another kind after it becomes part of its detail.
 */
public final class TextDiagnostics {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern BOX = Pattern.compile("^│ ?");
    private static final Pattern START = Pattern.compile("(Error|Warning): (\\S.*)");
    private static final Pattern WITH = Pattern.compile("  with (.+),");
    private static final Pattern ON = Pattern.compile("  on (.+) line (\\d{1,9})(?:, in (.+))?:");
    private static final Pattern CODE = Pattern.compile(" *(\\d{1,9}): (.*)");
    private static final String VALUE = "    │ ";
    private static final String RULE = "    ├──";

    private final List<String> lines;
    private int at;

    private TextDiagnostics(List<String> lines) {
        this.lines = lines;
    }

    /** @return in the order of the output; empty when it has none, as after a message that is not a diagnostic */
    public static List<Diagnostic> find(String output) {
        List<String> lines = COLOUR.matcher(output)
                .replaceAll("")
                .lines()
                .map(line -> line.equals("╷") || line.equals("╵") ? "" : BOX.matcher(line).replaceFirst(""))
                .toList();
        TextDiagnostics text = new TextDiagnostics(lines);
        List<Diagnostic> found = new ArrayList<>();
        while (text.at < lines.size()) {
            if (text.starts()) {
                found.add(text.diagnostic());
            } else {
                text.at++;
            }
        }
        return found;
    }

    private boolean starts() {
        return START.matcher(lines.get(at)).matches() && (at == 0 || lines.get(at - 1).isBlank());
    }

    private Diagnostic diagnostic() {
        Matcher start = START.matcher(lines.get(at++));
        start.matches();
        Severity severity = start.group(1).equals("Error") ? Severity.ERROR : Severity.WARNING;
        StringBuilder summary = new StringBuilder(start.group(2).strip());
        while (at < lines.size() && !lines.get(at).isBlank()) {
            summary.append(' ').append(lines.get(at++).strip());
        }
        skipBlank();
        String address = "";
        String file = "";
        int line = 0;
        Snippet snippet = Snippet.NONE;
        Matcher with = at < lines.size() ? WITH.matcher(lines.get(at)) : null;
        if (with != null && with.matches()) {
            address = with.group(1);
            at++;
        }
        Matcher on = at < lines.size() ? ON.matcher(lines.get(at)) : null;
        if (on != null && on.matches()) {
            file = on.group(1);
            line = Integer.parseInt(on.group(2));
            at++;
            snippet = snippet(on.group(3) == null ? "" : on.group(3));
        }
        return new Diagnostic(severity, summary.toString(), detail(), address, file, line, snippet);
    }

    private Snippet snippet(String context) {
        List<String> code = new ArrayList<>();
        List<String> values = new ArrayList<>();
        int startLine = 0;
        for (; at < lines.size() && !lines.get(at).isBlank(); at++) {
            String line = lines.get(at);
            Matcher numbered = CODE.matcher(line);
            if (line.startsWith(VALUE)) {
                values.add(line.substring(VALUE.length()));
            } else if (!line.startsWith(RULE) && numbered.matches()) {
                startLine = startLine == 0 ? Integer.parseInt(numbered.group(1)) : startLine;
                code.add(numbered.group(2));
            }
        }
        return code.isEmpty() ? Snippet.NONE : new Snippet(String.join("\n", code), startLine, context, values);
    }

    private String detail() {
        skipBlank();
        List<String> detail = new ArrayList<>();
        while (at < lines.size() && !starts()) {
            detail.add(lines.get(at++).stripTrailing());
        }
        return String.join("\n", detail).stripTrailing();
    }

    private void skipBlank() {
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
    }
}
