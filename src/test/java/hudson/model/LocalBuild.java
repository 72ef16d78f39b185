package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.listeners.RunListener;
import java.io.File;

/** A build in a directory, of a pipeline or a freestyle job. */
public final class LocalBuild extends AbstractBuild<LocalBuild.LocalProject, LocalBuild> {

    private final LocalProject job;
    private volatile boolean building = true;

    /** @param id the full name of its job, {@code #} and its number */
    public LocalBuild(String id, File rootDir) {
        super(id, rootDir);
        job = new LocalProject(id.substring(0, id.lastIndexOf('#')));
    }

    /** @param job whose build it is */
    public LocalBuild(LocalProject job, int number, File rootDir) {
        super(job.getFullName() + "#" + number, rootDir);
        this.job = job;
    }

    /** Says where a freestyle build runs. */
    public void place(String node, FilePath workspace) {
        setBuiltOnStr(node);
        setWorkspace(workspace);
    }

    @Override
    public LocalProject getParent() {
        return job;
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    @Override
    public EnvVars getEnvironment(TaskListener log) {
        EnvVars environment = new EnvVars(System.getenv());
        environment.put("BUILD_ID", getExternalizableId().replaceAll(".*#", ""));
        environment.put("JENKINS_SERVER_COOKIE", "cookie-of-the-controller");
        environment.put("JENKINS_NODE_COOKIE", "cookie-of-the-node");
        return environment;
    }

    /** Why it was started; null for a reason that does not matter. */
    public void startedBy(Cause why) {
        cause = why;
    }

    /** It was deleted, or its job was. */
    public void delete() {
        KNOWN.remove(getExternalizableId());
    }

    /** It is over, and was so before anybody could be told. */
    public void endQuietly() {
        building = false;
    }

    /** Ends it and tells everybody. */
    @SuppressWarnings("unchecked")
    public void end() {
        building = false;
        for (RunListener<Run<?, ?>> listener : ExtensionList.lookup(RunListener.class)) {
            listener.onFinalized(this);
        }
    }

    /** Its job. */
    public static final class LocalProject extends AbstractProject<LocalProject, LocalBuild> {

        public LocalProject(String fullName) {
            name(fullName);
        }

        /** Gives it a directory of its own for its builds. */
        public void setBuilds(File directory) {
            builds(directory);
        }
    }
}
