package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the backend said, in the details that Terraform and OpenTofu write about locks ({@code internal/command/clistate}). */
final class ErrorMessage {

    static final int MAX_MESSAGE = 2000;

    private static final Pattern MESSAGE = Pattern.compile(
            "^Error message:(.*?)(?:^Lock Info:$.*|\\s*^\\S+ acquires a (?:state )?lock\\b.*)?\\z", Pattern.DOTALL | Pattern.MULTILINE);

    private ErrorMessage() {}

    /** On one line, so that it does not matter whether it was wrapped; "" when the backend said nothing. */
    static String of(String detail) {
        Matcher message = MESSAGE.matcher(detail.strip());
        String line = Printable.line((message.find() ? message.group(1) : detail).strip().replaceAll("\\s+", " "));
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
