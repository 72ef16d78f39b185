package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values out of Secrets Manager: the answer to {@code aws secretsmanager batch-get-secret-value}, in which an error stands
 * beside the values and the CLI exits with 0, or to {@code get-secret-value}. What is not needed is not kept.
 */
final class AwsAnswers {

    private final ValueFiles values;
    private final Set<String> needed;
    private final List<SecretsProblem> problems = new ArrayList<>();

    /** @param needed ids of secrets */
    AwsAnswers(ValueFiles values, Set<String> needed) {
        this.values = values;
        this.needed = needed;
    }

    /** To a filter: what it has no value of is asked for by its id afterwards, so errors are of no use here. */
    void readMany(Path file) throws IOException {
        Json.each(file, Map.of("SecretValues", this::take));
    }

    void readBatch(Path file) throws IOException {
        Json.each(file, Map.of("SecretValues", this::take, "Errors", this::refused));
    }

    void readOne(Path file) throws IOException {
        take(Json.one(file));
    }

    private void take(Map<String, Object> secret) throws IOException {
        String id = Json.text(secret, "ARN");
        if (id.isEmpty()) {
            throw new IOException(Messages.AwsAnswers_noArn());
        }
        if (!needed.contains(id)) {
            return;
        }
        String version = Json.text(secret, "VersionId");
        if (secret.containsKey("SecretString")) {
            values.put(id, version, SecretValue.text(Json.text(secret, "SecretString")));
        } else {
            values.put(id, version, new SecretValue(Base64.getDecoder().decode(Json.text(secret, "SecretBinary")), true));
        }
    }

    private void refused(Map<String, Object> error) {
        String code = Json.text(error, "ErrorCode");
        problems.add(new SecretsProblem(CliProblem.kindOfAws(code), Messages.AwsAnswers_refused(
                Visible.of(Json.text(error, "SecretId")), Visible.of(code), Visible.of(Json.text(error, "Message")))));
    }

    /** What could not be read. */
    List<SecretsProblem> problems() {
        return problems;
    }
}
