package io.jenkins.plugins.cloudops.sync;

import hudson.Util;
import io.jenkins.plugins.cloudops.engine.secrets.SecretTarget;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundSetter;

/** A target that is a file. */
public abstract class FileTarget extends SecretTargetSettings {

    private final String path;
    private boolean keep;

    FileTarget(String path) {
        this.path = Util.fixNull(path).trim();
    }

    abstract SecretTarget.Kind kind();

    @Override
    public SecretTarget toTarget(UnaryOperator<String> expand) {
        return SecretTarget.file(kind(), expand.apply(path), keep);
    }

    public String getPath() {
        return path;
    }

    public boolean isKeep() {
        return keep;
    }

    @DataBoundSetter
    public void setKeep(boolean keep) {
        this.keep = keep;
    }
}
