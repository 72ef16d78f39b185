package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.HclTokens.Kind;
import io.jenkins.plugins.cloudops.engine.terraform.HclTokens.Token;
import io.jenkins.plugins.cloudops.engine.terraform.plan.JsonTape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The variables that a root module declares {@code sensitive} or {@code ephemeral}, and the values that they get: known
 * before there is a plan, so that a validation's message that repeats one is masked. The order in which Terraform prefers
 * one value to another does not matter, all are collected.
 *
 * <p>Tolerant: what cannot be read gives nothing, since the CLI itself will say what is wrong with it. Not evaluated are
 * expressions; files of more than {@value #LARGEST} bytes are not read.
 */
public final class SensitiveVariables {

    static final int LARGEST = 4 << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String ENVIRONMENT = "TF_VAR_";

    private final Set<String> names = new TreeSet<>();
    private final SensitiveValues into;

    private SensitiveVariables(SensitiveValues into) {
        this.into = into;
    }

    /**
     * Reads the configuration of a stack and the files of values in it that Terraform reads by itself.
     *
     * @param into gets their defaults and values
     */
    public static SensitiveVariables of(Path stack, SensitiveValues into) throws IOException {
        SensitiveVariables variables = new SensitiveVariables(into);
        List<Path> files;
        try (Stream<Path> all = Files.list(stack)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(".tf") || name.endsWith(".tofu")) {
                variables.declarations(HclTokens.of(read(file)));
            } else if (name.endsWith(".tf.json") || name.endsWith(".tofu.json")) {
                variables.json(read(file), variables::declarations);
            }
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (name.equals("terraform.tfvars") || name.equals("terraform.tfvars.json")
                    || name.endsWith(".auto.tfvars") || name.endsWith(".auto.tfvars.json")) {
                variables.file(file);
            }
        }
        return variables;
    }

    /** Tells the settings of a file of them, in JSON if its name ends so: what is a text or a number by itself. */
    static void settings(Path file, BiConsumer<String, String> visitor) throws IOException {
        SensitiveVariables reader = new SensitiveVariables(new SensitiveValues());
        if (String.valueOf(file.getFileName()).endsWith(".json")) {
            reader.json(read(file), (tape, root) -> {
                for (int each = tape.first(root); each != JsonTape.NONE; each = tape.next(root, each)) {
                    visitor.accept(tape.name(each), tape.text(each));
                }
            });
        } else {
            settings(HclTokens.of(read(file)), visitor);
        }
    }

    /** Tells the settings in the {@code backend} blocks of a stack, those in {@code .tf.json} aside. */
    static void backends(Path stack, BiConsumer<String, String> visitor) throws IOException {
        try (Stream<Path> all = Files.list(stack)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".tf") || name.endsWith(".tofu")) {
                    block(HclTokens.of(read(file)), "terraform", terraform ->
                            block(terraform, "backend", backend -> settings(backend, visitor)));
                }
            }
        }
    }

    /* word "label" … { body } */
    private static void block(List<Token> tokens, String word, Consumer<List<Token>> visitor) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).opens()) {
                int end = close(tokens, i);
                int first = i - 1;
                while (first > 0 && tokens.get(first).kind() == Kind.STRING) {
                    first--;
                }
                if (first >= 0 && tokens.get(first).is(Kind.WORD, word)) {
                    visitor.accept(tokens.subList(i + 1, end));
                }
                i = end;
            }
        }
    }

    private static void settings(List<Token> tokens, BiConsumer<String, String> visitor) {
        each(tokens, (name, value) -> {
            if (value.size() == 1 && (value.get(0).kind() == Kind.STRING || value.get(0).kind() == Kind.NUMBER)) {
                visitor.accept(name, value.get(0).text());
            }
        });
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** Collects from a file of values, in JSON if its name ends so. */
    public void file(Path file) throws IOException {
        text(read(file), String.valueOf(file.getFileName()).endsWith(".json"));
    }

    /** Collects from what such a file holds. */
    public void text(String values, boolean json) {
        if (json) {
            json(values, (tape, root) -> names.forEach(name -> tape.collect(tape.field(root, name), into)));
        } else {
            assignments(HclTokens.of(values));
        }
    }

    /** Collects from values by name: strings, numbers, maps and collections. */
    public void values(Map<String, ?> values) {
        names.forEach(name -> leaves(values.get(name)));
    }

    /** Collects from {@code TF_VAR_name}, which is a string, or an expression if the variable's type is no string. */
    public void environment(Map<String, String> environment) {
        for (String name : names) {
            String value = environment.get(ENVIRONMENT + name);
            if (value != null) {
                into.add(value);
                assignments(HclTokens.of(name + " = " + value));
            }
        }
    }

    private static String read(Path file) throws IOException {
        return Files.size(file) > LARGEST ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /* variable "name" { sensitive = true  default = … } */
    private void declarations(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && token.is(Kind.WORD, "variable") && i + 2 < tokens.size() && tokens.get(i + 2).opens()) {
                int end = close(tokens, i + 2);
                List<Token> body = tokens.subList(i + 3, end);
                if (isTrue(body, "sensitive") || isTrue(body, "ephemeral")) {
                    names.add(tokens.get(i + 1).text());
                    each(body, (name, value) -> collect(name.equals("default") ? value : List.of()));
                }
                i = end;
            } else {
                depth = Math.max(0, depth + (token.opens() ? 1 : token.closes() ? -1 : 0));
            }
        }
    }

    private static boolean isTrue(List<Token> body, String wanted) {
        boolean[] found = {false};
        each(body, (name, value) ->
                found[0] |= name.equals(wanted) && value.size() == 1 && value.get(0).text().equals("true"));
        return found[0];
    }

    private void assignments(List<Token> tokens) {
        each(tokens, (name, value) -> collect(names.contains(name) ? value : List.of()));
    }

    private interface Assignment {
        void is(String name, List<Token> value);
    }

    /** Every {@code name = value} that is not within something else. */
    private static void each(List<Token> tokens, Assignment visitor) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).opens()) {
                i = close(tokens, i);
            } else if (tokens.get(i + 1).is(Kind.SIGN, "=")) {
                String name = tokens.get(i).text();
                int start = i + 2;
                for (i = start; i < tokens.size() && tokens.get(i).kind() != Kind.LINE; i++) {
                    i = tokens.get(i).opens() ? close(tokens, i) : i;
                }
                visitor.is(name, tokens.subList(start, Math.min(i, tokens.size())));
            }
        }
    }

    /** Where what is opened there is closed, or the end. */
    private static int close(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private void collect(List<Token> value) {
        for (int i = 0; i < value.size(); i++) {
            Token next = i + 1 < value.size() ? value.get(i + 1) : null;
            boolean key = next != null && (next.is(Kind.SIGN, "=") || next.is(Kind.SIGN, ":"));
            if (value.get(i).kind() == Kind.STRING && !key) {
                into.add(value.get(i).text());
            } else if (value.get(i).kind() == Kind.NUMBER && !key) {
                into.addNumber(value.get(i).text());
            }
        }
    }

    private void leaves(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::leaves);
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::leaves);
        } else if (value instanceof Number number) {
            into.addNumber(number.toString());
        } else if (value != null) {
            into.add(value.toString());
        }
    }

    private interface Document {
        void read(JsonTape tape, int root);
    }

    private void json(String text, Document document) {
        JsonTape tape = new JsonTape();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != null) {
                document.read(tape, tape.copy(parser));
            }
        } catch (IOException notJson) {
            // Nothing is known.
        }
    }

    /* {"variable": {"name": {"sensitive": true}}}, or lists of such objects in either place */
    private void declarations(JsonTape tape, int root) {
        for (int declared : objects(tape, tape.field(root, "variable"))) {
            for (int entry = tape.first(declared); entry != JsonTape.NONE; entry = tape.next(declared, entry)) {
                for (int variable : objects(tape, entry)) {
                    if (isTrue(tape, variable, "sensitive") || isTrue(tape, variable, "ephemeral")) {
                        names.add(tape.name(entry));
                        tape.collect(tape.field(variable, "default"), into);
                    }
                }
            }
        }
    }

    private static boolean isTrue(JsonTape tape, int variable, String name) {
        int value = tape.field(variable, name);
        return tape.isTrue(value) || tape.text(value).equals("true");
    }

    private static List<Integer> objects(JsonTape tape, int node) {
        if (tape.isObject(node)) {
            return List.of(node);
        }
        List<Integer> objects = new ArrayList<>();
        if (tape.isArray(node)) {
            for (int child = tape.first(node); child != JsonTape.NONE; child = tape.next(node, child)) {
                objects.addAll(objects(tape, child));
            }
        }
        return objects;
    }
}
