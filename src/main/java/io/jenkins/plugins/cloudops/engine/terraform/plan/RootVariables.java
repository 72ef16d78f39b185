package io.jenkins.plugins.cloudops.engine.terraform.plan;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the values of the root module's sensitive variables. The values stand near the document's beginning, that they are
 * sensitive only near its end, so they are held until then: as much as a process takes for its input, see
 * {@value #MAX_CHARACTERS}.
 */
final class RootVariables {

    static final int MAX_CHARACTERS = 4_000_000;

    private final JsonParser parser;
    private final JsonTape tape;
    private final SensitiveValues into;
    private final Map<String, Set<String>> strings = new HashMap<>();
    private final Map<String, Set<String>> numbers = new HashMap<>();
    private int characters;

    RootVariables(JsonParser parser, JsonTape tape, SensitiveValues into) {
        this.parser = parser;
        this.tape = tape;
        this.into = into;
    }

    /** Reads {@code variables}: an object of {@code {"value": …}} by name. */
    void values() throws IOException {
        Members.read(parser, name -> {
            tape.clear();
            hold(name, tape.field(tape.copy(parser), "value"));
        });
    }

    /** Reads {@code configuration}, of which only {@code root_module.variables} matters. */
    void configuration() throws IOException {
        within("root_module", () -> within("variables", () -> Members.read(parser, this::variable)));
        strings.clear();
        numbers.clear();
    }

    private void variable(String name) throws IOException {
        tape.clear();
        int variable = tape.copy(parser);
        if (tape.isTrue(tape.field(variable, "sensitive"))) {
            strings.getOrDefault(name, Set.of()).forEach(into::add);
            numbers.getOrDefault(name, Set.of()).forEach(into::addNumber);
        }
    }

    private void within(String member, Reading reading) throws IOException {
        Members.read(parser, name -> {
            if (name.equals(member)) {
                reading.read();
            } else {
                parser.skipChildren();
            }
        });
    }

    private void hold(String name, int value) {
        if (tape.isString(value) || tape.isNumber(value)) {
            String text = tape.text(value);
            characters += text.length();
            if (characters <= MAX_CHARACTERS) {
                (tape.isString(value) ? strings : numbers).computeIfAbsent(name, key -> new HashSet<>()).add(text);
            }
        }
        for (int child = tape.first(value); child != JsonTape.NONE; child = tape.next(value, child)) {
            hold(name, child);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void read() throws IOException;
    }
}
