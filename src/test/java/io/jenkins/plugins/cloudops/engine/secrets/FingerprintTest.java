package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Fingerprints tell values apart, and nothing else. */
public class FingerprintTest {

    private static final byte[] VALUE = "a value".getBytes(StandardCharsets.UTF_8);

    private final Fingerprint ours = new Fingerprint(new byte[] {1, 2, 3});

    @Test
    public void dependsOnKeyNameEntryAndValue() {
        String print = ours.of("name", "key", VALUE);
        assertThat(print).hasSize(32).isEqualTo(ours.of("name", "key", VALUE.clone())).doesNotContain("value");
        assertThat(new Fingerprint(new byte[] {1, 2, 4}).of("name", "key", VALUE)).isNotEqualTo(print);
        assertThat(ours.of("other", "key", VALUE)).isNotEqualTo(print);
        assertThat(ours.of("name", "other", VALUE)).isNotEqualTo(print);
        assertThat(ours.of("namek", "ey", VALUE)).isNotEqualTo(print);
    }

    @Test
    public void ofASecretHasOnlyTheKeysThatAreAskedFor() {
        Map<String, String> prints = Map.of("a", "1", "b", "2");
        assertThat(ours.of("n", prints, List.of("a"))).isEqualTo(ours.of("n", Map.of("a", "1"), List.of("a")))
                .isNotEqualTo(ours.of("n", prints, List.of("a", "b")));
    }
}
