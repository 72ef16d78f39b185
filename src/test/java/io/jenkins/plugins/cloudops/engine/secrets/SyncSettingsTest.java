package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What can be asked for. */
public class SyncSettingsTest {

    private static SecretSource aws(String prefix, String stage, String version, String region, String endpoint, String... names) {
        return SecretSource.aws(prefix, Map.of(), List.of(names), stage, version, region, endpoint);
    }

    @Test
    public void aSourceRefusesWhatAwsWould() {
        assertThatThrownBy(() -> aws("a b", "", "", "", "")).hasMessageContaining("\"prefix\" has \"a b\"");
        assertThatThrownBy(() -> aws("", "", "", "", "", "a\nb")).hasMessageContaining("a?b");
        assertThatThrownBy(() -> aws("", "", "", "Oregon", "")).hasMessageContaining("no region");
        assertThatThrownBy(() -> aws("", "", "", "", "here")).hasMessageContaining("endpoint");
        assertThatThrownBy(() -> aws("", "", "", "", "http://user:password@host")).hasMessageContaining("\"http://***@host\"")
                .hasMessageContaining("without a user").hasMessageNotContaining("password@");
        assertThatThrownBy(() -> aws("", "A", "1", "", "", "x")).hasMessageContaining("Both stage and version");
        assertThatThrownBy(() -> aws("", "", "1", "", "")).hasMessageContaining("exactly one name");
        assertThatThrownBy(() -> aws("", "", "", "", "", "x", "x")).hasMessageContaining("twice");
        assertThatThrownBy(() -> SecretSource.credentials(List.of())).hasMessageContaining("no credentials");
    }

    @Test
    public void aTargetRefusesWhatCannotBe() {
        assertThatThrownBy(() -> SecretTarget.kubernetes("Shop", "", "")).hasMessageContaining("no name of a namespace");
        assertThatThrownBy(() -> SecretTarget.external("shop", "", "", Duration.ZERO)).hasMessageContaining("0s");
        assertThatThrownBy(() -> SecretTarget.file(SecretTarget.Kind.JSON, "", false)).hasMessageContaining("no path");
    }

    @Test
    public void aRequestNeedsDifferentTargets() {
        SecretTarget target = SecretTarget.kubernetes("shop", "", "");
        assertThatThrownBy(() -> request(5)).hasMessageContaining("There is no target");
        assertThatThrownBy(() -> request(5, target, target)).hasMessageContaining("there twice");
        assertThatThrownBy(() -> request(0, target)).hasMessageContaining("pruneLimit is 0");
        assertThat(request(1, target).needsKubectl()).isTrue();
    }

    private static SyncRequest request(int limit, SecretTarget... targets) {
        return new SyncRequest(aws("", "", "", "", ""), List.of(targets), KeyMap.of(Map.of()), false, false, false, limit);
    }

    @Test
    public void aMapSaysWhatItDoesNotKnow() {
        assertThatThrownBy(() -> KeyMap.of(Map.of("a", 1))).hasMessageContaining("neither a name nor a map");
        assertThatThrownBy(() -> KeyMap.of(Map.of("a", Map.of("names", "b")))).hasMessageContaining("\"names\" for \"a\"");
        assertThatThrownBy(() -> KeyMap.of(Map.of("a", Map.of("keys", "b")))).hasMessageContaining("no map");
        assertThatThrownBy(() -> KeyMap.of(Map.of("a", Map.of("keys", Map.of())))).hasMessageContaining("has no keys");
        assertThatThrownBy(() -> KeyMap.of(Map.of("a", Map.of("keys", Map.of("b", ""))))).hasMessageContaining("no name at the target");
        assertThatThrownBy(() -> KeyMap.of(Map.of("a", Map.of("keys", Map.of("b", "x", "c", "x"))))).hasMessageContaining("two keys of \"a\"");
        assertThat(KeyMap.of(Map.of("a", "b")).of("a").name()).isEqualTo("b");
    }
}
