package hudson.util;

/** A value that is kept encrypted. Declared: making and reading it; here it is kept as it is. */
public final class Secret {

    private final String value;

    /** Only here: a value as it is. */
    Secret(String value) {
        this.value = value;
    }

    public static Secret fromString(String value) {
        return new Secret(value == null ? "" : value);
    }

    public String getPlainText() {
        return value;
    }
}
