package io.jenkins.plugins.cloudops.store;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tool said in a plan or an apply, as it is kept with its build: redacted, each once, at most {@value #MOST} of a
 * kind.
 *
 * @param id of the plan or the apply
 */
public record StoredDiagnostics(String id, List<Said> errors, List<Said> warnings) {

    static final int MOST = 20;
    private static final int MOST_DETAIL = 4_000;

    public StoredDiagnostics {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** Nothing was said. */
    public static StoredDiagnostics none(String id) {
        return new StoredDiagnostics(id, List.of(), List.of());
    }

    /** What was found, once each. */
    public static StoredDiagnostics of(String id, List<Diagnostic> errors, List<Diagnostic> warnings) {
        return new StoredDiagnostics(id, once(errors), once(warnings));
    }

    public boolean isEmpty() {
        return errors.isEmpty() && warnings.isEmpty();
    }

    private static List<Said> once(List<Diagnostic> all) {
        Map<Said, Integer> counts = new LinkedHashMap<>();
        for (Diagnostic diagnostic : all) {
            String file = diagnostic.file().isEmpty() ? "" : diagnostic.file() + ":" + diagnostic.line();
            String detail = diagnostic.detail();
            counts.merge(new Said(diagnostic.summary(), detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL) + "…",
                    diagnostic.address().isEmpty() ? file : diagnostic.address(), 1), 1, Integer::sum);
        }
        List<Said> once = new ArrayList<>();
        counts.forEach((said, count) -> {
            if (once.size() < MOST) {
                once.add(new Said(said.summary(), said.detail(), said.where(), count));
            }
        });
        return once;
    }

    /**
     * One of them.
     *
     * @param summary one line
     * @param detail any number of lines, or empty
     * @param where the resource, or the file with its line, or empty
     * @param count how often it was said
     */
    public record Said(String summary, String detail, String where, int count) {
    }
}
