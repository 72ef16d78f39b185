package io.jenkins.plugins.cloudops.engine.terraform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a saved plan is bound to, since the plan file says little of it: not its workspace, its directory
 * or its state. All texts may be empty if they were not to be had; digests are SHA-256 in hexadecimal digits.
 *
 * @param stack the directory of the root module, relative to the agent workspace
 * @param directory the same, absolute, as it was when the plan was made
 * @param workspace Terraform's
 * @param tool the name of the installation or the executable
 * @param toolVersion such as {@code 1.11.4}
 * @param sources what the plan was made of
 * @param state what the plan is to change
 * @param planDigest of the plan file
 * @param destroy whether it is a plan to destroy
 * @param operations how many resources it creates, updates or deletes
 */
public record PlanOrigin(String stack, String directory, String workspace, String tool, String toolVersion,
        Sources sources, State state, String planDigest, boolean destroy, int operations) {

    /** Of no plan. */
    public static final PlanOrigin NONE = new PlanOrigin("", "", "", "", "",
            new Sources("", "", "", Map.of(), Map.of()), new State("", "", "", State.UNKNOWN), "", false, 0);

    private static final JsonFactory JSON = new JsonFactory();

    /** One JSON object, in which {@code sources} and {@code state} are objects. */
    public String write() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("stack", stack);
            json.writeStringField("directory", directory);
            json.writeStringField("workspace", workspace);
            json.writeStringField("tool", tool);
            json.writeStringField("toolVersion", toolVersion);
            json.writeObjectFieldStart("sources");
            json.writeStringField("commit", sources.commit);
            json.writeStringField("tree", sources.tree);
            json.writeStringField("uncommitted", sources.uncommitted);
            write(json, "providers", sources.providers);
            write(json, "varFiles", sources.varFiles);
            json.writeEndObject();
            json.writeObjectFieldStart("state");
            json.writeStringField("label", state.label);
            json.writeStringField("key", state.key);
            json.writeStringField("lineage", state.lineage);
            json.writeNumberField("serial", state.serial);
            json.writeEndObject();
            json.writeStringField("planDigest", planDigest);
            json.writeBooleanField("destroy", destroy);
            json.writeNumberField("operations", operations);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /**
     * Reads what this version or another one wrote. Fields that are unknown are skipped; those that are missing
     * are empty.
     *
     * @throws IOException if the text is no such object
     */
    public static PlanOrigin read(String text) throws IOException {
        JsonObject json = JsonObject.read(text);
        JsonObject sources = json.object("sources");
        JsonObject state = json.object("state");
        return new PlanOrigin(json.text("stack"), json.text("directory"), json.text("workspace"),
                json.text("tool"), json.text("toolVersion"),
                new Sources(sources.text("commit"), sources.text("tree"), sources.text("uncommitted"),
                        sources.texts("providers"), sources.texts("varFiles")),
                new State(state.text("label"), state.text("key"), state.text("lineage"),
                        state.has("serial") ? state.number("serial") : State.UNKNOWN),
                json.text("planDigest"), json.flag("destroy"), (int) json.number("operations"));
    }

    /**
     * The files that a plan was made of.
     *
     * @param commit the id of the commit that was checked out
     * @param tree the id of the tree of the stack in that commit
     * @param uncommitted a digest of what below the stack is tracked and was changed since
     * @param providers the version of each provider that {@code .terraform.lock.hcl} selects
     * @param varFiles a digest of each file of variables, by its path as given, in the order given
     */
    public record Sources(String commit, String tree, String uncommitted, Map<String, String> providers,
            Map<String, String> varFiles) {

        public Sources {
            providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
            varFiles = Collections.unmodifiableMap(new LinkedHashMap<>(varFiles));
        }
    }

    /**
     * The state that a plan is to change.
     *
     * @param label the state for people
     * @param key names the state among all others, for those who take turns on it
     * @param lineage the id that Terraform gave it
     * @param serial how often it was written, {@link #UNKNOWN} if there is none or it was not to be had
     */
    public record State(String label, String key, String lineage, long serial) {

        public static final long UNKNOWN = -1;
    }
}
