package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.agent.ReadDigest;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import io.jenkins.plugins.cloudops.engine.terraform.PlanOrigin;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequestJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The plans of one build that can be applied: the plan file, the files that planning made, what whoever applies it has to
 * mask, what it does to every resource, and where all of it comes from, each sealed ({@code ID.tfplan.sealed}, {@code ID.files.sealed},
 * {@code ID.secrets.sealed}, {@code ID.actions.sealed}, {@code ID.origin.sealed}), since a plan file has the prior state and the credentials of the backend in clear. The origin is written last and
 * removed first: a plan without it was never saved. It is one JSON object, in which {@code origin} and
 * {@code request} are strings. {@code ID.dropped} says in a sentence why a plan is there no more.
 */
public final class SavedPlans {

    /** How large the files that planning made may be together, in bytes. */
    public static final long MOST_FILES = 50L << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PLAN = "tfplan";
    private static final String FILES = "files";
    private static final String SECRETS = "secrets";
    private static final String ACTIONS = "actions";
    private static final String ORIGIN = "origin";

    private final SealedParts parts;
    private final Clock clock;

    private SavedPlans(SealedParts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
    }

    public static SavedPlans of(Run<?, ?> build) {
        return of(build, Clock.systemUTC());
    }

    static SavedPlans of(Run<?, ?> build, Clock clock) {
        return new SavedPlans(SealedParts.of(build), clock);
    }

    /**
     * Keeps a plan; one with the same id is replaced. All of it is kept, or nothing. Then drops older ones of
     * the job, if there are more of them than configured.
     *
     * @param plan the plan file on the agent, which has to have the digest that the origin says
     * @param files an archive of what planning made, such as archives that the plan refers to; null if it made nothing
     * @param secrets what is known to be secret, as {@code RunSecrets} keeps it; null if nothing is
     * @param actions what it does to every resource, as {@code ActionLines} writes it
     * @throws IOException with a sentence if the files are too large, or the plan is another one
     */
    public void save(String id, PlanOrigin origin, PlanRequest request, FilePath plan, FilePath files, FilePath secrets, FilePath actions)
            throws IOException, InterruptedException {
        long size = files == null ? 0 : files.length();
        if (size > MOST_FILES) {
            throw new IOException(Messages.SavedPlans_filesTooLarge(String.valueOf(size >> 20), String.valueOf(MOST_FILES >> 20)));
        }
        remove(id);
        boolean saved = false;
        // First, so that what a crash leaves half-done is dropped in time, too.
        PlanIndex.get().add(new PlanIndex.Entry(id, parts.job(), parts.number(), clock.millis()));
        try {
            parts.save(id, PLAN, plan, origin.planDigest());
            String filesDigest = files == null ? "" : files.act(new ReadDigest());
            if (files != null) {
                parts.save(id, FILES, files, filesDigest);
            }
            String secretsDigest = secrets == null ? "" : secrets.act(new ReadDigest());
            if (secrets != null) {
                parts.save(id, SECRETS, secrets, secretsDigest);
            }
            String actionsDigest = actions.act(new ReadDigest());
            parts.save(id, ACTIONS, actions, actionsDigest);
            parts.saveText(id, ORIGIN, write(origin, request, filesDigest, secretsDigest, actionsDigest));
            saved = true;
        } finally {
            if (!saved) {
                remove(id);
            }
        }
        PlanRetention.dropTooMany(parts.job());
    }

    /**
     * Keeps no plan with this id.
     *
     * @param why a sentence for whoever wants to apply it
     */
    public void refuse(String id, String why) throws IOException {
        remove(id);
        Files.createDirectories(parts.directory());
        Files.writeString(dropped(id), why, StandardCharsets.UTF_8);
    }

    /** The plan with this id; if there is none that can be applied, it says why. */
    public SavedPlan get(String id) {
        if (!JsonFiles.isId(id)) {
            return SavedPlan.none(id, Messages.SavedPlans_neverSaved(id, parts.build()));
        }
        try {
            JsonObject kept = kept(id);
            return new SavedPlan(id, PlanOrigin.read(kept.text("origin")), PlanRequestJson.read(kept.text("request")),
                    !kept.text("filesDigest").isEmpty(), "");
        } catch (NoSuchFileException e) {
            return SavedPlan.none(id, whyNone(id));
        } catch (IOException | BadSetting e) {
            return SavedPlan.none(id, Messages.SavedPlans_unreadable(id, parts.build(), e.getMessage()));
        }
    }

    /**
     * Copies the plan file to an agent.
     *
     * @param target a file that is there already, readable by nobody else
     * @throws IOException with a sentence if there is none, or another one arrived; the target is deleted then
     */
    public void copyPlanTo(String id, FilePath target) throws IOException, InterruptedException {
        copy(id, PLAN, target);
    }

    /** Copies the archive of the files that planning made, in the same way. */
    public void copyFilesTo(String id, FilePath target) throws IOException, InterruptedException {
        copy(id, FILES, target);
    }

    /** Copies what has to be masked, in the same way; nothing if nothing was known. */
    public void copySecretsTo(String id, FilePath target) throws IOException, InterruptedException {
        if (!get(id).isThere() || !kept(id).text("secretsDigest").isEmpty()) {
            copy(id, SECRETS, target);
        }
    }

    /** Copies what it does to every resource, in the same way. */
    public void copyActionsTo(String id, FilePath target) throws IOException, InterruptedException {
        copy(id, ACTIONS, target);
    }

    private void copy(String id, String part, FilePath target) throws IOException, InterruptedException {
        String digest;
        try {
            SavedPlan plan = get(id);
            if (!plan.isThere()) {
                throw new IOException(plan.reason());
            }
            digest = part.equals(PLAN) ? plan.origin().planDigest() : kept(id).text(part + "Digest");
        } catch (IOException e) {
            SealedParts.delete(target, e);
            throw e;
        }
        parts.copyTo(id, part, target, digest);
    }

    /** Forgets a plan, because it was applied, say; nothing of it is left. Fine if there is none. */
    public void drop(String id) throws IOException {
        drop(id, "");
    }

    /** @param why a sentence for whoever wants to apply it */
    public void drop(String id, String why) throws IOException {
        if (parts.file(id, ORIGIN).exists() && !why.isEmpty()) {
            Files.writeString(dropped(id), why, StandardCharsets.UTF_8);
        }
        parts.drop(id, ORIGIN);
        parts.drop(id, PLAN);
        parts.drop(id, FILES);
        parts.drop(id, SECRETS);
        parts.drop(id, ACTIONS);
        PlanIndex.get().remove(id);
    }

    private void remove(String id) throws IOException {
        drop(id);
        Files.deleteIfExists(dropped(id));
    }

    private Path dropped(String id) {
        return parts.directory().resolve(id + ".dropped");
    }

    private String whyNone(String id) {
        try {
            return Files.readString(dropped(id), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return Messages.SavedPlans_neverSaved(id, parts.build());
        }
    }

    private JsonObject kept(String id) throws IOException {
        return JsonObject.read(parts.readText(id, ORIGIN));
    }

    private static String write(PlanOrigin origin, PlanRequest request, String filesDigest, String secretsDigest,
            String actionsDigest) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("origin", origin.write());
            json.writeStringField("request", PlanRequestJson.write(request));
            json.writeStringField("filesDigest", filesDigest);
            json.writeStringField("secretsDigest", secretsDigest);
            json.writeStringField("actionsDigest", actionsDigest);
            json.writeEndObject();
        }
        return text.toString();
    }
}
