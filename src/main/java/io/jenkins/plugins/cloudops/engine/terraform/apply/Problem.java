package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A diagnostic, once, however often it was said: a stopped apply says {@code execution halted} for each resource.
 *
 * @param diagnostic as it was said first
 * @param count how often it was said with the same words of the same place, for whatever resource
 * @param addresses the resources it was said of, at most {@value #MAX_ADDRESSES}
 */
public record Problem(Diagnostic diagnostic, int count, List<String> addresses) implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int MAX_ADDRESSES = 20;

    public Problem {
        Objects.requireNonNull(diagnostic, "diagnostic");
        addresses = List.copyOf(addresses);
    }

    Problem redacted(Redactor redactor) {
        return new Problem(diagnostic.redacted(redactor), count, addresses.stream().map(redactor::redact).toList());
    }
}
