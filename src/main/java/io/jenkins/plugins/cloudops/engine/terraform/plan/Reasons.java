package io.jenkins.plugins.cloudops.engine.terraform.plan;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The words for {@code action_reason} of the plan's JSON and {@code reason} of the {@code -json} stream, made to follow
 * an action: "replace: cannot be updated in place", "delete because its configuration is gone".
 */
public final class Reasons {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("cannot_update", "cannot be updated in place"),
            Map.entry("tainted", "because it is tainted"),
            Map.entry("requested", "as requested"),
            Map.entry("by_request", "as requested"),
            Map.entry("by_triggers", "because of its replace_triggered_by"),
            Map.entry("replace_triggered_by", "because of its replace_triggered_by"),
            Map.entry("no_resource_config", "because its configuration is gone"),
            Map.entry("wrong_repetition", "because its key does not fit its count or for_each"),
            Map.entry("count_index", "because its index is out of range for count"),
            Map.entry("each_key", "because its key is not in for_each"),
            Map.entry("no_module", "because its module is gone"),
            Map.entry("no_move_target", "because it was moved to an address without configuration"),
            Map.entry("config_unknown", "because its configuration is known only during apply"),
            Map.entry("dependency_pending", "because it depends on pending changes"),
            Map.entry("check_nested", "because it belongs to a check"));

    private static final Pattern BECAUSE = Pattern.compile("^(replace|delete|read)_because_");

    private Reasons() {}

    /** @return the words; for an unknown reason its own, with spaces; "" for none */
    public static String words(String reason) {
        if (reason.isEmpty()) {
            return "";
        }
        String bare = BECAUSE.matcher(reason).replaceFirst("");
        String words = WORDS.get(bare);
        return words != null ? words : bare.replace('_', ' ').strip();
    }
}
