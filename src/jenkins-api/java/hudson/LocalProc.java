package hudson;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Only here: a process on this machine, whose two outputs are one. */
final class LocalProc extends Proc {

    private final Process process;
    private final Thread copier;

    LocalProc(Launcher.ProcStarter starter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(starter.cmds()).redirectErrorStream(true);
        builder.directory(new File(starter.pwd().getRemote()));
        for (String variable : starter.envs()) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        process = builder.start();
        process.getOutputStream().close();
        copier = new Thread(() -> copy(starter), "output of process " + process.pid());
        copier.setDaemon(true);
        copier.start();
    }

    private void copy(Launcher.ProcStarter starter) {
        try (InputStream out = process.getInputStream()) {
            out.transferTo(starter.stdout());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int join() throws InterruptedException {
        int code = process.waitFor();
        copier.join();
        return code;
    }
}
