package io.jenkins.plugins.cloudops.sync;

import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import io.jenkins.plugins.cloudops.engine.secrets.SyncKeys;
import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import jenkins.security.HMACConfidentialKey;

/**
 * Derives the keys of a sync from one of this Jenkins, which never leaves the controller: the same for the same job and target
 * each time.
 */
public final class TargetKeys {

    private TargetKeys() {
    }

    public static SyncKeys of(SyncRequest request, Run<?, ?> build) {
        List<byte[]> keys = new ArrayList<>();
        for (SecretTarget target : request.targets()) {
            keys.add(derive("target\n" + target.label()));
        }
        String job = build.getParent().getFullName();
        // Of this Jenkins: another one can have a job of the same name.
        String owner = HexFormat.of().formatHex(derive("owner\n" + job));
        return new SyncKeys(owner, derive("source\n" + job + "\n" + request.source().label()), keys);
    }

    /** A new object each time: one keeps its key when Jenkins gets another store of keys. */
    private static synchronized byte[] derive(String what) {
        return new HMACConfidentialKey(TargetKeys.class, "fingerprint").mac(what.getBytes(StandardCharsets.UTF_8));
    }
}
