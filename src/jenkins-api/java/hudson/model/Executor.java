package hudson.model;

/** Builds something on a computer. Declared: the one of this thread, and its computer. */
public final class Executor {

    /** Only here: whoever tests is one. */
    public static final ThreadLocal<Executor> CURRENT = new ThreadLocal<>();

    private final Computer owner;

    /** Only here. */
    public Executor(Computer owner) {
        this.owner = owner;
    }

    /** Null in another thread. */
    public static Executor currentExecutor() {
        return CURRENT.get();
    }

    public Computer getOwner() {
        return owner;
    }
}
