package hudson;

/** A plugin that is installed. Declared as a type. */
public abstract class Plugin {

    /** Only here: one that is there. */
    protected Plugin() {
    }
}
