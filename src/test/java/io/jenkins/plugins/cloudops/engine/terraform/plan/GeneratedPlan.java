package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.function.IntFunction;

/** A plan's JSON of any size that is never in memory as a whole, in the order and with the members that Terraform writes. */
public final class GeneratedPlan {

    private GeneratedPlan() {}

    static final String HEAD = "{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\",";
    static final String TAIL = "\"timestamp\":\"2025-04-16T00:00:00Z\",\"applyable\":true,\"complete\":true,\"errored\":false}";

    /** One plan with these members of resource_changes and nothing else of size. */
    public static InputStream of(int changes, IntFunction<String> change) {
        return parts(changes + 2, part -> part == 0
                ? HEAD + "\"resource_changes\":["
                : part <= changes ? (part > 1 ? "," : "") + change.apply(part - 1) : "]," + TAIL);
    }

    /** Like a real one: the planned values before the changes, the configuration after them. */
    public static InputStream realistic(int changes, IntFunction<String> change) {
        return parts(3 * changes + 4, part -> {
            int block = changes + 1;
            int i = part % block - 1;
            if (i < 0) {
                return part == 0
                        ? HEAD + "\"planned_values\":{\"root_module\":{\"resources\":["
                        : part == block
                                ? "]}},\"resource_changes\":["
                                : part == 2 * block
                                        ? "],\"configuration\":{\"root_module\":{\"resources\":["
                                        : "]}}," + TAIL;
            }
            String comma = i > 0 ? "," : "";
            return comma + (part < block ? planned(i) : part < 2 * block ? change.apply(i) : configured(i));
        });
    }

    public static String create(int i) {
        return entry(i, "[\"create\"]", "null", "{" + input(i) + ",\"triggers_replace\":null}", "{\"id\":true,\"input\":{},\"output\":true}");
    }

    public static String noOp(int i) {
        return entry(i, "[\"no-op\"]", "{" + input(i) + "}", "{" + input(i) + "}", "{}");
    }

    public static String update(int i) {
        return entry(i, "[\"update\"]", "{" + input(i) + "}", "{" + input(i + 1) + "}", "{}");
    }

    public static String delete(int i) {
        return entry(i, "[\"delete\"]", "{" + input(i) + "}", "null", "{}");
    }

    private static String entry(int i, String actions, String before, String after, String unknown) {
        return "{\"address\":\"terraform_data.r[" + i + "]\",\"mode\":\"managed\",\"type\":\"terraform_data\",\"name\":\"r\",\"index\":"
                + i + ",\"provider_name\":\"terraform.io/builtin/terraform\",\"change\":{\"actions\":" + actions + ",\"before\":"
                + before + ",\"after\":" + after + ",\"after_unknown\":" + unknown
                + ",\"before_sensitive\":false,\"after_sensitive\":{\"input\":{}}}}";
    }

    private static String input(int i) {
        StringBuilder input = new StringBuilder("\"input\":{");
        for (int a = 0; a < 10; a++) {
            input.append(a > 0 ? "," : "").append("\"attribute_").append(a).append("\":\"value ").append(a).append(" of number ").append(i).append('"');
        }
        return input.append('}').toString();
    }

    private static String planned(int i) {
        return "{\"address\":\"terraform_data.r[" + i + "]\",\"mode\":\"managed\",\"type\":\"terraform_data\",\"name\":\"r\",\"index\":" + i
                + ",\"provider_name\":\"terraform.io/builtin/terraform\",\"schema_version\":0,\"values\":{" + input(i)
                + ",\"triggers_replace\":null},\"sensitive_values\":{\"input\":{}}}";
    }

    private static String configured(int i) {
        return "{\"address\":\"terraform_data.r" + i + "\",\"mode\":\"managed\",\"type\":\"terraform_data\",\"name\":\"r" + i
                + "\",\"provider_config_key\":\"terraform\",\"expressions\":{\"input\":{}},\"schema_version\":0}";
    }

    private static InputStream parts(int count, IntFunction<String> part) {
        return new SequenceInputStream(new Enumeration<>() {
            private int next;

            @Override
            public boolean hasMoreElements() {
                return next < count;
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(part.apply(next++).getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
