package hudson.model;

import hudson.EnvVars;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A build. Declared: its job, directory, number and time, whether it is going on, and finding it again, its name for people. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable {

    /** Only here: the builds that are to be found. */
    static final Map<String, Run<?, ?>> KNOWN = new ConcurrentHashMap<>();

    private final String externalizableId;
    private final File rootDir;

    /** Only here: what the build was told to end with. */
    volatile Result result;

    /** Only here: why it was started. */
    volatile Cause cause;

    /** Only here: a build whose directory is given. */
    Run(String externalizableId, File rootDir) {
        this.externalizableId = externalizableId;
        this.rootDir = rootDir;
        KNOWN.put(externalizableId, this);
    }

    public boolean isBuilding() {
        return true;
    }

    public File getRootDir() {
        return rootDir;
    }

    /** Here a job of its own for each build, unless whoever tests gives it another one. */
    public abstract JobT getParent();

    public int getNumber() {
        return Integer.parseInt(externalizableId.substring(externalizableId.lastIndexOf('#') + 1));
    }

    /** When it was scheduled, in milliseconds since 1970; here that is a matter of its number. */
    public final long getTimeInMillis() {
        return 1_767_225_600_000L + getNumber() * 60_000L;
    }

    /** The full name of its job and its number. */
    public String getExternalizableId() {
        return externalizableId;
    }

    /** For people: its job and its number. */
    public String getFullDisplayName() {
        return externalizableId.replace("#", " #");
    }

    /** Null if it was deleted. */
    public static Run<?, ?> fromExternalizableId(String id) {
        return KNOWN.get(id);
    }

    /** Null if it was started in another way; here it was, unless whoever tests says so. */
    public <T extends Cause> T getCause(Class<T> type) {
        return type.isInstance(cause) ? type.cast(cause) : null;
    }

    /** Null for the first one; here every build is the first. */
    public RunT getPreviousBuild() {
        return null;
    }

    /** Why it was started. */
    public List<Cause> getCauses() {
        return cause == null ? List.of() : List.of(cause);
    }

    /** When it began to run, in milliseconds since 1970. */
    public final long getStartTimeInMillis() {
        return getTimeInMillis();
    }

    /** How long it took, in milliseconds; 0 before it has ended. */
    public long getDuration() {
        return 0;
    }

    /** Where its page is, below the address of Jenkins. */
    public String getUrl() {
        return "job/" + getParent().getFullName() + "/" + getNumber() + "/";
    }

    /** Null as long as nobody said how it ends. */
    public Result getResult() {
        return result;
    }

    /** What it has in its environment. */
    public EnvVars getEnvironment(TaskListener log) throws IOException, InterruptedException {
        return new EnvVars();
    }

    public void setResult(Result result) {
        this.result = result;
    }

    public synchronized void save() throws IOException {
        // What is kept of a local build, its user keeps.
    }
}
