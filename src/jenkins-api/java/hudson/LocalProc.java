package hudson;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Only here: a process on this machine, whose two outputs are one unless they are asked for. */
final class LocalProc extends Proc {

    private final Process process;
    private final Thread copier;
    private final Thread errors;

    LocalProc(Launcher.ProcStarter starter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(starter.cmds()).redirectErrorStream(starter.err() == null);
        builder.directory(new File(starter.pwd().getRemote()));
        for (String variable : starter.envs()) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            starter.in().transferTo(in);
        } catch (IOException e) {
            // It does not read that.
        }
        copier = copy(process.getInputStream(), starter.stdout());
        errors = starter.err() == null ? null : copy(process.getErrorStream(), starter.err());
    }

    private Thread copy(InputStream from, OutputStream to) {
        Thread thread = new Thread(() -> {
            try (from) {
                from.transferTo(to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, "output of process " + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public int join() throws InterruptedException {
        int code = process.waitFor();
        copier.join();
        if (errors != null) {
            errors.join();
        }
        return code;
    }
}
