package io.jenkins.plugins.cloudops.run;

import hudson.FilePath;
import hudson.XmlFile;
import hudson.model.Job;
import hudson.model.Node;
import hudson.model.Run;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * The record of one run on the controller: where it is, how far it has come, how it ended. Kept as
 * one XML file from its launch until its build is over and its directory on the agent is gone.
 */
final class CliRun {

    private static final Logger LOGGER = Logger.getLogger(CliRun.class.getName());

    private final String id;
    private final String build;
    private final String node;
    private final String workspace;
    private final String directory;
    /** How often it was begun to be written, the last time into its directory: each time into another. */
    private final int beginning;
    private final CliTask task;

    /** The stage that was launched last; empty before the first. */
    private String stage = "";
    /** Whether no process of it is left. */
    private boolean over;
    private int attempt = 1;
    /** When the attempt may begin, in milliseconds since 1970. */
    private long notBefore;
    private long offset;
    private Controller controller;
    private boolean renews;
    private boolean stopRequested;
    private RunOutcome outcome;
    private boolean cleaned;
    /** When the current attempt was launched, in milliseconds since 1970; 0 before. */
    private long stageBegan;
    private final long began = System.currentTimeMillis();
    /** The span around it, empty for that of the build. */
    private String spanParent = "";

    /** @param beginning 1, or more if controllers were killed while they began the same run */
    CliRun(String id, Run<?, ?> build, String node, FilePath workspace, CliTask task, int beginning) {
        this.id = id;
        this.build = build.getExternalizableId();
        this.node = node;
        this.workspace = workspace.getRemote();
        FilePath temporary = WorkspaceList.tempDir(workspace);
        this.directory = (temporary == null ? workspace : temporary).child(directoryName(id, beginning)).getRemote();
        this.beginning = beginning;
        this.task = task;
    }

    private static String directoryName(String id, int beginning) {
        return "cloudops-" + RunDirectory.attempt(id, beginning);
    }

    /** Which beginning of a run is the next: an agent may still be writing what a killed controller asked for. */
    static int nextBeginning(String id) {
        File record = new File(store(), id + ".xml");
        try {
            return record.exists() ? load(record).beginning + 1 : 1;
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "an unreadable record does not count", e);
            return 1;
        }
    }

    /** Where the runs are kept. */
    static File store() {
        return new File(Jenkins.get().getRootDir(), "cloudops-pipeline/runs");
    }

    static CliRun load(File file) throws IOException {
        return (CliRun) new XmlFile(Jenkins.XSTREAM2, file).read();
    }

    private XmlFile file() {
        return new XmlFile(Jenkins.XSTREAM2, new File(store(), id + ".xml"));
    }

    synchronized void save() throws IOException {
        file().write(this);
    }

    synchronized void delete() throws IOException {
        file().delete();
    }

    String id() {
        return id;
    }

    CliTask task() {
        return task;
    }

    String nodeName() {
        return node.isEmpty() ? Messages.CliRun_builtIn() : node;
    }

    boolean isOf(Run<?, ?> other) {
        return isOf(other.getExternalizableId());
    }

    /** @param other the externalizable id of a build */
    boolean isOf(String other) {
        return build.equals(other);
    }

    /** Its build, or null if that was deleted. */
    Run<?, ?> build() {
        return Run.fromExternalizableId(build);
    }

    /** The full name of the job of its build. */
    String job() {
        return build.substring(0, build.lastIndexOf('#'));
    }

    /** Whether its build is gone for good, and not only unreadable for now. */
    boolean buildIsDeleted() {
        int hash = build.lastIndexOf('#');
        Job<?, ?> job = Jenkins.get().getItemByFullName(job(), Job.class);
        return job == null || !new File(Jenkins.get().getBuildDirFor(job), build.substring(hash + 1)).isDirectory();
    }

    /** Its node, or null if that was removed. */
    Node node() {
        Jenkins jenkins = Jenkins.get();
        return node.isEmpty() ? jenkins : jenkins.getNode(node);
    }

    /** The agent workspace, or null while the agent cannot be reached. */
    FilePath workspace() {
        Node place = node();
        return place == null ? null : place.createPath(workspace);
    }

    /** The run directory, or null while the agent cannot be reached. */
    FilePath directory() {
        Node place = node();
        return place == null ? null : place.createPath(directory);
    }

    /** The directories of earlier beginnings, which nothing ran in; empty while the agent cannot be reached. */
    List<FilePath> unusedDirectories() {
        Node place = node();
        String parent = directory.substring(0, directory.lastIndexOf(directoryName(id, 1)));
        return place == null || beginning <= 1 ? List.of() : IntStream.range(1, beginning)
                .mapToObj(earlier -> place.createPath(parent + directoryName(id, earlier)))
                .filter(Objects::nonNull).toList();
    }

    String directoryPath() {
        return directory;
    }

    String workspacePath() {
        return workspace;
    }

    /** Whether nothing was launched yet. */
    synchronized boolean isNew() {
        return stage.isEmpty();
    }

    /** Whether no process of it is left. */
    synchronized boolean isOver() {
        return over;
    }

    /** The name of the current stage, empty before the first. */
    synchronized String stage() {
        return stage;
    }

    synchronized void enter(String next, int nextAttempt, boolean renew) throws IOException {
        stage = next;
        attempt = nextAttempt;
        renews = renew;
        notBefore = 0;
        stageBegan = 0;
        offset = 0;
        save();
    }

    /** What the current attempt at the current stage is called in the run directory. */
    synchronized String attemptName() {
        return RunDirectory.attempt(stage, attempt);
    }

    synchronized int attempt() {
        return attempt;
    }

    synchronized long notBefore() {
        return notBefore;
    }

    /** The current attempt is over, and its span recorded; what comes next has to wait. */
    synchronized void waits() throws IOException {
        stageBegan = 0;
        save();
    }

    synchronized void tryAgain(long earliest) throws IOException {
        attempt++;
        notBefore = earliest;
        stageBegan = 0;
        offset = 0;
        save();
    }

    synchronized long offset() {
        return offset;
    }

    synchronized void advance(long to) throws IOException {
        if (offset != to) {
            offset = to;
            save();
        }
    }

    synchronized Controller controller() {
        return controller;
    }

    synchronized void launchedBy(Controller launched) throws IOException {
        controller = launched;
        stageBegan = stageBegan == 0 ? System.currentTimeMillis() : stageBegan;
        save();
    }

    /** When the current attempt was launched, in milliseconds since 1970; 0 before. */
    synchronized long stageBegan() {
        return stageBegan;
    }

    /** Milliseconds since 1970. */
    long began() {
        return began;
    }

    /** The identifier of the span around it, empty for that of the build. */
    synchronized String spanParent() {
        return spanParent;
    }

    synchronized void within(String span) {
        spanParent = span;
    }

    /** Whether the current attempt begins with what credentials are now. */
    synchronized boolean renews() {
        return renews;
    }

    synchronized void renewed() throws IOException {
        renews = false;
        save();
    }

    synchronized boolean stopRequested() {
        return stopRequested;
    }

    synchronized void requestStop() throws IOException {
        boolean first = !stopRequested;
        stopRequested = true;
        if (first && !stage.isEmpty()) {
            save();
        }
    }

    /** How it ended, or null while that is open. */
    synchronized RunOutcome outcome() {
        return outcome;
    }

    synchronized void end(RunOutcome how) throws IOException {
        if (outcome == null) {
            outcome = how;
        }
        over = true;
        save();
    }

    /** What its build was told before the run itself was over. */
    synchronized void giveUp(RunOutcome how) throws IOException {
        outcome = how;
        save();
    }

    synchronized boolean isCleaned() {
        return cleaned;
    }

    synchronized void cleaned() throws IOException {
        cleaned = true;
        save();
    }
}
