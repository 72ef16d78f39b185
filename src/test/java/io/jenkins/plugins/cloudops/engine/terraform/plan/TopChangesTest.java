package io.jenkins.plugins.cloudops.engine.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class TopChangesTest {

    private final TopChanges top = new TopChanges(2);

    @Test
    public void keepsTheMostDestructiveInOrder() {
        offer("a", Action.CREATE);
        offer("b", Action.UPDATE);
        offer("c", Action.DELETE);
        offer("d", Action.UPDATE);

        assertThat(top.sorted()).extracting(Change::address).containsExactly("c", "b");
        assertThat(top.counts().total()).isEqualTo(4);
    }

    @Test
    public void wantsNothingThatItWouldNotKeep() {
        offer("a", Action.DELETE);
        offer("b", Action.UPDATE);

        assertThat(top.count(Action.UPDATE)).isFalse();
        assertThat(top.count(Action.READ)).isFalse();
        assertThat(top.count(Action.REPLACE)).isTrue();
    }

    @Test
    public void whatStaysAsItIsIsCountedButNeverKept() {
        assertThat(top.count(Action.NO_OP)).isFalse();
        assertThat(top.counts().unchanged()).isEqualTo(1);
        assertThat(top.counts().total()).isZero();
        assertThat(top.sorted()).isEmpty();
    }

    private void offer(String address, Action action) {
        if (top.count(action)) {
            top.keep(Plans.change(address, action));
        }
    }
}
