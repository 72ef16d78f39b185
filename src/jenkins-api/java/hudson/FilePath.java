package hudson;

import hudson.model.Computer;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * A file on some machine. Declared: navigating, running a callable there, its length, making a directory, copying and
 * removing. What has a channel goes through it, as in Jenkins; all files are on this machine.
 */
public final class FilePath implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final VirtualChannel LOCAL = new VirtualChannel() {
        @Override
        public <V, T extends Throwable> V call(Callable<V, T> callable) throws T {
            return callable.call();
        }
    };

    private final transient VirtualChannel channel;
    private final String remote;

    public FilePath(VirtualChannel channel, String remote) {
        this.channel = channel;
        this.remote = Path.of(remote).normalize().toString();
    }

    public FilePath(File file) {
        this(null, file.getPath());
    }

    public String getRemote() {
        return remote;
    }

    public VirtualChannel getChannel() {
        return channel == null ? LOCAL : channel;
    }

    public FilePath child(String relativeOrAbsolute) {
        return new FilePath(channel, Path.of(remote).resolve(relativeOrAbsolute).toString());
    }

    /** The computer that it is on, null if that is none of Jenkins's. */
    public Computer toComputer() {
        for (Computer computer : Jenkins.get().getComputers()) {
            if (computer.getChannel() == getChannel()) {
                return computer;
            }
        }
        return null;
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        if (channel == null) {
            return callable.invoke(new File(remote), LOCAL);
        }
        try {
            return channel.call(new There<>(callable, remote));
        } catch (ThrownThere e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** Tries it three times, a tenth of a second apart, as Jenkins does: somebody may still be writing there. */
    public void deleteRecursive() throws IOException, InterruptedException {
        act((file, there) -> {
            for (int attempt = 1; Files.exists(file.toPath()); attempt++) {
                try {
                    deleteTree(file.toPath());
                } catch (IOException e) {
                    if (attempt == 3) {
                        throw e;
                    }
                    Thread.sleep(100);
                }
            }
            return null;
        });
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    public void copyTo(FilePath target) throws IOException, InterruptedException {
        String destination = target.remote;
        act((file, there) -> {
            Files.createDirectories(Path.of(destination).getParent());
            Files.copy(file.toPath(), Path.of(destination), StandardCopyOption.REPLACE_EXISTING);
            return null;
        });
    }

    /** Closes the stream, too, even if it fails. Here the agent is asked first whether it is there. */
    public void copyTo(OutputStream target) throws IOException, InterruptedException {
        try (target) {
            length();
            Files.copy(Path.of(remote), target);
        }
    }

    /** Writes into the file that is there, or into a new one. Here the agent is asked first whether it is there. */
    public void copyFrom(InputStream source) throws IOException, InterruptedException {
        length();
        Files.createDirectories(Path.of(remote).getParent());
        try (OutputStream out = Files.newOutputStream(Path.of(remote))) {
            source.transferTo(out);
        }
    }

    /** In bytes; 0 if there is no such file. */
    /** With those above it. */
    public void mkdirs() throws IOException, InterruptedException {
        act((file, there) -> Files.createDirectories(file.toPath()).toString());
    }

    public long length() throws IOException, InterruptedException {
        return act((file, there) -> file.length());
    }

    /** Fine if there is none. */
    public boolean delete() throws IOException, InterruptedException {
        return act((file, there) -> {
            Files.deleteIfExists(file.toPath());
            return true;
        });
    }

    /** What can be done with a file where it is. */
    public interface FileCallable<T> extends Serializable {
        T invoke(File file, VirtualChannel channel) throws IOException, InterruptedException;
    }

    /** Carries a callable to the file. */
    private static final class There<T> implements Callable<T, ThrownThere> {

        private static final long serialVersionUID = 1L;

        private final FileCallable<T> callable;
        private final String remote;

        There(FileCallable<T> callable, String remote) {
            this.callable = callable;
            this.remote = remote;
        }

        @Override
        public T call() throws ThrownThere {
            try {
                return callable.invoke(new File(remote), LOCAL);
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw new ThrownThere(e);
            }
        }
    }

    /** Carries an exception back. */
    private static final class ThrownThere extends Exception {

        private static final long serialVersionUID = 1L;

        ThrownThere(Exception cause) {
            super(cause);
        }
    }
}
