package io.jenkins.plugins.cloudops.engine.terraform.gate;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which gates a plan breaks. A finding for each setting that is broken, in the order limits, protect, requiredTags, forbid.
 *
 * @param broken what stops the plan
 * @param warnings what does not, but cannot be told before the apply
 */
public record GateReport(List<Finding> broken, List<Finding> warnings) implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_NAMED = 5;

    /** When there were no gates. */
    public static final GateReport PASSED = new GateReport(List.of(), List.of());

    /** Which of the settings it is. */
    public enum Rule {
        LIMITS("limits"),
        PROTECT("protect"),
        REQUIRED_TAGS("requiredTags"),
        FORBID("forbid");

        private final String setting;

        Rule(String setting) {
            this.setting = setting;
        }

        /** The name of the setting, as users write it. */
        public String setting() {
            return setting;
        }
    }

    /**
     * One broken setting.
     *
     * @param setting its value: {@code delete: 0}, a pattern, the tags
     * @param total how many resources break it; exact
     * @param listed the first {@value GateCheck#MAX_LISTED} of them, in the order of the plan
     */
    public record Finding(Rule rule, String setting, int total, List<Entry> listed) implements Serializable {

        private static final long serialVersionUID = 1L;

        public Finding {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(setting, "setting");
            listed = List.copyOf(listed);
        }
    }

    /**
     * One resource.
     *
     * @param what is planned for it, {@code replace}; for {@code requiredTags}, the tags that it lacks
     */
    public record Entry(String address, String what) implements Serializable {

        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return address + " (" + what + ")";
        }
    }

    public GateReport {
        broken = List.copyOf(broken);
        warnings = List.copyOf(warnings);
    }

    public boolean passed() {
        return broken.isEmpty();
    }

    /** The same without secrets: a value that is secret in one resource can be the key of another. */
    public GateReport redacted(Redactor redactor) {
        return new GateReport(redacted(broken, redactor), redacted(warnings, redactor));
    }

    private static List<Finding> redacted(List<Finding> findings, Redactor redactor) {
        return findings.stream()
                .map(finding -> new Finding(finding.rule(), finding.setting(), finding.total(), finding.listed().stream()
                        .map(entry -> new Entry(redactor.redact(entry.address()), entry.what()))
                        .toList()))
                .toList();
    }

    /** For the console: a line for each finding, and one for each of its resources, indented. Harmless for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        broken.forEach(finding -> lines(broken(finding), finding, lines));
        warnings.forEach(finding -> lines(Messages.GateReport_unknownTags(finding.total(), finding.setting()), finding, lines));
        return lines.stream().map(Printable::line).toList();
    }

    /** For an exception: all findings on one line, each with the first of its resources. */
    public String summary() {
        return Printable.line(broken.stream().map(GateReport::summary).collect(Collectors.joining(" ")));
    }

    private static String summary(Finding finding) {
        List<Entry> first = finding.listed().subList(0, Math.min(MOST_NAMED, finding.listed().size()));
        int more = finding.total() - first.size();
        return broken(finding) + first.stream().map(entry -> " " + entry).collect(Collectors.joining(","))
                + (more > 0 ? ", " + Messages.GateReport_more(more) : "") + ".";
    }

    /** What is wrong, or not sure, without the resources. */
    public String sentence(Finding finding) {
        return Printable.line(broken.contains(finding) ? broken(finding) : Messages.GateReport_unknownTags(finding.total(), finding.setting()));
    }

    private static String broken(Finding finding) {
        return switch (finding.rule()) {
            case LIMITS -> Messages.GateReport_limits(finding.total(), finding.setting());
            case PROTECT -> Messages.GateReport_protect(finding.total(), finding.setting());
            case REQUIRED_TAGS -> Messages.GateReport_requiredTags(finding.total(), finding.setting());
            case FORBID -> Messages.GateReport_forbid(finding.total(), finding.setting());
        };
    }

    private static void lines(String sentence, Finding finding, List<String> into) {
        into.add(sentence);
        finding.listed().forEach(entry -> into.add("  " + entry));
        int more = finding.total() - finding.listed().size();
        if (more > 0) {
            into.add("  " + Messages.GateReport_more(more));
        }
    }
}
