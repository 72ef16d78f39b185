package io.jenkins.plugins.cloudops.task;

import io.jenkins.plugins.cloudops.engine.comment.Applied;
import io.jenkins.plugins.cloudops.engine.comment.AttributeItem;
import io.jenkins.plugins.cloudops.engine.comment.Deed;
import io.jenkins.plugins.cloudops.engine.comment.Failure;
import io.jenkins.plugins.cloudops.engine.comment.Gate;
import io.jenkins.plugins.cloudops.engine.comment.Item;
import io.jenkins.plugins.cloudops.engine.comment.Notice;
import io.jenkins.plugins.cloudops.engine.comment.OutputItem;
import io.jenkins.plugins.cloudops.engine.comment.Place;
import io.jenkins.plugins.cloudops.engine.comment.StackPart;
import io.jenkins.plugins.cloudops.engine.comment.Tally;
import io.jenkins.plugins.cloudops.engine.terraform.gate.GateReport;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Change;
import io.jenkins.plugins.cloudops.engine.terraform.plan.OutputChange;
import io.jenkins.plugins.cloudops.engine.terraform.plan.PlanSummary;
import io.jenkins.plugins.cloudops.store.StoredApply;
import io.jenkins.plugins.cloudops.store.StoredDiagnostics;
import io.jenkins.plugins.cloudops.store.StoredGates;
import io.jenkins.plugins.cloudops.store.StoredPlan;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what is kept of plans and applies in the terms of a comment. */
final class PlanComments {

    private PlanComments() {
    }

    static StackPart of(StoredPlan plan, String url) {
        return of(plan, StoredDiagnostics.none(plan.id()), url);
    }

    /**
     * @param said what the tool said while planning
     * @param url an absolute URL that shows all of the plan, or ""
     */
    static StackPart of(StoredPlan plan, StoredDiagnostics said, String url) {
        Place place = new Place(plan.name().equals(plan.stack()) ? "" : plan.name(), plan.stack(), plan.workspace(),
                plan.tool(), plan.toolVersion(), plan.digest(), url);
        Failure failure = plan.succeeded() ? Failure.NONE : new Failure(plan.kind(), plan.failure(), of(said.errors()));
        StackPart part = plan.summary() == null ? StackPart.failed(place, failure) : of(place, plan.summary(), failure);
        return part.warning(of(said.warnings()));
    }

    static StackPart of(Place place, PlanSummary plan, Failure failure) {
        return new StackPart(place, tally(plan), plan.changes().stream().map(PlanComments::item).toList(),
                plan.drifted().stream().map(PlanComments::item).toList(),
                plan.outputs().stream().map(PlanComments::output).toList(), List.of(), List.of(), failure, Applied.NOT_YET);
    }

    /**
     * @param said what the tool said while applying
     * @param build as people know it
     */
    static Applied of(StoredApply apply, StoredDiagnostics said, String build, String url) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        apply.result().counts().forEach((word, count) -> counts.put(word.equals("notReached") ? "not reached" : word, count));
        Failure failure = apply.result().kind().isEmpty()
                ? Failure.NONE
                : new Failure(apply.result().kind(), apply.result().failure(), of(said.errors()));
        List<Notice> failed = apply.resources().stream()
                .filter(resource -> resource.outcome().equals("failed") || resource.outcome().equals("interrupted"))
                .filter(resource -> said.errors().stream().noneMatch(error -> error.where().equals(resource.address())))
                .map(resource -> new Notice(resource.action() + " " + resource.outcome(), "", resource.address(), 1))
                .toList();
        return new Applied(outcome(apply.result().outcome()), counts, failure, failed,
                apply.approvals().stream().map(StoredApply.Approval::user).distinct().toList(), build, url, apply.duration());
    }

    /** The gates that a plan breaks, and who let it go on all the same. */
    static List<Gate> of(StoredGates gates) {
        String override = gates.override().isGiven()
                ? " " + Messages.PlanComments_overridden(gates.override().user(), gates.override().reason())
                : "";
        return of(gates.report()).stream().map(gate -> new Gate(gate.sentence() + override, gate.resources(), gate.omitted())).toList();
    }

    static List<Gate> of(GateReport report) {
        return report.broken().stream()
                .map(finding -> new Gate(report.sentence(finding),
                        finding.listed().stream().map(entry -> entry.address() + " (" + entry.what() + ")").toList(),
                        finding.total() - finding.listed().size()))
                .toList();
    }

    private static List<Notice> of(List<StoredDiagnostics.Said> all) {
        return all.stream().map(said -> new Notice(said.summary(), said.detail(), said.where(), said.count())).toList();
    }

    private static Tally tally(PlanSummary plan) {
        Map<Deed, Integer> counts = new EnumMap<>(Deed.class);
        for (Deed deed : Deed.values()) {
            counts.put(deed, plan.counts().of(Action.valueOf(deed.name())));
        }
        return new Tally(counts, plan.outputsChanged(), plan.drift(), plan.errored(), plan.complete());
    }

    private static Item item(Change change) {
        List<AttributeItem> attributes = change.attributes().stream()
                .map(attribute -> new AttributeItem(attribute.path(), attribute.kind().symbol().charAt(0), attribute.before(),
                        attribute.after(), attribute.forcesReplacement()))
                .toList();
        // What stays as it is, is in no list.
        Deed deed = change.action() == Action.NO_OP ? Deed.READ : Deed.valueOf(change.action().name());
        return new Item(deed, change.address(), change.type(), change.module(), change.reason(), change.movedFrom(),
                change.imported(), change.deposed(), attributes, change.attributesOmitted());
    }

    private static OutputItem output(OutputChange output) {
        char sign = output.action() == Action.CREATE ? '+' : output.action() == Action.DELETE ? '-' : '~';
        return new OutputItem(output.name(), sign, output.before(), output.after());
    }

    private static Applied.Outcome outcome(StoredApply.Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> Applied.Outcome.RUNNING;
            case APPLIED, NOTHING -> Applied.Outcome.APPLIED;
            case FAILED -> Applied.Outcome.FAILED;
            case STOPPED -> Applied.Outcome.STOPPED;
            case UNKNOWN -> Applied.Outcome.UNKNOWN;
        };
    }
}
