package io.jenkins.plugins.cloudops.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * What {@code terraform show -json} prints for a plan of {@code terraform_data} resources with ten attributes: of four
 * changes one creates, one updates, one deletes, one replaces. Members, their order and the places where values are
 * written again (planned values, prior state, the computed output) are those of Terraform 1.11.
 */
final class MixedPlan {

    private static final int ATTRIBUTES = 10;

    private final int changes;
    private final int secrets;

    /** @param secrets how many of the resources have a sensitive attribute, with a value of its own */
    MixedPlan(int changes, int secrets) {
        this.changes = changes;
        this.secrets = secrets;
    }

    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",\"planned_values\":{\"root_module\":{\"resources\":[");
            list(out, i -> deletes(i) ? "" : resource(i, planned(i)));
            out.write("]}},\"resource_changes\":[");
            list(out, this::change);
            out.write("],\"prior_state\":{\"format_version\":\"1.0\",\"terraform_version\":\"1.11.4\",\"values\":{\"root_module\":{\"resources\":[");
            list(out, i -> creates(i) ? "" : resource(i, present(i)));
            out.write("]}}},\"configuration\":{\"provider_config\":{\"terraform\":{\"name\":\"terraform\",\"full_name\":"
                    + "\"terraform.io/builtin/terraform\"}},\"root_module\":{\"resources\":[{\"address\":\"terraform_data.r\","
                    + "\"mode\":\"managed\",\"type\":\"terraform_data\",\"name\":\"r\",\"provider_config_key\":\"terraform\","
                    + "\"expressions\":{\"input\":{\"references\":[\"each.key\"]}},\"schema_version\":0,"
                    + "\"for_each_expression\":{\"references\":[\"var.all\"]}}]}},\"timestamp\":\"2025-04-16T00:00:00Z\","
                    + "\"applyable\":true,\"complete\":true,\"errored\":false}\n");
        }
    }

    private void list(BufferedWriter out, IntFunction<String> entry) throws IOException {
        String comma = "";
        for (int i = 0; i < changes; i++) {
            String json = entry.apply(i);
            if (!json.isEmpty()) {
                out.append(comma).append(json);
                comma = ",";
            }
        }
    }

    private String change(int i) {
        String actions = creates(i) ? "\"create\"" : updates(i) ? "\"update\"" : deletes(i) ? "\"delete\"" : "\"delete\",\"create\"";
        String unknown = deletes(i) ? "{}" : (updates(i) ? "{" : "{\"id\":true,") + "\"input\":{},\"output\":true}";
        return "{" + head(i) + ",\"change\":{\"actions\":[" + actions + "],\"before\":" + (creates(i) ? "null" : present(i))
                + ",\"after\":" + (deletes(i) ? "null" : planned(i)) + ",\"after_unknown\":" + unknown
                + ",\"before_sensitive\":" + (creates(i) ? "false" : marks(i))
                + ",\"after_sensitive\":" + (deletes(i) ? "false" : marks(i))
                + (replaces(i) ? ",\"replace_paths\":[[\"triggers_replace\"]]}" : "}")
                + (replaces(i) ? ",\"action_reason\":\"replace_because_cannot_update\"}"
                        : deletes(i) ? ",\"action_reason\":\"delete_because_each_key\"}" : "}");
    }

    private String resource(int i, String values) {
        return "{" + head(i) + ",\"schema_version\":0,\"values\":" + values + ",\"sensitive_values\":" + marks(i) + "}";
    }

    private static String head(int i) {
        return "\"address\":\"terraform_data.r[\\\"" + i + "\\\"]\",\"mode\":\"managed\",\"type\":\"terraform_data\",\"name\":\"r\","
                + "\"index\":\"" + i + "\",\"provider_name\":\"terraform.io/builtin/terraform\"";
    }

    private String present(int i) {
        String input = attributes(i, 1);
        return "{" + id(i) + ",\"input\":" + input + ",\"output\":" + input + ",\"triggers_replace\":" + trigger(i, 1) + "}";
    }

    private String planned(int i) {
        return "{" + (updates(i) ? id(i) + "," : "") + "\"input\":" + attributes(i, 2) + ",\"triggers_replace\":" + trigger(i, 2) + "}";
    }

    private static String id(int i) {
        return String.format("\"id\":\"%08x-ab60-673c-9c4e-47e7bda769b1\"", i);
    }

    private static String trigger(int i, int release) {
        return replaces(i) ? "{\"release\":\"" + release + "\"}" : "null";
    }

    /* A new release changes three of the ten. */
    private String attributes(int i, int release) {
        StringBuilder json = new StringBuilder("{");
        for (int a = 0; a < ATTRIBUTES; a++) {
            String value = a == 0 && i < secrets ? "secret-" + Integer.toHexString(i * 0x9E3779B9) + "-" + release
                    : "value " + a + " of number " + i + (a < 3 ? " in release " + release : "");
            json.append(a > 0 ? "," : "").append("\"attribute_").append(a).append("\":\"").append(value).append('"');
        }
        return json.append('}').toString();
    }

    private String marks(int i) {
        String marks = i < secrets ? "{\"attribute_0\":true}" : "{}";
        return "{\"input\":" + marks + ",\"output\":" + marks + "}";
    }

    private static boolean creates(int i) {
        return i % 4 == 0;
    }

    private static boolean updates(int i) {
        return i % 4 == 1;
    }

    private static boolean deletes(int i) {
        return i % 4 == 2;
    }

    private static boolean replaces(int i) {
        return i % 4 == 3;
    }
}
