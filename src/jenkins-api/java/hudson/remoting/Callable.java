package hudson.remoting;

import java.io.Serializable;

/** What can be run on another machine. Declared without checks of where it may run. */
public interface Callable<V, T extends Throwable> extends Serializable {

    V call() throws T;
}
