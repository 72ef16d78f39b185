package io.jenkins.plugins.cloudops.engine.terraform.event;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * An error or a warning of Terraform or OpenTofu, as the {@code diagnostic} of the {@code -json} stream has it. Texts are
 * as they came: what shows them redacts them, and {@link DiagnosticText} makes them harmless for a console.
 *
 * @param summary one line
 * @param detail any number of lines; ""
 * @param address of the resource that it is about, or ""
 * @param file the file it points to, relative to the stack, or ""
 * @param line the line in that file, from 1; 0 without a file
 * @param snippet the source it points to, or {@link Snippet#NONE}
 */
public record Diagnostic(
        Severity severity, String summary, String detail, String address, String file, int line, Snippet snippet)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public enum Severity {
        ERROR("Error"),
        WARNING("Warning");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** The word that Terraform prints. */
        public String word() {
            return word;
        }
    }

    /**
     * A piece of source.
     *
     * @param code one or more lines; "" when there is none
     * @param startLine the number of the first of them, from 1
     * @param context the block around it, {@code resource "aws_instance" "web"}, or ""
     * @param values what expressions in it were, as sentences: {@code var.size is 3}
     */
    public record Snippet(String code, int startLine, String context, List<String> values) implements Serializable {

        private static final long serialVersionUID = 1L;

        public static final Snippet NONE = new Snippet("", 0, "", List.of());

        public Snippet {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(context, "context");
            values = List.copyOf(values);
        }
    }

    public Diagnostic {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(snippet, "snippet");
    }

    /** The same diagnostic with every text passed through the redactor; where it is, stays. */
    public Diagnostic redacted(Redactor redactor) {
        return new Diagnostic(
                severity,
                redactor.redact(summary),
                redactor.redact(detail),
                redactor.redact(address),
                file,
                line,
                new Snippet(
                        redactor.redact(snippet.code()),
                        snippet.startLine(),
                        redactor.redact(snippet.context()),
                        snippet.values().stream().map(redactor::redact).toList()));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
