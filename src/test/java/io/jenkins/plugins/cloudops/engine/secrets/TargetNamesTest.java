package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

/** Names at a target. */
public class TargetNamesTest {

    @Test
    public void aSecretLosesThePrefixOfItsSource() {
        assertThat(TargetNames.kubernetesName("shop/postgres", "shop/")).isEqualTo("postgres");
        assertThat(TargetNames.kubernetesName("shop/API_Token/v1", "shop")).isEqualTo("api-token-v1");
        assertThat(TargetNames.kubernetesName("shop", "shop")).isEqualTo("shop");
    }

    @Test
    public void whatCannotBeANameIsRefused() {
        assertThatThrownBy(() -> TargetNames.kubernetesName("shop/---", "shop/")).hasMessageContaining("Give it one in the map");
        assertThatThrownBy(() -> TargetNames.kubernetesName("x".repeat(254), "")).isInstanceOf(SecretsProblem.class);
        assertThat(TargetNames.isKubernetesName("a.b-c")).isTrue();
        for (String bad : new String[] {"", "A", "a_b", "-a", "a-", "a..b", "a/b", "a\nb"}) {
            assertThat(TargetNames.isKubernetesName(bad)).as(bad).isFalse();
        }
    }

    @Test
    public void keysOfASecretAreChecked() {
        assertThat(TargetNames.isKubernetesKey("POSTGRES_USER.x-1")).isTrue();
        for (String bad : new String[] {"", ".", "..", "a b", "a/b", "ä", "x".repeat(254)}) {
            assertThat(TargetNames.isKubernetesKey(bad)).as(bad).isFalse();
        }
    }

    @Test
    public void variablesAreInUpperSnakeCase() {
        assertThat(TargetNames.variable("postgres-credentials", "userName")).isEqualTo("POSTGRES_CREDENTIALS_USER_NAME");
        assertThat(TargetNames.variable("api/token", "")).isEqualTo("API_TOKEN");
        assertThat(TargetNames.variable("1st", "key")).isEqualTo("_1ST_KEY");
    }
}
