package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.Test;

public class ActionTest {

    @Test
    public void theDestructiveComeFirst() {
        assertThat(Action.values())
                .containsExactly(
                        Action.DELETE, Action.REPLACE, Action.FORGET, Action.UPDATE, Action.CREATE, Action.IMPORT,
                        Action.MOVE, Action.READ, Action.NO_OP);
    }

    @Test
    public void aReplacementIsOnlyAReplacementInWhateverOrder() {
        assertThat(Action.of(List.of("delete", "create"), false, false)).isEqualTo(Action.REPLACE);
        assertThat(Action.of(List.of("create", "delete"), false, false)).isEqualTo(Action.REPLACE);
        assertThat(Action.of(List.of("create", "forget"), false, false)).isEqualTo(Action.REPLACE);
        assertThat(Action.of(List.of("delete", "create"), true, true)).isEqualTo(Action.REPLACE);
    }

    @Test
    public void singleActionsAreThemselves() {
        for (Action action : List.of(Action.DELETE, Action.FORGET, Action.UPDATE, Action.CREATE, Action.READ)) {
            assertThat(Action.of(List.of(action.word()), false, false)).isEqualTo(action);
        }
    }

    @Test
    public void whatStaysAsItIsMayBeImportedOrMoved() {
        assertThat(Action.of(List.of("no-op"), false, false)).isEqualTo(Action.NO_OP);
        assertThat(Action.of(List.of("no-op"), true, false)).isEqualTo(Action.IMPORT);
        assertThat(Action.of(List.of("no-op"), false, true)).isEqualTo(Action.MOVE);
        assertThat(Action.of(List.of("no-op"), true, true)).isEqualTo(Action.IMPORT);
    }

    @Test
    public void anUpdateStaysAnUpdateWhenImportedOrMoved() {
        assertThat(Action.of(List.of("update"), true, true)).isEqualTo(Action.UPDATE);
    }

    @Test
    public void unknownActionsAreRefusedRatherThanGuessed() {
        for (List<String> actions : List.of(
                List.<String>of(), List.of("open"), List.of("import"), List.of("delete", "update"),
                List.of("create", "create"), List.of("create", "delete", "create"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Action.of(actions, false, false))
                    .withMessageContaining(actions.toString());
        }
    }

    @Test
    public void eventsHaveWordsOfTheirOwn() {
        assertThat(Action.ofEvent("remove")).isEqualTo(Action.FORGET);
        assertThat(Action.ofEvent("noop")).isEqualTo(Action.NO_OP);
        assertThat(Action.ofEvent("move")).isEqualTo(Action.MOVE);
        assertThat(Action.ofEvent("import")).isEqualTo(Action.IMPORT);
        assertThat(Action.ofEvent("replace")).isEqualTo(Action.REPLACE);
        assertThat(Action.ofEvent("something new")).isEqualTo(Action.NO_OP);
    }

    @Test
    public void symbolsFitThreeColumns() {
        for (Action action : Action.values()) {
            assertThat(action.symbol().length()).isLessThanOrEqualTo(3);
        }
    }
}
