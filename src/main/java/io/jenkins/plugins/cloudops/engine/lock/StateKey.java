package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which state a run works on: two runs have the same key when a lock of the one stops the other.
 *
 * <p>Only what locates the state counts. Credentials, and how the backend is spoken to, do not: a new password is not a
 * new state. See {@link BackendLocation} for what that is with each backend.
 *
 * @param digest SHA-256 in 64 hexadecimal digits; equal for the same state
 * @param backend the type of the backend, {@code s3}
 * @param label the state for people, on one line of at most {@value #MAX_LABEL} characters and without secrets:
 *     {@code s3 states/network.tfstate, workspace prod}
 */
public record StateKey(String digest, String backend, String label) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The environment variables that can say where a state is, for all backends. */
    public static final List<String> VARIABLES = List.of("ARM_ENVIRONMENT", "ARM_METADATA_HOST", "ARM_METADATA_HOSTNAME",
            "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_REGION", "AWS_S3_ENDPOINT",
            "CONSUL_HTTP_ADDR", "CONSUL_NAMESPACE", "GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT",
            "GOOGLE_STORAGE_CUSTOM_ENDPOINT", "KUBE_CTX", "KUBE_CTX_CLUSTER", "KUBE_HOST", "KUBE_NAMESPACE",
            "PGDATABASE", "PGHOST", "PGPORT", "PGUSER", "PG_CONN_STR", "PG_SCHEMA_NAME",
            "TENCENTCLOUD_DOMAIN", "TENCENTCLOUD_ENDPOINT", "TENCENTCLOUD_REGION", "TF_HTTP_ADDRESS");

    static final int MAX_LABEL = 300;
    static final String DEFAULT_WORKSPACE = "default";

    /* Part of every digest: another way to compute it is another key, never by chance the same. */
    private static final String SCHEME = "cloudops state 1";

    public StateKey {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(label, "label");
    }

    /**
     * @param backendType as {@code init} recorded it; {@code local} or "" if it recorded none
     * @param config {@code backend.config} of the record: texts, numbers, truth values, lists, maps; null values are
     *     settings that are not there
     * @param environment the variables that the CLI runs with; for those that a backend reads when a setting is missing
     * @param workspace the Terraform workspace; "" is {@code default}
     * @param agent the name of the agent, which counts for {@code local} only; "" is the controller's own node
     * @param directory the absolute path of the stack, without symbolic links; counts for {@code local} only
     */
    public static StateKey of(
            String backendType,
            Map<String, ?> config,
            Map<String, String> environment,
            String workspace,
            String agent,
            String directory) {
        String type = backendType.isEmpty() ? "local" : backendType;
        String named = workspace.isEmpty() ? DEFAULT_WORKSPACE : workspace;
        BackendLocation location = BackendLocation.of(type, new BackendSettings(config, environment), named, agent, directory);
        MessageDigest sha256 = sha256();
        add(sha256, SCHEME);
        add(sha256, type);
        location.parts().forEach((name, value) -> {
            add(sha256, name);
            add(sha256, value);
        });
        String label = Printable.line(type + " " + location.label() + ", workspace " + named);
        return new StateKey(
                HexFormat.of().formatHex(sha256.digest()),
                type,
                label.length() <= MAX_LABEL ? label : label.substring(0, MAX_LABEL - 1) + "…");
    }

    /** Whether both are the same state, whatever they are called. */
    public boolean sameState(StateKey other) {
        return digest.equals(other.digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** With its length, so that no two lists of parts look the same. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }
}
