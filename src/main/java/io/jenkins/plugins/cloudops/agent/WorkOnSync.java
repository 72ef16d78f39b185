package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.secrets.SyncKeys;
import io.jenkins.plugins.cloudops.engine.secrets.SyncRequest;
import io.jenkins.plugins.cloudops.engine.secrets.SyncResult;
import io.jenkins.plugins.cloudops.engine.secrets.SyncScripts;
import io.jenkins.plugins.cloudops.engine.secrets.SyncWork;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** Does what has to be done after a stage of a sync, in the run directory on which it acts; values do not leave it. */
public final class WorkOnSync extends MasterToSlaveFileCallable<SyncResult> {

    private static final long serialVersionUID = 1L;

    private final String stage;
    private final boolean last;
    private final SyncRequest request;
    private final SyncKeys keys;
    private final String current;
    private final String traceId;

    /**
     * @param stage that has ended, or {@link SyncResult#PLAN}
     * @param last whether what failed is not tried again
     * @param current to which paths of files are relative
     */
    public WorkOnSync(String stage, boolean last, SyncRequest request, SyncKeys keys, String current, String traceId) {
        this.stage = stage;
        this.last = last;
        this.request = request;
        this.keys = keys;
        this.current = current;
        this.traceId = traceId;
    }

    @Override
    public SyncResult invoke(File directory, VirtualChannel channel) throws IOException {
        SyncWork work = new SyncWork(directory.toPath(), request, keys, Path.of(current), traceId,
                RunSecrets.in(directory.toPath()));
        return switch (stage) {
            case SyncScripts.LOOK -> work.looked();
            case SyncScripts.FETCH -> work.fetched();
            case SyncScripts.WRITE -> work.wrote(last);
            case SyncScripts.WAIT -> work.waited();
            default -> work.plan();
        };
    }
}
