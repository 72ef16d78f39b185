package hudson.console;

/** A link in a log to a page of Jenkins. Declared: writing one, which here is its text alone. */
public class ModelHyperlinkNote {

    /** Only here: there are none. */
    private ModelHyperlinkNote() {
    }

    /** @param url below that of Jenkins if it begins with a slash */
    public static String encodeTo(String url, String text) {
        return text;
    }
}
