package hudson.slaves;

import hudson.FilePath;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Which workspaces of a computer are in use. Declared: waiting for one, and its temporary sibling. */
public final class WorkspaceList {

    private final Set<String> inUse = new HashSet<>();

    /** Waits until nobody uses the directory. */
    public synchronized Lease acquire(FilePath path) throws InterruptedException {
        while (!inUse.add(path.getRemote())) {
            wait();
        }
        return new Lease(path) {
            @Override
            public void release() {
                giveBack(path);
            }
        };
    }

    private synchronized void giveBack(FilePath path) {
        inUse.remove(path.getRemote());
        notifyAll();
    }

    public static FilePath tempDir(FilePath workspace) {
        return workspace.child("../" + Path.of(workspace.getRemote()).getFileName() + "@tmp");
    }

    /** A workspace in use, until it is released. */
    public abstract static class Lease implements Closeable {

        public final FilePath path;

        protected Lease(FilePath path) {
            this.path = path;
        }

        public abstract void release();

        @Override
        public void close() {
            release();
        }
    }
}
