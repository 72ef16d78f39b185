package io.jenkins.plugins.cloudops.local;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An agent on this machine. What goes to it and comes back is serialized, and its connection can be
 * cut.
 */
public final class LocalAgent extends Node {

    private final String name;
    private final Path root;
    private final Machine machine;
    private final EnvVars properties = new EnvVars();
    private volatile Connection connection = new Connection();

    /** @param root what it keeps for all builds: of its own, since one init after the other uses the providers there */
    public LocalAgent(String name, Path root) {
        this.name = name;
        this.root = root;
        this.machine = new Machine();
    }

    @Override
    public String getNodeName() {
        return name;
    }

    @Override
    public FilePath getRootPath() {
        return connection.open ? file(root.toString()) : null;
    }

    /** Gives it a variable by its properties. */
    public void property(String variable, String value) {
        properties.put(variable, value);
    }

    public Computer machine() {
        return machine;
    }

    /** A file on it, whether it can be reached or not. */
    public FilePath file(String path) {
        return new FilePath(connection, path);
    }

    public void disconnect() {
        connection.open = false;
    }

    public void reconnect() {
        connection = new Connection();
    }

    /** Lets whatever is asked of it wait until the latch is open. */
    public void answerAfter(CountDownLatch latch) {
        connection.latch = latch;
    }

    /** Its running side. */
    private final class Machine extends Computer {

        Machine() {
            super(LocalAgent.this);
        }

        @Override
        public EnvVars buildEnvironment(TaskListener listener) {
            return new EnvVars(properties);
        }

        @Override
        public VirtualChannel getChannel() {
            return connection.open ? connection : null;
        }
    }

    /** One connection; a new one comes after it. */
    private static final class Connection implements VirtualChannel {

        private volatile boolean open = true;
        private volatile CountDownLatch latch = new CountDownLatch(0);

        @Override
        public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T {
            requireOpen();
            awaitLatch();
            V result = copy(copy(callable).call());
            requireOpen();
            return result;
        }

        private void awaitLatch() throws IOException {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }

        private void requireOpen() throws IOException {
            if (!open) {
                throw new ClosedChannelException();
            }
        }

        @SuppressWarnings("unchecked")
        private static <O> O copy(O object) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (O) in.readObject();
            } catch (ClassNotFoundException e) {
                throw new IOException(e);
            }
        }
    }
}
