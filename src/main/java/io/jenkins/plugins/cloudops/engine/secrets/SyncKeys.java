package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys of this Jenkins for one sync, by which values are told apart: one for each target and one for the source, all derived,
 * so that an agent that has them knows nothing of other targets'.
 */
public final class SyncKeys implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String owner;
    private final byte[] source;
    private final ArrayList<byte[]> targets;

    /**
     * @param owner whose sync it is: what another one has made is never removed
     * @param targets in their order
     */
    public SyncKeys(String owner, byte[] source, List<byte[]> targets) {
        this.owner = owner;
        this.source = source.clone();
        this.targets = new ArrayList<>(targets);
    }

    Fingerprint ofSource() {
        return new Fingerprint(source);
    }

    Fingerprint of(int target) {
        return new Fingerprint(targets.get(target));
    }

    /** What tells apart what different syncs have made, as a digest. */
    String scope(SecretSource from) {
        return Manifest.digest(owner + '\n' + from.scope());
    }

    @Override
    public String toString() {
        return "SyncKeys";
    }
}
