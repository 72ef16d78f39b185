package io.jenkins.plugins.cloudops.engine.terraform.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.plan.Action;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class GatesTest {

    @Test
    public void readsWhatAJenkinsfileHas() {
        Gates gates = Gates.of(Map.of("delete", 0, "update", "50", "replace", 2L),
                List.of("aws_db_instance.*", new StringBuilder("module.vpc.**")), List.of("Owner"), List.of("aws_iam_*"));

        assertThat(gates.limits()).isEqualTo(Map.of(Action.DELETE, 0, Action.REPLACE, 2, Action.UPDATE, 50));
        assertThat(gates.toString()).isEqualTo(
                "limits: [delete: 0, replace: 2, update: 50], protect: ['aws_db_instance.*', 'module.vpc.**'], requiredTags: ['Owner'], forbid: ['aws_iam_*']");
        assertThat(gates.isEmpty()).isFalse();
    }

    @Test
    public void nothingSetLetsEverythingPass() {
        assertThat(Gates.of(Map.of(), List.of(), List.of(), List.of())).isEqualTo(Gates.NONE).hasToString("");
        assertThat(Gates.NONE.isEmpty()).isTrue();
    }

    @Test
    public void refusesWhatCannotBeMeant() {
        assertRefused(Map.of("destroy", 0), "limits: 'destroy'", "delete, replace, forget, update, create, import, move");
        assertRefused(Map.of("read", 0), "limits: 'read'");
        assertRefused(Map.of("delete", -1), "limits: delete is '-1'", "whole number");
        assertRefused(Map.of("delete", 1.5), "'1.5'");
        assertRefused(Map.of("delete", "none"), "'none'");
        assertThatThrownBy(() -> Gates.of(Map.of(), List.of("a..b"), List.of(), List.of())).isInstanceOf(BadSetting.class).hasMessageStartingWith("protect: ");
        assertThatThrownBy(() -> Gates.of(Map.of(), List.of(), List.of(" "), List.of())).isInstanceOf(BadSetting.class).hasMessageStartingWith("requiredTags: ");
        assertThatThrownBy(() -> Gates.of(Map.of(), List.of(), Arrays.asList("a", null), List.of())).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> Gates.of(Map.of(), List.of(), List.of(), List.of("aws_iam_user.x"))).isInstanceOf(BadSetting.class).hasMessageStartingWith("forbid: ");
    }

    @Test
    public void ofTwoTheStricterCounts() {
        Gates defaults = Gates.of(Map.of("delete", 0, "update", 10), List.of("aws_db_instance.*"), List.of("Owner"), List.of("aws_iam_user"));
        Gates own = Gates.of(Map.of("delete", 3, "update", 5, "create", 5), List.of("module.vpc.**", "aws_db_instance.*"), List.of("Team"), List.of());

        Gates both = Gates.of(Map.of("delete", 0, "update", 5, "create", 5),
                List.of("aws_db_instance.*", "module.vpc.**"), List.of("Owner", "Team"), List.of("aws_iam_user"));
        assertThat(defaults.and(own)).isEqualTo(both);
        assertThat(own.and(defaults).limits()).as("whoever is asked").isEqualTo(both.limits());
        assertThat(defaults.and(Gates.NONE)).isEqualTo(defaults);
        assertThat(Gates.NONE.and(own)).isEqualTo(own);
    }

    @Test
    public void travelsToAnAgent() throws Exception {
        Gates gates = Gates.of(Map.of("delete", 0), List.of("a.**"), List.of("Owner"), List.of("b"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(gates);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(gates);
        }
    }

    private static void assertRefused(Map<String, ?> limits, String... parts) {
        assertThatThrownBy(() -> Gates.of(limits, List.of(), List.of(), List.of())).isInstanceOf(BadSetting.class).hasMessageContainingAll(parts);
    }
}
