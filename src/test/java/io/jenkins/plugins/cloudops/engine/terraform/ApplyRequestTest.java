package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ApplyRequestTest {

    private static final PlanRequest SAVED = PlanRequest.builder().stack("shop").workspace("prod").parallelism(3).lockTimeout("7m")
            .environment(Map.of("A", "1", "B", "1")).registries(Map.of("r.example", "one")).gitCredentialsId("git").tool("tf-1")
            .vars(Map.of("x", "1")).varFiles(List.of("a.tfvars")).backendConfig(Map.of("key", "k"), List.of("b.hcl"))
            .targets(List.of("a.b")).destroy(true).upgrade(true).retry(2).build();

    private static ApplyRequest saved(PlanRequest given, boolean lockTimeoutGiven) {
        return ApplyRequest.of("p", "", false, "", given, lockTimeoutGiven);
    }

    @Test
    public void whatIsToBeAppliedHasToBeClear() {
        PlanRequest none = PlanRequest.builder().build();
        assertThatThrownBy(() -> ApplyRequest.of("", "", false, "", none, false)).isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("Nothing is applied that nobody has seen");
        assertThatThrownBy(() -> ApplyRequest.of("", "a#1", true, "", none, false)).hasMessageStartingWith("from: 'a#1' names the build");
        assertThatThrownBy(() -> ApplyRequest.of("p", "", true, "", none, false)).hasMessageStartingWith("Both plan and autoApprove");
        assertThatThrownBy(() -> ApplyRequest.of("", "", true, "replan", none, false)).hasMessageStartingWith("onStale says what to do");
        assertThatThrownBy(() -> ApplyRequest.of("p", "", false, "pray", none, false)).isInstanceOf(BadSetting.class).hasMessageContaining("pray");
    }

    @Test
    public void whatThePlanDecidesCannotBeGivenAnew() {
        PlanRequest all = PlanRequest.builder().workspace("w").targets(List.of("a.b")).replace(List.of("a.c")).destroy(true)
                .onDrift("fail").build();
        assertThatThrownBy(() -> saved(all, false)).isInstanceOf(BadSetting.class)
                .hasMessageContaining(": workspace, targets, replace, destroy, onDrift.");
        assertThatThrownBy(() -> saved(PlanRequest.builder().refreshOnly(true).build(), false)).hasMessageContaining(": refreshOnly.");
        assertThatThrownBy(() -> saved(PlanRequest.builder().refresh(false).build(), false)).hasMessageContaining(": refresh.");
        assertThat(ApplyRequest.of("", "", true, "", all, false).savedPlan()).isFalse();
    }

    @Test
    public void everythingOfThePlanIsTakenOverButUpgradeAndRetry() {
        PlanRequest over = saved(PlanRequest.builder().build(), false).over(SAVED);

        assertThat(PlanRequestJson.write(over))
                .isEqualTo(PlanRequestJson.write(SAVED.toBuilder().upgrade(false).retry(PlanRequest.builder().build().retry()).build()));
    }

    @Test
    public void whatIsGivenAnewWins() {
        PlanRequest over = saved(PlanRequest.builder().parallelism(9).lockTimeout("1m").environment(Map.of("B", "2", "C", "2"))
                .registries(Map.of("s.example", "two")).gitCredentialsId("other").tool("tf-2").vars(Map.of("x", "2")).varFiles(List.of("c.tfvars"))
                .backendConfig(Map.of("key", "l"), List.of()).retry(4).build(), true).over(SAVED);

        assertThat(over.parallelism()).isEqualTo(9);
        assertThat(over.lockTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(over.environment()).isEqualTo(Map.of("A", "1", "B", "2", "C", "2"));
        assertThat(over.registries()).isEqualTo(Map.of("r.example", "one", "s.example", "two"));
        assertThat(over.gitCredentialsId()).isEqualTo("other");
        assertThat(over.tool()).isEqualTo("tf-2");
        assertThat(over.vars().asMap()).isEqualTo(Map.of("x", "2"));
        assertThat(over.varFiles()).containsExactly("c.tfvars");
        assertThat(over.backendValues().asMap()).isEqualTo(Map.of("key", "l"));
        assertThat(over.backendFiles()).isEmpty();
        assertThat(over.retry()).isEqualTo(4);
        assertThat(over.targets()).containsExactly("a.b");
        assertThat(over.workspace()).isEqualTo("prod");
        assertThat(over.destroy()).isTrue();
    }

    @Test
    public void aLockTimeoutThatIsTheDefaultOfTheFormIsNotGiven() {
        PlanRequest given = PlanRequest.builder().lockTimeout("10m").build();

        assertThat(saved(given, false).over(SAVED).lockTimeout()).isEqualTo(Duration.ofMinutes(7));
        assertThat(saved(given, true).over(SAVED).lockTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(saved(PlanRequest.builder().lock(false).build(), false).over(SAVED).lock()).isFalse();
        assertThat(saved(PlanRequest.builder().build(), false).over(SAVED.toBuilder().lock(false).build()).lock()).isFalse();
    }

    @Test
    public void aPipelineKeepsItOverARestart() throws Exception {
        ApplyRequest request = ApplyRequest.of("p", "a#1", false, "replan", PlanRequest.builder().parallelism(4).build(), true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(request);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ApplyRequest back = (ApplyRequest) in.readObject();
            assertThat(back.plan()).isEqualTo("p");
            assertThat(back.from()).isEqualTo("a#1");
            assertThat(back.onStale()).isEqualTo(OnStale.REPLAN);
            assertThat(back.given().parallelism()).isEqualTo(4);
        }
    }
}
