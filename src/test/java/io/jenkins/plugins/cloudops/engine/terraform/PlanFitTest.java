package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PlanFitTest {

    private static final PlanOrigin PLANNED = origin(sources("aaaaaaaaaaaaaaaa", "t1", "e1", Map.of("p", "1.0")), state("k", "l", 3));

    private static PlanOrigin origin(PlanOrigin.Sources sources, PlanOrigin.State state) {
        return new PlanOrigin("shop", "/ws/shop", "default", "terraform", "1.11.4", sources, state, "", false, 1);
    }

    private static PlanOrigin.Sources sources(String commit, String tree, String edits, Map<String, String> providers) {
        return new PlanOrigin.Sources(commit, tree, edits, providers, Map.of("a.tfvars", "d1"));
    }

    private static PlanOrigin.State state(String key, String lineage, long serial) {
        return new PlanOrigin.State("http", key, lineage, serial);
    }

    private static PlanFit with(PlanOrigin.Sources sources) {
        return PlanFit.of(PLANNED, origin(sources, PLANNED.state()));
    }

    private static PlanFit with(PlanOrigin.State state) {
        return PlanFit.of(PLANNED, origin(PLANNED.sources(), state));
    }

    @Test
    public void whatIsTheSameFits() {
        assertThat(PlanFit.of(PLANNED, PLANNED)).isEqualTo(new PlanFit(List.of(), false, List.of()));
    }

    @Test
    public void eachThingThatIsAnotherIsNamedWithBothSides() {
        PlanOrigin now = new PlanOrigin("other", "/ws2/shop", "staging", "tofu", "1.9.0",
                sources("aaaaaaaaaaaaaaaa", "t1", "e1", Map.of("p", "2.0", "q", "1.0")), state("k2", "l", 3), "", false, 1);

        PlanFit fit = PlanFit.of(PLANNED, now);

        assertThat(fit.obstacles()).containsExactly(
                "the stack is 'other', planned with 'shop'",
                "the Terraform workspace is 'staging', planned with 'default'",
                "the tool version is '1.9.0', planned with '1.11.4'",
                "the dependency lock file selects 2.0 of p, planned with 1.0",
                "the dependency lock file selects 1.0 of q, planned with none",
                "the state is another one: http, planned with http");
        assertThat(fit.notes()).singleElement().asString().startsWith("the stack is in /ws2/shop, planned in /ws/shop");
        assertThat(fit.stale()).isFalse();
    }

    @Test
    public void aCommitThatLeavesTheStackAloneIsOnlyNamed() {
        PlanFit fit = with(sources("bbbbbbbbbbbbbbbb", "t1", "e1", Map.of("p", "1.0")));

        assertThat(fit.obstacles()).isEmpty();
        assertThat(fit.notes()).containsExactly("the commit is bbbbbbbbbbbb, planned with aaaaaaaaaaaa; the stack is the same in both");
    }

    @Test
    public void aCommitThatChangesTheStackIsAnObstacle() {
        PlanFit fit = with(sources("bbbbbbbbbbbbbbbb", "t2", "e1", Map.of("p", "1.0")));

        assertThat(fit.obstacles()).containsExactly("the stack is that of commit bbbbbbbbbbbb, planned with aaaaaaaaaaaa");
        assertThat(fit.stale()).isFalse();
    }

    @Test
    public void otherEditsOfTrackedFilesAreAnObstacle() {
        assertThat(with(sources("aaaaaaaaaaaaaaaa", "t1", "e2", Map.of("p", "1.0"))).obstacles()).singleElement().asString()
                .startsWith("files of the stack were changed after the checkout");
    }

    @Test
    public void withoutACommitOnOneSideThatIsNotedAndWithoutAnyNothingIs() {
        PlanOrigin.Sources none = sources("", "", "", Map.of("p", "1.0"));
        assertThat(with(none).obstacles()).isEmpty();
        assertThat(with(none).notes()).singleElement().asString().startsWith("the commit is not known on both sides");
        PlanOrigin without = origin(none, PLANNED.state());
        assertThat(PlanFit.of(without, without).notes()).isEmpty();
    }

    @Test
    public void anotherSerialMakesAPlanStaleOnlyIfNothingElseIsInItsWay() {
        assertThat(with(state("k", "l", 5)).obstacles()).containsExactly("the state has serial 5, planned with 3");
        assertThat(with(state("k", "l", 5)).stale()).isTrue();
        PlanFit both = PlanFit.of(PLANNED, origin(sources("b", "t2", "e1", Map.of("p", "1.0")), state("k", "l", 5)));
        assertThat(both.obstacles()).hasSize(2);
        assertThat(both.stale()).isFalse();
    }

    @Test
    public void anotherLineageIsNamed() {
        assertThat(with(state("k", "m", 3)).obstacles()).containsExactly("the state has lineage m, planned with l");
    }

    @Test
    public void aStateThatCouldNotBeReadIsNoObstacle() {
        assertThat(with(state("k", "", PlanOrigin.State.UNKNOWN)).obstacles()).isEmpty();
    }

    @Test
    public void aChangedFileOfVariablesIsOnlyNamed() {
        PlanFit fit = with(new PlanOrigin.Sources("aaaaaaaaaaaaaaaa", "t1", "e1", Map.of("p", "1.0"), Map.of("a.tfvars", "d2")));
        assertThat(fit.obstacles()).isEmpty();
        assertThat(fit.notes()).singleElement().asString().startsWith("the variable file a.tfvars has changed");
    }
}
