package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Which builds have saved plans and since when, in {@code cloudops-pipeline/saved-plans} of Jenkins's home
 * directory, for each {@code ID.json}: so that nobody has to load every build to find the old ones.
 */
final class PlanIndex {

    private static final Logger LOGGER = Logger.getLogger(PlanIndex.class.getName());

    private final JsonFiles<Entry> files;

    private PlanIndex(Path directory) {
        files = new JsonFiles<>(directory, "the entry of a saved plan", PlanIndex::read, PlanIndex::write);
    }

    static PlanIndex get() {
        return new PlanIndex(Jenkins.get().getRootDir().toPath().resolve("cloudops-pipeline/saved-plans"));
    }

    /** One with the same id is replaced. */
    void add(Entry entry) throws IOException {
        files.save(entry.id(), entry);
    }

    void remove(String id) throws IOException {
        files.remove(id);
    }

    /** The newest first. */
    List<Entry> list() {
        return files.list(Comparator.comparingLong(Entry::saved).reversed().thenComparing(Entry::id));
    }

    private static void write(JsonGenerator json, Entry entry) throws IOException {
        json.writeStringField("id", entry.id());
        json.writeStringField("job", entry.job());
        json.writeNumberField("build", entry.build());
        json.writeNumberField("saved", entry.saved());
    }

    private static Entry read(JsonObject json) throws IOException {
        Entry entry = new Entry(json.text("id"), json.text("job"), (int) json.number("build"), json.number("saved"));
        if (!JsonFiles.isId(entry.id()) || entry.job().isEmpty()) {
            throw new IOException("It names no plan");
        }
        return entry;
    }

    /**
     * Where a plan is.
     *
     * @param job its full name
     * @param build its number
     * @param saved milliseconds since 1970
     */
    record Entry(String id, String job, int build, long saved) {

        String buildId() {
            return job + "#" + build;
        }
    }

    /** Keeps up with the names of jobs. */
    @Extension
    public static final class Names extends ItemListener {
        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            PlanIndex index = PlanIndex.get();
            for (Entry entry : index.list()) {
                if (entry.job().equals(oldFullName)) {
                    try {
                        index.add(new Entry(entry.id(), newFullName, entry.build(), entry.saved()));
                    } catch (IOException e) {
                        LOGGER.log(Level.WARNING, "Cannot note that " + oldFullName + " is now " + newFullName, e);
                    }
                }
            }
        }
    }
}
