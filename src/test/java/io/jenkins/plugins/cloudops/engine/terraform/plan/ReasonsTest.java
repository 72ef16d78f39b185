package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ReasonsTest {

    @Test
    public void everyReasonOfThePlanHasWords() {
        for (String reason : new String[] {
            "replace_because_cannot_update", "replace_because_tainted", "replace_because_by_request",
            "replace_because_by_triggers", "delete_because_no_resource_config", "delete_because_wrong_repetition",
            "delete_because_count_index", "delete_because_each_key", "delete_because_no_module",
            "delete_because_no_move_target", "read_because_config_unknown", "read_because_dependency_pending",
            "read_because_check_nested"
        }) {
            assertThat(Reasons.words(reason))
                    .isNotEmpty()
                    .isNotEqualTo(reason.replaceFirst("^[a-z]+_because_", "").replace('_', ' '));
        }
    }

    @Test
    public void eventsSayTheSameInTheirOwnWords() {
        assertThat(Reasons.words("cannot_update")).isEqualTo(Reasons.words("replace_because_cannot_update"));
        assertThat(Reasons.words("requested")).isEqualTo(Reasons.words("replace_because_by_request"));
        assertThat(Reasons.words("replace_triggered_by")).isEqualTo(Reasons.words("replace_because_by_triggers"));
    }

    @Test
    public void anUnknownReasonIsReadableAndNoneIsEmpty() {
        assertThat(Reasons.words("delete_because_of_the_moon")).isEqualTo("of the moon");
        assertThat(Reasons.words("")).isEmpty();
    }
}
