package io.jenkins.plugins.cloudops.engine.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.Test;

public class RedactorTest {

    @Test
    public void noneLeavesEveryTextAsItIs() {
        assertThat(Redactor.none().redact("")).isEmpty();
        assertThat(Redactor.none().redact("a \u001b b")).isEqualTo("a \u001b b");
    }

    @Test
    public void thenAppliesTheFirstBeforeTheSecond() {
        Redactor first = text -> text.replace("a", "b");
        Redactor second = text -> text.replace("b", "c");

        assertThat(first.then(second).redact("ab")).isEqualTo("cc");
        assertThat(second.then(first).redact("ab")).isEqualTo("bc");
    }

    @Test
    public void thenRefusesNothing() {
        assertThatNullPointerException().isThrownBy(() -> Redactor.none().then(null));
    }
}
