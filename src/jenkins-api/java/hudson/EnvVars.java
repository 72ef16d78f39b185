package hudson;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables by name, whose case is kept and does not matter. Declared: the map itself,
 * adding others, and expanding references to its variables.
 */
public class EnvVars extends TreeMap<String, String> {

    private static final long serialVersionUID = 1L;
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)\\})");

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    public EnvVars(Map<String, String> variables) {
        this();
        putAll(variables);
    }

    @Override
    public String put(String name, String value) {
        if (value == null) {
            throw new IllegalArgumentException("The variable " + name + " has no value");
        }
        return super.put(name, value);
    }

    /** Adds variables, whose references to those that are here are expanded. */
    public EnvVars overrideExpandingAll(Map<String, String> all) {
        all.forEach((name, value) -> put(name, expand(value)));
        return this;
    }

    /** References to what is not here stay as they are. */
    public String expand(String text) {
        return text == null ? null : REFERENCE.matcher(text).replaceAll(reference -> {
            String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
            return Matcher.quoteReplacement(getOrDefault(name, reference.group()));
        });
    }
}
