package hudson.util;

/** A value that is kept encrypted. Declared: reading it; here it is kept as it is. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret fromString(String value) {
        return new Secret(value);
    }

    public String getPlainText() {
        return value;
    }
}
