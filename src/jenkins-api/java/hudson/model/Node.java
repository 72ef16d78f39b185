package hudson.model;

import hudson.FilePath;
import hudson.Launcher;
import hudson.remoting.VirtualChannel;
import jenkins.model.Jenkins;

/** A machine that builds run on. Declared: its name and labels, its computer and its files, and starting processes there. */
public abstract class Node {

    public abstract String getNodeName();

    /** With blanks between them; here it has none unless whoever tests says so. */
    public String getLabelString() {
        return "";
    }

    public final Computer toComputer() {
        return Jenkins.get().getComputer(getNodeName());
    }

    /** Null while the node is offline. */
    public FilePath createPath(String absolutePath) {
        Computer computer = toComputer();
        VirtualChannel channel = computer == null ? null : computer.getChannel();
        return channel == null ? null : new FilePath(channel, absolutePath);
    }

    public Launcher createLauncher(TaskListener listener) {
        return new Launcher.LocalLauncher(listener, toComputer().getChannel());
    }

    /** Where it keeps its files; null while it cannot be reached, and here unless whoever tests says so. */
    public FilePath getRootPath() {
        return null;
    }
}
