package hudson.util;

import java.util.concurrent.ThreadFactory;

/** Makes threads that do not keep Jenkins from ending. Declared: the default one. */
public class DaemonThreadFactory implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
