package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is to be synced and how. Immutable, without a value; kept with running pipelines, hence no record. */
public final class SyncRequest implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SecretSource source;
    private final ArrayList<SecretTarget> targets;
    private final KeyMap map;
    private final boolean dryRun;
    private final boolean adopt;
    private final boolean prune;
    private final int pruneLimit;

    /**
     * @param dryRun to stop after the difference
     * @param adopt to take over what is there already
     * @param prune to remove what we made and is gone from the source
     * @param pruneLimit how many of these at most
     * @throws SecretsProblem naming what cannot be used
     */
    public SyncRequest(SecretSource source, List<SecretTarget> targets, KeyMap map, boolean dryRun, boolean adopt,
            boolean prune, int pruneLimit) {
        if (targets.isEmpty()) {
            throw SecretsProblem.setting(Messages.SyncRequest_noTargets());
        }
        Set<String> places = new HashSet<>();
        targets.forEach(target -> {
            if (!places.add(target.place())) {
                throw SecretsProblem.setting(Messages.SyncRequest_sameTarget(Visible.of(target.label())));
            }
        });
        if (pruneLimit < 1) {
            throw SecretsProblem.setting(Messages.SyncRequest_pruneLimit(pruneLimit));
        }
        this.source = source;
        this.targets = new ArrayList<>(targets);
        this.map = map;
        this.dryRun = dryRun;
        this.adopt = adopt;
        this.prune = prune;
        this.pruneLimit = pruneLimit;
    }

    public SecretSource source() {
        return source;
    }

    public List<SecretTarget> targets() {
        return targets;
    }

    KeyMap map() {
        return map;
    }

    public boolean dryRun() {
        return dryRun;
    }

    boolean adopt() {
        return adopt;
    }

    boolean prune() {
        return prune;
    }

    int pruneLimit() {
        return pruneLimit;
    }

    /** Whether anything goes to a cluster. */
    boolean needsKubectl() {
        return targets.stream().anyMatch(target -> !target.kind().isFile());
    }
}
