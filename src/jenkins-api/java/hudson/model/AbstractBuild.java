package hudson.model;

import hudson.EnvVars;
import hudson.FilePath;
import java.io.File;
import java.io.IOException;

/** A build of a freestyle job and its like. Declared: where it runs, and with which variables. */
public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {

    private FilePath workspace;
    private String builtOn = "";

    /** Only here: a build whose directory is given. */
    AbstractBuild(String externalizableId, File rootDir) {
        super(externalizableId, rootDir);
    }

    public final FilePath getWorkspace() {
        return workspace;
    }

    protected void setWorkspace(FilePath workspace) {
        this.workspace = workspace;
    }

    public String getBuiltOnStr() {
        return builtOn;
    }

    protected void setBuiltOnStr(String builtOn) {
        this.builtOn = builtOn;
    }

    public EnvVars getEnvironment(TaskListener log) throws IOException, InterruptedException {
        return new EnvVars(System.getenv());
    }
}
