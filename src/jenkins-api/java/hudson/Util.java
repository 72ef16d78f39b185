package hudson;

import java.time.Duration;

/** Small helpers. Declared: those that we call. */
public class Util {

    private Util() {
    }

    public static String fixNull(String text) {
        return text == null ? "" : text;
    }

    public static String fixEmptyAndTrim(String text) {
        String trimmed = fixNull(text).trim();
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** A text as markup. */
    public static String escape(String text) {
        return text == null ? null : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#039;").replace("\n", "<br>").replaceAll(" (?= )", "&nbsp;");
    }

    /** A duration for people; the real one writes minutes, hours and days out, too. */
    public static String getTimeSpanString(long millis) {
        Duration duration = Duration.ofMillis(millis);
        return duration.toSeconds() == 0 ? millis + " ms" : duration.toSeconds() + " sec";
    }
}
