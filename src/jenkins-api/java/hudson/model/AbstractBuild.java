package hudson.model;

import hudson.EnvVars;
import hudson.FilePath;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** A build of a freestyle job and its like. Declared: where it runs, and with which variables, secret ones among them. */
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

    /** Names of variables; here those of its parameters. */
    public Set<String> getSensitiveBuildVariables() {
        ParametersAction parameters = getAction(ParametersAction.class);
        return parameters == null ? Set.of() : parameters.getParameters().stream().filter(ParameterValue::isSensitive)
                .map(ParameterValue::getName).collect(Collectors.toSet());
    }

    @Override
    public EnvVars getEnvironment(TaskListener log) throws IOException, InterruptedException {
        return new EnvVars(System.getenv());
    }
}
