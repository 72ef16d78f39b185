package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.Test;

public class PlainTest {

    @Test
    public void nothingInAListIsNoWord() {
        assertThat(Plain.list(Arrays.asList("a", null, 1))).containsExactly("a", "", "1");
        assertThat(Plain.list(null)).isEmpty();
    }
}
