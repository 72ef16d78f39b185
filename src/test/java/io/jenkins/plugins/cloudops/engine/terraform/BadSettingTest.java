package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class BadSettingTest {

    @Test
    public void aValueCannotActOnAConsoleNorBeginALineOfItsOwn() {
        assertThat(new BadSetting("id: 'a\nERROR: b\u001b[31m\u202e' can be none.")).hasMessage("id: 'a\\nERROR: b\\u001b[31m\\u202e' can be none.");
    }

    @Test
    public void aLongValueIsThereAsAWholeSoThatASecretInItCanBeMasked() {
        String sentence = "stack: there is no directory '" + "größe/".repeat(2_000) + "'.";

        assertThat(new BadSetting(sentence)).hasMessage(sentence);
    }
}
