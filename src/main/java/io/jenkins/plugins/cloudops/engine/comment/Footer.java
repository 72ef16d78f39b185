package io.jenkins.plugins.cloudops.engine.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a comment comes from, in small print. */
final class Footer {

    private static final int SHORT_COMMIT = 10;
    private static final int SHORT_DIGEST = 16;
    private static final int MAX_NAME = 80;

    private final Markdown markdown;

    Footer(Markdown markdown) {
        this.markdown = markdown;
    }

    /** The build, its commit and its trace, and of a single stack also what {@link #of(Place)} says; "" if nothing is known. */
    String of(BuildFacts build, List<StackPart> stacks) {
        List<String> facts = new ArrayList<>();
        add(facts, build(build));
        add(facts, build.commit().isEmpty() ? "" : Messages.Footer_commit(commit(build)));
        if (stacks.size() == 1) {
            facts.addAll(facts(stacks.get(0).place()));
        }
        add(facts, build.traceId().isEmpty() ? "" : Messages.Footer_trace(markdown.link(code(build.traceId()), build.traceUrl())));
        return String.join(" · ", facts);
    }

    /** Terraform's workspace, the tool, the digest of the plan; "" if nothing is known. */
    String of(Place place) {
        return String.join(" · ", facts(place));
    }

    /** The build and its commit. */
    String inBrackets(BuildFacts build) {
        List<String> facts = new ArrayList<>();
        add(facts, build(build));
        add(facts, build.commit().isEmpty() ? "" : commit(build));
        return facts.isEmpty() ? "" : " (" + String.join(", ", facts) + ")";
    }

    private String build(BuildFacts build) {
        return build.name().isEmpty() ? "" : markdown.link(code(build.name()), build.url());
    }

    private String commit(BuildFacts build) {
        return markdown.link(code(cut(build.commit(), SHORT_COMMIT)), build.commitUrl());
    }

    private List<String> facts(Place place) {
        List<String> facts = new ArrayList<>();
        add(facts, place.workspace().isEmpty() ? "" : Messages.Footer_workspace(code(place.workspace())));
        if (!place.toolVersion().isEmpty()) {
            String tofu = place.tool().toLowerCase(Locale.ROOT).contains("tofu") ? "OpenTofu" : "Terraform";
            facts.add(tofu + " " + code(place.toolVersion()));
        }
        add(facts, place.digest().isEmpty() ? "" : Messages.Footer_plan(code(cut(place.digest(), SHORT_DIGEST))));
        return facts;
    }

    private String code(String text) {
        return markdown.code(text, MAX_NAME);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static void add(List<String> facts, String fact) {
        if (!fact.isEmpty()) {
            facts.add(fact);
        }
    }
}
