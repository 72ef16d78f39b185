package io.jenkins.plugins.cloudops.agent;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.terraform.apply.SameChanges;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import jenkins.MasterToSlaveFileCallable;

/** Compares the changes that were reviewed with those that were planned again, in the run directory on which it acts. */
public final class CompareChanges extends MasterToSlaveFileCallable<SameChanges> {

    private static final long serialVersionUID = 1L;

    public static final String REVIEWED = "reviewed.jsonl.gz";

    @Override
    public SameChanges invoke(File file, VirtualChannel channel) throws IOException {
        Path directory = file.toPath();
        try (InputStream reviewed = new GZIPInputStream(Files.newInputStream(directory.resolve(REVIEWED)));
                InputStream planned = new GZIPInputStream(Files.newInputStream(directory.resolve(ReadPlan.CHANGES)))) {
            return SameChanges.compare(reviewed, planned);
        }
    }
}
