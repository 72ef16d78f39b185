package hudson.security;

/** The permission to do something. Declared: the one to do everything. */
public final class Permission {

    public static final Permission FULL_CONTROL = new Permission("FullControl");

    private final String name;

    private Permission(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
