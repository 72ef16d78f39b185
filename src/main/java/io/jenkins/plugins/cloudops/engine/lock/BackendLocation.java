package io.jenkins.plugins.cloudops.engine.lock;

import io.jenkins.plugins.cloudops.engine.redact.SecretNames;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a backend keeps one state. The settings, their defaults, the variables that stand in for them and the path of a
 * workspace's state are those of Terraform's sources ({@code internal/backend/remote-state/<type>/backend.go} and
 * {@code backend_state.go}), and the same in OpenTofu. Longer than most classes, since it is the table of all backends.
 *
 * <p>What differs without locating the state is left out: how to lock ({@code lock_address}, {@code dynamodb_table}), to
 * encrypt, to retry, to log in, and settings that name the same place in another way.
 *
 * @param parts what counts, in the order of its names
 * @param label the same for people, without secrets
 */
record BackendLocation(Map<String, String> parts, String label) {

    static BackendLocation of(String type, BackendSettings settings, String workspace, String agent, String directory) {
        boolean isDefault = workspace.equals(StateKey.DEFAULT_WORKSPACE);
        return switch (type) {
            case "local" -> local(settings, workspace, isDefault, agent, directory);
            case "s3" -> s3(settings, workspace, isDefault);
            case "gcs" -> gcs(settings, workspace);
            case "azurerm" -> azurerm(settings, workspace, isDefault);
            case "pg" -> pg(settings, workspace);
            case "http" -> http(settings);
            case "consul" -> consul(settings, workspace, isDefault);
            case "kubernetes" -> kubernetes(settings, workspace);
            case "cos" -> cos(settings, workspace, isDefault);
            case "oss" -> oss(settings, workspace, isDefault);
            default -> other(settings, workspace);
        };
    }

    private static BackendLocation local(
            BackendSettings settings, String workspace, boolean isDefault, String agent, String directory) {
        Path stack = Path.of(directory);
        Path state = isDefault
                ? stack.resolve(settings.textOr("terraform.tfstate", "path"))
                : stack.resolve(settings.textOr("terraform.tfstate.d", "workspace_dir")).resolve(workspace).resolve("terraform.tfstate");
        String path = state.normalize().toString();
        return new Parts().add("agent", agent).add("path", path)
                .labelled(path + (agent.isEmpty() ? "" : " on " + agent));
    }

    private static BackendLocation s3(BackendSettings settings, String workspace, boolean isDefault) {
        String bucket = settings.text("bucket");
        String key = settings.text("key");
        String path = isDefault ? key : joined(settings.textOr("env:", "workspace_key_prefix"), workspace, key);
        String endpoint = settings.text("endpoints.s3");
        if (endpoint.isEmpty()) {
            endpoint = settings.text("endpoint", "AWS_ENDPOINT_URL_S3", "AWS_S3_ENDPOINT", "AWS_ENDPOINT_URL");
        }
        String region = settings.text("region", "AWS_REGION", "AWS_DEFAULT_REGION");
        return new Parts().add("endpoint", amazon(ServerAddress.ofServer(endpoint), region))
                .add("bucket", bucket).add("path", path)
                .labelled(bucket + "/" + path);
    }

    /* A name of a bucket is taken once in a partition, in whatever region and through whatever host it is asked for. */
    private static String amazon(String endpoint, String region) {
        if (!endpoint.isEmpty() && !endpoint.matches(".*\\.amazonaws\\.com(\\.cn)?")) {
            return endpoint;
        }
        if (region.startsWith("cn-") || endpoint.endsWith(".cn")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("us-iso") ? "aws-iso" : "aws";
    }

    private static BackendLocation gcs(BackendSettings settings, String workspace) {
        String bucket = settings.text("bucket");
        String path = joined(settings.text("prefix"), workspace + ".tfstate");
        String endpoint = settings.text(
                "storage_custom_endpoint", "GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT", "GOOGLE_STORAGE_CUSTOM_ENDPOINT");
        return new Parts().add("endpoint", ServerAddress.ofServer(endpoint)).add("bucket", bucket).add("path", path)
                .labelled(bucket + "/" + path);
    }

    private static BackendLocation azurerm(BackendSettings settings, String workspace, boolean isDefault) {
        String account = settings.text("storage_account_name");
        String container = settings.text("container_name");
        String blob = settings.text("key") + (isDefault ? "" : "env:" + workspace);
        // Names of storage accounts are taken once in a cloud, so the subscription does not matter.
        return new Parts()
                .add("cloud", settings.textOr("public", "environment", "ARM_ENVIRONMENT").toLowerCase(Locale.ROOT))
                .add("metadata", settings.text("metadata_host", "ARM_METADATA_HOSTNAME", "ARM_METADATA_HOST").toLowerCase(Locale.ROOT))
                .add("account", account).add("container", container).add("blob", blob)
                .labelled(account + "/" + container + "/" + blob);
    }

    private static BackendLocation pg(BackendSettings settings, String workspace) {
        PostgresAddress address = PostgresAddress.of(settings);
        String schema = settings.textOr("terraform_remote_state", "schema_name", "PG_SCHEMA_NAME");
        return new Parts().add("server", address.server()).add("database", address.database()).add("schema", schema)
                .add("workspace", workspace)
                .labelled(address.server() + "/" + address.database() + ", schema " + schema);
    }

    /* It has no Terraform workspaces. */
    private static BackendLocation http(BackendSettings settings) {
        String address = settings.text("address", "TF_HTTP_ADDRESS");
        return new Parts().add("address", ServerAddress.of(address)).labelled(ServerAddress.label(address));
    }

    private static BackendLocation consul(BackendSettings settings, String workspace, boolean isDefault) {
        String address = ServerAddress.ofServer(settings.textOr("127.0.0.1:8500", "address", "CONSUL_HTTP_ADDR"))
                .replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
        String path = settings.text("path") + (isDefault ? "" : "-env:" + workspace);
        return new Parts().add("address", address).add("datacenter", settings.text("datacenter"))
                .add("namespace", settings.variable("CONSUL_NAMESPACE")).add("path", path)
                .labelled(address + "/" + path);
    }

    /*
     * The file of KUBE_CONFIG_PATH does not count: credentials are bound to another file in each build. One that the
     * configuration names does, since clusters are often told apart by it.
     */
    private static BackendLocation kubernetes(BackendSettings settings, String workspace) {
        String namespace = settings.textOr("default", "namespace", "KUBE_NAMESPACE");
        String secret = "tfstate-" + workspace + "-" + settings.text("secret_suffix");
        String host = ServerAddress.ofServer(settings.text("host", "KUBE_HOST"));
        String context = settings.text("config_context", "KUBE_CTX");
        return new Parts().add("host", host)
                .add("files", host.isEmpty() ? settings.text("config_path") : "")
                .add("context", host.isEmpty() ? context : "")
                .add("cluster", host.isEmpty() ? settings.text("config_context_cluster", "KUBE_CTX_CLUSTER") : "")
                .add("namespace", namespace).add("secret", secret)
                .labelled((host.isEmpty() ? context : host) + (host.isEmpty() && context.isEmpty() ? "" : " ") + namespace + "/" + secret);
    }

    private static BackendLocation cos(BackendSettings settings, String workspace, boolean isDefault) {
        String key = settings.textOr("terraform.tfstate", "key");
        String prefix = settings.text("prefix");
        String path = isDefault ? joined(prefix, key) : joined(prefix, workspace, key);
        String bucket = settings.text("bucket");
        return new Parts()
                .add("endpoint", ServerAddress.ofServer(settings.text("endpoint", "TENCENTCLOUD_ENDPOINT")))
                .add("domain", settings.text("domain", "TENCENTCLOUD_DOMAIN"))
                .add("region", settings.text("region", "TENCENTCLOUD_REGION"))
                .add("bucket", bucket).add("path", path)
                .labelled(bucket + "/" + path);
    }

    private static BackendLocation oss(BackendSettings settings, String workspace, boolean isDefault) {
        String key = settings.textOr("terraform.tfstate", "key");
        String prefix = settings.textOr("env:", "prefix");
        String path = isDefault ? joined(prefix, key) : joined(prefix, workspace, key);
        String bucket = settings.text("bucket");
        // Names of buckets are taken once in the whole service.
        return new Parts().add("bucket", bucket).add("path", path).labelled(bucket + "/" + path);
    }

    private static BackendLocation other(BackendSettings settings, String workspace) {
        Parts parts = new Parts().add("workspace", workspace);
        settings.flat().forEach((name, value) -> {
            if (!SecretNames.match(name)) {
                parts.add("setting " + name, ServerAddress.of(value));
            }
        });
        // Which of its settings could be shown is not known.
        return parts.labelled("(" + (parts.parts.size() - 1) + " settings)");
    }

    /** As Go's {@code path.Join}: without empty segments. */
    private static String joined(String... segments) {
        String path = String.join("/", segments).replaceAll("/{2,}", "/").replaceAll("(?<=/)\\./|^\\./", "");
        return path.startsWith("/") && segments[0].isEmpty() ? path.substring(1) : path;
    }

    private static final class Parts {
        private final Map<String, String> parts = new TreeMap<>();

        Parts add(String name, String value) {
            parts.put(name, value);
            return this;
        }

        BackendLocation labelled(String label) {
            return new BackendLocation(parts, label);
        }
    }
}
