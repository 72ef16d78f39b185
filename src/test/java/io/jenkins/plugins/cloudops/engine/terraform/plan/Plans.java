package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Plans for tests: from the golden files, or from a few words of JSON. */
final class Plans {

    private Plans() {}

    static byte[] bytes(String file) throws IOException {
        try (InputStream in = Plans.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    static String text(String file) throws IOException {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static PlanSummary golden(String file) throws IOException {
        return read(text(file), Sink.none());
    }

    static PlanSummary read(String json, Sink sink) throws IOException {
        return new PlanReader().read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), sink);
    }

    static PlanSummary of(String... changes) throws IOException {
        return read(json(changes), Sink.none());
    }

    static String json(String... changes) {
        return GeneratedPlan.HEAD + "\"resource_changes\":[" + String.join(",", changes) + "]," + GeneratedPlan.TAIL;
    }

    /** One entry of resource_changes; the last argument is the rest of "change", from its comma on. */
    static String change(String address, String actions, String before, String after, String rest) {
        return "{\"address\":\"" + address + "\",\"mode\":\"managed\",\"type\":\"a_type\",\"name\":\"x\",\"change\":{\"actions\":["
                + actions + "],\"before\":" + before + ",\"after\":" + after + rest + "}}";
    }

    /** What an update from one value to the other lists. */
    static List<AttributeChange> update(String before, String after, String rest) throws IOException {
        return of(change("a.x", "\"update\"", before, after, rest)).changes().get(0).attributes();
    }

    /** The listed attributes as "symbol path: before > after". */
    static List<String> words(List<AttributeChange> attributes) {
        return attributes.stream()
                .map(a -> a.kind().symbol() + " " + a.path() + ": " + a.before() + " > " + a.after() + (a.forcesReplacement() ? " !" : ""))
                .toList();
    }

    static Change change(String address, Action action) {
        return new Change(address, "a_type", "", Change.Mode.MANAGED, action, "", "", false, "", List.of(), 0);
    }
}
