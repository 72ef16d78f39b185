package hudson.remoting;

/** A call to an agent whose connection broke meanwhile. Declared as a type. */
public class RequestAbortedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Only here: nothing aborts a local call. */
    private RequestAbortedException() {
    }
}
