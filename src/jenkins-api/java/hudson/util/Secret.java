package hudson.util;

/** A value that is kept encrypted. Declared: reading it; here it is kept as it is. */
public final class Secret {

    private final String value;

    /** Only here: a value as it is. */
    Secret(String value) {
        this.value = value;
    }

    public String getPlainText() {
        return value;
    }
}
