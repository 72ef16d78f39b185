package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;

/**
 * Which changes somebody wants to see.
 *
 * @param text that the address, the type or the module has in it, in capitals or not; empty for any
 * @param action the {@link Action#word()}; empty for any
 */
public record ChangeFilter(String text, String action) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Every change. */
    public static final ChangeFilter ALL = new ChangeFilter("", "");

    public ChangeFilter {
        text = text.strip();
    }

    public boolean isAll() {
        return text.isEmpty() && action.isEmpty();
    }

    public boolean matches(String address, String type, String module, Action what) {
        return (action.isEmpty() || what.word().equals(action)) && (has(address) || has(type) || has(module));
    }

    private boolean has(String where) {
        return text.isEmpty() || where.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    /**
     * Where a change stands in a list with the destructive ones first, without reading its values.
     *
     * @param line of {@link ChangeLines}
     * @return the ordinal of its action, or -1 if it does not match
     */
    public int group(String line) throws IOException {
        String address = "";
        String type = "";
        String module = "";
        Action what = null;
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME && !json.currentName().equals("attributes")) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "address" -> address = json.getText();
                    case "type" -> type = json.getText();
                    case "module" -> module = json.getText();
                    case "action" -> what = Action.ofWord(json.getText(), null);
                    default -> json.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("The stored change is not readable: its JSON is broken.", e);
        }
        if (what == null) {
            throw new IOException("The stored change is not readable: it does not say what is done.");
        }
        return matches(address, type, module, what) ? what.ordinal() : -1;
    }
}
