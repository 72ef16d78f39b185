package hudson.remoting;

import java.io.IOException;

/** The way to another machine. Declared: running something there. */
public interface VirtualChannel {

    <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T, InterruptedException;
}
