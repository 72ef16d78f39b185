package io.jenkins.plugins.cloudops.engine.secrets;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sync came to, without a value: how many secrets got which end, summed over the targets, and each of them. As JSON:
 * {@code source}, {@code dryRun}, {@code targets} (texts), {@code counts} and {@code secrets} with target, name, source, version,
 * action, millis, message.
 */
public final class SyncReport implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Of the run directory. */
    public static final String FILE = "report.json";
    /** How many secrets are in it one by one where it is shown; those that need attention come first. */
    public static final int SHOWN = 500;

    private final String source;
    private final boolean dryRun;
    private final ArrayList<String> targets;
    private final LinkedHashMap<String, Integer> counts;
    private final ArrayList<Line> lines;

    /**
     * One secret at one target.
     *
     * @param target its label
     * @param sources names at the source
     * @param action in a word
     * @param millis how long the call took in which it was written
     * @param message why, or empty
     */
    public record Line(String target, String name, String sources, String version, String action, long millis, String message)
            implements Serializable {
    }

    private SyncReport(String source, boolean dryRun, List<String> targets, Map<String, Integer> counts, List<Line> lines) {
        this.source = source;
        this.dryRun = dryRun;
        this.targets = new ArrayList<>(targets);
        this.counts = new LinkedHashMap<>(counts);
        this.lines = new ArrayList<>(lines);
    }

    static SyncReport of(SyncRequest request, List<SyncEntry> entries) {
        Map<SyncAction, Integer> found = new EnumMap<>(SyncAction.class);
        entries.forEach(entry -> found.merge(entry.action(), 1, Integer::sum));
        LinkedHashMap<String, Integer> counts = new LinkedHashMap<>();
        for (SyncAction action : SyncAction.values()) {
            counts.put(action.count(), found.getOrDefault(action, 0));
        }
        List<String> labels = request.targets().stream().map(SecretTarget::label).toList();
        List<Line> lines = new ArrayList<>();
        for (SyncEntry entry : entries) {
            lines.add(new Line(labels.get(entry.target()), entry.name(), entry.source().replace("\n", ", "), entry.version(),
                    entry.action().word(), entry.millis(), entry.message()));
        }
        // A stable sort: what needs attention, then what was written, then the rest.
        lines.sort(Comparator.comparingInt(line -> -weight(SyncAction.of(line.action()))));
        return new SyncReport(request.source().label(), request.dryRun(), labels, counts, lines);
    }

    private static int weight(SyncAction action) {
        return action == SyncAction.UNCHANGED ? -1 : action.ordinal();
    }

    void write(Path run) throws IOException {
        Path file = OwnFile.create(run.resolve(FILE));
        try (JsonGenerator json = Json.FACTORY.createGenerator(Files.newOutputStream(file, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))) {
            json.writeStartObject();
            json.writeStringField("source", source);
            json.writeStringField("dryRun", String.valueOf(dryRun));
            json.writeObjectFieldStart("counts");
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("targets");
            for (String target : targets) {
                json.writeString(target);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("secrets");
            for (Line line : lines) {
                json.writeStartObject();
                json.writeStringField("target", line.target());
                json.writeStringField("name", line.name());
                json.writeStringField("source", line.sources());
                json.writeStringField("version", line.version());
                json.writeStringField("action", line.action());
                json.writeNumberField("millis", line.millis());
                json.writeStringField("message", line.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /**
     * Reads it back.
     *
     * @param most how many secrets to take in one by one
     */
    public static SyncReport read(Path file, int most) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        try (JsonParser parser = Json.FACTORY.createParser(Files.newInputStream(file))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!name.equals("secrets")) {
                    parser.nextToken();
                    head.put(name, Json.value(parser));
                    continue;
                }
                parser.nextToken();
                while (lines.size() < most && parser.nextToken() == JsonToken.START_OBJECT) {
                    Map<String, Object> line = Json.object(parser);
                    lines.add(new Line(Json.text(line, "target"), Json.text(line, "name"), Json.text(line, "source"),
                            Json.text(line, "version"), Json.text(line, "action"), Long.parseLong(Json.text(line, "millis")),
                            Json.text(line, "message")));
                }
                break;
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new IOException(Messages.Json_broken(file.getFileName()));
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SyncAction action : SyncAction.values()) {
            String count = Json.text(head, "counts", action.count());
            counts.put(action.count(), count.isEmpty() ? 0 : Integer.parseInt(count));
        }
        return new SyncReport(Json.text(head, "source"), Json.text(head, "dryRun").equals("true"),
                Json.list(head, "targets").stream().map(String::valueOf).toList(), counts, lines);
    }

    /** For people. */
    public String source() {
        return source;
    }

    public boolean dryRun() {
        return dryRun;
    }

    /** For people. */
    public List<String> targets() {
        return targets;
    }

    /** By the names that {@link SyncAction#count} gives. */
    public Map<String, Integer> counts() {
        return counts;
    }

    public int count(SyncAction action) {
        return counts.get(action.count());
    }

    /** What needs attention first; not more than were asked for. */
    public List<Line> lines() {
        return lines;
    }

    /** How many there are in all. */
    public int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** In one line. */
    public String headline() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> {
            if (count > 0 || name.equals("created") || name.equals("updated") || name.equals("unchanged")) {
                text.append(text.length() == 0 ? "" : ", ").append(count).append(' ').append(name);
            }
        });
        return (dryRun ? Messages.SyncReport_dryRun() + " " : "") + text;
    }
}
