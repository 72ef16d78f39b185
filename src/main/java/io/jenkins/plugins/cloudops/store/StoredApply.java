package io.jenkins.plugins.cloudops.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An apply as it is kept with its build. Groups of fields are records of their own, so that none is mistaken
 * for its neighbour.
 *
 * @param id unique on this controller
 * @param plan which plan was applied
 * @param place where and with what
 * @param started milliseconds since 1970
 * @param duration milliseconds; 0 while it is running
 * @param result what came of it
 * @param resources each one that was worked on, in the order in which they ended, up to {@link #MOST_RESOURCES}
 * @param omitted how many more there were
 * @param outputs a JSON object of the values that are not sensitive, empty if there are none
 * @param sensitiveOutputs the names of those whose values are kept nowhere
 * @param approvals who agreed, in that order
 * @param stateKey names the state among all others
 * @param errored whether a state that could not be written is kept with the build, see {@link ErroredStates}
 * @param recovered whether somebody said that it is at its place again
 * @param confirmedBy the id of the user who said so, or empty
 */
public record StoredApply(String id, Plan plan, Place place, long started, long duration, Result result,
        List<Resource> resources, int omitted, String outputs, List<String> sensitiveOutputs, List<Approval> approvals,
        String stateKey, boolean errored, boolean recovered, String confirmedBy) {

    /** How many resources are kept with it; all of them are in {@code ID.resources.jsonl.gz}. */
    public static final int MOST_RESOURCES = 1000;

    public StoredApply {
        omitted += Math.max(0, resources.size() - MOST_RESOURCES);
        resources = Collections.unmodifiableList(new ArrayList<>(resources.subList(0, Math.min(MOST_RESOURCES, resources.size()))));
        sensitiveOutputs = List.copyOf(sensitiveOutputs);
        approvals = List.copyOf(approvals);
    }

    /** The same, with what is known once its stack is initialised. */
    public StoredApply with(Plan applied, Place where, String key) {
        return new StoredApply(id, applied, where, started, duration, result, resources, omitted, outputs,
                sensitiveOutputs, approvals, key, errored, recovered, confirmedBy);
    }

    /** The same, come to an end or further on. */
    public StoredApply with(Result other, long lasting) {
        return new StoredApply(id, plan, place, started, lasting, other, resources, omitted, outputs,
                sensitiveOutputs, approvals, stateKey, errored, recovered, confirmedBy);
    }

    /** The same, with what was worked on and came out. */
    public StoredApply with(List<Resource> all, int more, String plainOutputs, List<String> sensitive) {
        return new StoredApply(id, plan, place, started, duration, result, all, more, plainOutputs,
                sensitive, approvals, stateKey, errored, recovered, confirmedBy);
    }

    /** The same, with a state that could not be written. */
    public StoredApply leavingState() {
        return new StoredApply(id, plan, place, started, duration, result, resources, omitted, outputs,
                sensitiveOutputs, approvals, stateKey, true, recovered, confirmedBy);
    }

    /** The same, after somebody has looked what it did. */
    public StoredApply confirmedBy(String user) {
        return new StoredApply(id, plan, place, started, duration, result, resources, omitted, outputs,
                sensitiveOutputs, approvals, stateKey, errored, recovered, user);
    }

    /** The same, with its state at its place again. */
    public StoredApply recoveredBy(String user) {
        return new StoredApply(id, plan, place, started, duration, result, resources, omitted, outputs,
                sensitiveOutputs, approvals, stateKey, errored, true, user);
    }

    /**
     * Which plan was applied.
     *
     * @param id of the plan
     * @param build the externalizable id of the build that made it; empty for the one that applied it
     * @param digest the SHA-256 of the plan file
     */
    public record Plan(String id, String build, String digest) {
    }

    /**
     * Where it was applied, and with what.
     *
     * @param name a label for people
     * @param stack as it was given
     * @param workspace Terraform's
     * @param tool the name of the installation or the executable
     * @param toolVersion such as {@code 1.11.4}
     * @param node empty for the built-in node
     */
    public record Place(String name, String stack, String workspace, String tool, String toolVersion, String node) {
    }

    /**
     * What came of it.
     *
     * @param kind why it failed, in a word; empty if it did not
     * @param failure why it failed, in a sentence
     * @param counts how many resources by what became of them, in the order in which they are to be shown
     */
    public record Result(Outcome outcome, String kind, String failure, Map<String, Integer> counts) {

        public Result {
            counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        }
    }

    /**
     * One resource.
     *
     * @param address such as {@code module.shop.aws_instance.web[0]}
     * @param action such as {@code create}
     * @param outcome such as {@code done} or {@code failed}
     * @param millis how long it took
     */
    public record Resource(String address, String action, String outcome, long millis) {
    }

    /**
     * Somebody agreed.
     *
     * @param user the id
     * @param time milliseconds since 1970
     * @param digest the SHA-256 of the plan file that was agreed to
     */
    public record Approval(String user, long time, String digest) {
    }

    /** How an apply can end, or that it did not yet. */
    public enum Outcome {
        RUNNING, APPLIED, NOTHING, FAILED, STOPPED,
        /** Also what is read of a word that this version does not know. */
        UNKNOWN
    }
}
