package hudson.util;

import java.util.concurrent.ThreadFactory;

/** Gives new threads the class loader of Jenkins. Declared entirely. */
public class ClassLoaderSanityThreadFactory implements ThreadFactory {

    private final ThreadFactory delegate;

    public ClassLoaderSanityThreadFactory(ThreadFactory delegate) {
        this.delegate = delegate;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = delegate.newThread(task);
        thread.setContextClassLoader(getClass().getClassLoader());
        return thread;
    }
}
