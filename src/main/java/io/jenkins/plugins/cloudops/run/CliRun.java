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
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * The record of one run on the controller: where it is, how far it has come, how it ended. Kept as
 * one XML file from its launch until its build is over and its directory on the agent is gone.
 */
final class CliRun {

    private final String id;
    private final String build;
    private final String node;
    private final String workspace;
    private final String directory;
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
    private boolean stopRequested;
    private RunOutcome outcome;
    private boolean cleaned;

    CliRun(String id, Run<?, ?> build, String node, FilePath workspace, CliTask task) {
        this.id = id;
        this.build = build.getExternalizableId();
        this.node = node;
        this.workspace = workspace.getRemote();
        FilePath temporary = WorkspaceList.tempDir(workspace);
        this.directory = (temporary == null ? workspace : temporary).child("cloudops-" + id).getRemote();
        this.task = task;
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
        return build.equals(other.getExternalizableId());
    }

    /** Its build, or null if that was deleted. */
    Run<?, ?> build() {
        return Run.fromExternalizableId(build);
    }

    /** Whether its build is gone for good, and not only unreadable for now. */
    boolean buildIsDeleted() {
        int hash = build.lastIndexOf('#');
        Job<?, ?> job = Jenkins.get().getItemByFullName(build.substring(0, hash), Job.class);
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

    synchronized void enter(String next, int nextAttempt) throws IOException {
        stage = next;
        attempt = nextAttempt;
        notBefore = 0;
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

    synchronized void tryAgain(long earliest) throws IOException {
        attempt++;
        notBefore = earliest;
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
