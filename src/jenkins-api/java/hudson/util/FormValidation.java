package hudson.util;

import hudson.Util;
import java.io.IOException;

/** What a form says about a value, as markup. Declared: that it is fine, nearly so, or why not. */
public abstract class FormValidation extends IOException {

    private static final long serialVersionUID = 1L;

    /** Whether a value is fine. */
    public final Kind kind;

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FormValidation ok() {
        return new FormValidation(Kind.OK, null) { };
    }

    public static FormValidation ok(String message) {
        return new FormValidation(Kind.OK, Util.escape(message)) { };
    }

    public static FormValidation warning(String message) {
        return new FormValidation(Kind.WARNING, Util.escape(message)) { };
    }

    public static FormValidation error(String message) {
        return new FormValidation(Kind.ERROR, Util.escape(message)) { };
    }

    /** How good a value is. */
    public enum Kind {
        OK, WARNING, ERROR
    }
}
