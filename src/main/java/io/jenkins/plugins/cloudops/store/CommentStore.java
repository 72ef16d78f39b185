package io.jenkins.plugins.cloudops.store;

import com.fasterxml.jackson.core.JsonGenerator;
import hudson.model.Run;
import io.jenkins.plugins.cloudops.engine.terraform.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The comments of one build, in {@code cloudops/comments} of its directory: for each {@code ID.json}. */
public final class CommentStore {

    static final String DIRECTORY = "cloudops/comments";

    private final JsonFiles<StoredComment> files;

    private CommentStore(Path directory) {
        files = new JsonFiles<>(directory, "the comment", CommentStore::read, CommentStore::write);
    }

    public static CommentStore of(Run<?, ?> build) {
        return new CommentStore(build.getRootDir().toPath().resolve(DIRECTORY));
    }

    /** Keeps a comment; one with the same id is replaced. */
    public void save(StoredComment comment) throws IOException {
        files.save(comment.id(), comment);
    }

    /** All that show a plan, in no order that means anything. */
    public List<StoredComment> of(String plan) {
        return files.list(Comparator.comparing(StoredComment::id)).stream().filter(comment -> comment.plans().contains(plan)).toList();
    }

    private static void write(JsonGenerator json, StoredComment comment) throws IOException {
        json.writeStringField("id", comment.id());
        json.writeArrayFieldStart("plans");
        for (String plan : comment.plans()) {
            json.writeString(plan);
        }
        json.writeEndArray();
        json.writeStringField("pullRequest", comment.pullRequest());
        json.writeStringField("given", comment.given());
        json.writeStringField("credentialsId", comment.credentialsId());
        json.writeStringField("stack", comment.stack());
        json.writeStringField("workspace", comment.workspace());
        json.writeNumberField("parts", comment.parts());
        json.writeStringField("mode", comment.mode());
        json.writeStringField("url", comment.url());
    }

    private static StoredComment read(JsonObject json) throws IOException {
        return new StoredComment(json.text("id"), json.list("plans"), json.text("pullRequest"), json.text("given"),
                json.text("credentialsId"), json.text("stack"), json.text("workspace"), (int) json.number("parts"),
                json.text("mode"), json.text("url"));
    }
}
