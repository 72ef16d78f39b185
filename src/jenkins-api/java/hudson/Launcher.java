package hudson;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts processes where a build runs. Declared: what the shell script of the durable-task plugin
 * needs, and whether the machine is a Unix.
 */
public abstract class Launcher {

    protected Launcher(TaskListener listener, VirtualChannel channel) {
        // Whatever is started is started on this machine, and says nothing of itself.
    }

    public boolean isUnix() {
        return true;
    }

    public final ProcStarter launch() {
        return new ProcStarter();
    }

    public abstract Proc launch(ProcStarter starter) throws IOException;

    /** A process that is to be started. */
    public final class ProcStarter {

        private final List<String> commands = new ArrayList<>();
        private final List<String> envs = new ArrayList<>();
        private FilePath pwd;
        private OutputStream stdout = OutputStream.nullOutputStream();
        private OutputStream stderr;
        private InputStream stdin = InputStream.nullInputStream();

        private ProcStarter() {
        }

        public ProcStarter cmds(String... arguments) {
            commands.addAll(List.of(arguments));
            return this;
        }

        public List<String> cmds() {
            return commands;
        }

        public ProcStarter envs(Map<String, String> overrides) {
            overrides.forEach((name, value) -> envs.add(name + "=" + value));
            return this;
        }

        public String[] envs() {
            return envs.toArray(new String[0]);
        }

        public ProcStarter pwd(FilePath directory) {
            pwd = directory;
            return this;
        }

        public FilePath pwd() {
            return pwd;
        }

        public ProcStarter stdout(OutputStream out) {
            stdout = out;
            return this;
        }

        public OutputStream stdout() {
            return stdout;
        }

        public ProcStarter stdin(InputStream in) {
            stdin = in;
            return this;
        }

        /** Only here: what {@link #stdin} was told. */
        InputStream in() {
            return stdin;
        }

        public ProcStarter stderr(OutputStream err) {
            stderr = err;
            return this;
        }

        /** Only here: what {@link #stderr} was told; null to go where the other output goes. */
        OutputStream err() {
            return stderr;
        }

        /** Says nothing of the command in the log. */
        public ProcStarter quiet(boolean quiet) {
            return this;
        }

        public Proc start() throws IOException {
            return launch(this);
        }

        public int join() throws IOException, InterruptedException {
            return start().join();
        }
    }

    /** Starts processes on this machine. */
    public static class LocalLauncher extends Launcher {

        public LocalLauncher(TaskListener listener, VirtualChannel channel) {
            super(listener, channel);
        }

        @Override
        public Proc launch(ProcStarter starter) throws IOException {
            return new LocalProc(starter);
        }
    }
}
