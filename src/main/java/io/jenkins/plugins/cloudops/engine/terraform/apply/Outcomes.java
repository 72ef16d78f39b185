package io.jenkins.plugins.cloudops.engine.terraform.apply;

import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Decides, at the end of the stream, what became of each operation; counts them, and keeps those that matter most. */
final class Outcomes {

    private static final Comparator<ResourceOutcome> SLOWEST_FIRST = Comparator.comparingLong(ResourceOutcome::millis).reversed();

    private final Problems errors;
    private final boolean finished;
    private final boolean began;
    private final long last;
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<Action, Integer> applied = new EnumMap<>(Action.class);
    private final List<ResourceOutcome> listed = new ArrayList<>();
    private final List<ResourceOutcome> slowest = new ArrayList<>();
    private int imported;
    private int omitted;

    /** @param last when the last event came, in milliseconds since 1970 */
    Outcomes(Problems errors, boolean finished, boolean began, long last) {
        this.errors = errors;
        this.finished = finished;
        this.began = began;
        this.last = last;
    }

    void judge(List<Operation> operations, ResourceSink sink) throws IOException {
        Map<Outcome, List<Operation>> byOutcome = new EnumMap<>(Outcome.class);
        for (Operation operation : operations) {
            if (counts(operation)) {
                byOutcome.computeIfAbsent(outcome(operation), outcome -> new ArrayList<>()).add(operation);
            }
        }
        byOutcome.getOrDefault(Outcome.APPLIED, new ArrayList<>()).sort(Comparator.comparingLong(Operation::ended));
        for (Map.Entry<Outcome, List<Operation>> entry : byOutcome.entrySet()) {
            counts.put(entry.getKey(), entry.getValue().size());
            for (Operation operation : entry.getValue()) {
                add(operation, entry.getKey(), sink);
            }
        }
    }

    private void add(Operation operation, Outcome outcome, ResourceSink sink) throws IOException {
        boolean needless = outcome == Outcome.APPLIED && !operation.started() && !stateOnly(operation.action());
        Action action = needless ? Action.NO_OP : operation.action();
        ResourceOutcome resource = new ResourceOutcome(
                operation.address, operation.deposed, action, outcome, operation.millis(), problem(operation, outcome));
        if (outcome == Outcome.APPLIED) {
            applied.merge(action, 1, Integer::sum);
            imported += operation.imported || action == Action.IMPORT ? 1 : 0;
        }
        sink.resource(resource);
        for (ResourceStep step : operation.steps(last)) {
            sink.step(resource, step);
        }
        if (listed.size() < ApplyOutcome.MAX_RESOURCES) {
            listed.add(resource);
        } else {
            omitted++;
        }
        boolean full = slowest.size() == ApplyOutcome.MAX_SLOWEST;
        if (resource.millis() > (full ? slowest.get(ApplyOutcome.MAX_SLOWEST - 1).millis() : 0)) {
            slowest.add(resource);
            slowest.sort(SLOWEST_FIRST);
            if (slowest.size() > ApplyOutcome.MAX_SLOWEST) {
                slowest.remove(ApplyOutcome.MAX_SLOWEST);
            }
        }
    }

    private static boolean counts(Operation operation) {
        return operation.started() || operation.action() != Action.NO_OP && operation.action() != Action.READ;
    }

    private Outcome outcome(Operation operation) {
        if (operation.failed()) {
            return Outcome.FAILED;
        }
        if (operation.running()) {
            // A data source that cannot be read has an error, but no event that says so.
            return errors.of(operation.address).isEmpty() ? Outcome.INTERRUPTED : Outcome.FAILED;
        }
        if (operation.done() || finished || began && stateOnly(operation.action())) {
            return Outcome.APPLIED;
        }
        return operation.half() ? Outcome.FAILED : Outcome.NOT_REACHED;
    }

    private String problem(Operation operation, Outcome outcome) {
        if (outcome == Outcome.NOT_REACHED || outcome == Outcome.APPLIED) {
            return "";
        }
        String said = errors.of(operation.address);
        if (!said.isEmpty() || !operation.half()) {
            return said;
        }
        return operation.doneHalf() == Action.DELETE
                ? "it was deleted and not created again"
                : "it was created, and the object before it was not deleted";
    }

    private static boolean stateOnly(Action action) {
        return action == Action.IMPORT || action == Action.MOVE || action == Action.FORGET;
    }

    Counts applied() {
        return Counts.of(applied);
    }

    int imported() {
        return imported;
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    List<ResourceOutcome> listed() {
        return listed;
    }

    int omitted() {
        return omitted;
    }

    List<ResourceOutcome> slowest() {
        return slowest;
    }
}
