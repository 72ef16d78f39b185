package io.jenkins.plugins.cloudops.engine.terraform.gate;

import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Entry;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Finding;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport.Rule;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Tags;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Watch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Holds the changes of one plan against the gates while they are read. Of each finding, not more than
 * {@value #MAX_LISTED} addresses are kept, so that the memory does not grow with the plan. For one plan and one thread.
 */
public final class GateCheck implements Watch {

    static final int MAX_LISTED = 100;

    private static final Set<Action> DESTROYS = EnumSet.of(Action.DELETE, Action.REPLACE);
    private static final Set<Action> MAKES = EnumSet.of(Action.CREATE, Action.UPDATE, Action.REPLACE);

    private final Gates gates;
    private final Map<Action, Found> limited = new LinkedHashMap<>();
    private final Map<AddressPattern, Found> touched = new LinkedHashMap<>();
    private final Found untagged = new Found();
    private final Found unsure = new Found();
    private final Map<String, Found> forbidden = new LinkedHashMap<>();

    public GateCheck(Gates gates) {
        this.gates = Objects.requireNonNull(gates, "gates");
        // In the order of the settings, with those that nothing breaks.
        gates.limits().keySet().forEach(action -> limited.put(action, new Found()));
        gates.protect().forEach(pattern -> touched.put(pattern, new Found()));
        gates.forbid().forEach(type -> forbidden.put(type, new Found()));
    }

    @Override
    public boolean wanted() {
        return !gates.isEmpty();
    }

    @Override
    public void change(String address, String type, Change.Mode mode, Action action, Tags tags) {
        if (mode == Change.Mode.DATA) {
            return;
        }
        limit(action, address, action);
        if (action == Action.REPLACE) {
            limit(Action.DELETE, address, action);
        }
        if (DESTROYS.contains(action)) {
            touched.forEach((pattern, found) -> {
                if (pattern.matches(address)) {
                    found.add(address, action.word());
                }
            });
        }
        if (MAKES.contains(action)) {
            forbidden.forEach((pattern, found) -> {
                if (AddressPattern.glob(pattern, type)) {
                    found.add(address, action.word());
                }
            });
            tags(address, tags);
        }
    }

    private void limit(Action limitOf, String address, Action action) {
        Found found = limited.get(limitOf);
        if (found != null) {
            found.add(address, action.word());
        }
    }

    private void tags(String address, Tags tags) {
        if (!tags.there() || gates.requiredTags().isEmpty()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String tag : gates.requiredTags()) {
            if (!tags.names().contains(tag)) {
                (tags.unknown() || tags.unknownNames().contains(tag) ? unknown : missing).add(tag);
            }
        }
        if (!missing.isEmpty()) {
            untagged.add(address, String.join(", ", missing));
        }
        if (!unknown.isEmpty()) {
            unsure.add(address, String.join(", ", unknown));
        }
    }

    /** What was found until now. */
    public GateReport report() {
        List<Finding> broken = new ArrayList<>();
        limited.forEach((action, found) -> {
            int limit = gates.limits().get(action);
            if (found.total > limit) {
                broken.add(found.finding(Rule.LIMITS, action.word() + ": " + limit));
            }
        });
        touched.forEach((pattern, found) -> found.addTo(broken, Rule.PROTECT, pattern.toString()));
        String tags = String.join(", ", gates.requiredTags());
        untagged.addTo(broken, Rule.REQUIRED_TAGS, tags);
        forbidden.forEach((type, found) -> found.addTo(broken, Rule.FORBID, type));
        List<Finding> warnings = new ArrayList<>();
        unsure.addTo(warnings, Rule.REQUIRED_TAGS, tags);
        return new GateReport(broken, warnings);
    }

    private static final class Found {
        private final List<Entry> listed = new ArrayList<>();
        private int total;

        void add(String address, String what) {
            total++;
            if (listed.size() < MAX_LISTED) {
                listed.add(new Entry(address, what));
            }
        }

        Finding finding(Rule rule, String setting) {
            return new Finding(rule, setting, total, listed);
        }

        void addTo(List<Finding> findings, Rule rule, String setting) {
            if (total > 0) {
                findings.add(finding(rule, setting));
            }
        }
    }
}
