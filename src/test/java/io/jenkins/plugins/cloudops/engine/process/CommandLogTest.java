package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.process.CommandLog.Command;
import org.junit.Test;

public class CommandLogTest {

    @Test
    public void hasEachCommandWithItsTimesAndItsExitCode() {
        assertThat(CommandLog.read("""
                began 1763740000000 terraform|version
                ended 1763740000100 0
                began 1763740000200 tofu-1.9|workspace|select
                ended 1763740001200 1
                """)).containsExactly(new Command("terraform", "version", 1763740000000L, 1763740000100L, 0),
                        new Command("tofu-1.9", "workspace select", 1763740000200L, 1763740001200L, 1));
    }

    @Test
    public void aCommandThatNobodySawEndHasNoExitCode() {
        assertThat(CommandLog.read("began 1763740000000 terraform|apply\nbegan 1763740000001 terraform|state|pull\nended 17637400")).containsExactly(
                new Command("terraform", "apply", 1763740000000L, 1763740000000L, ExitStatus.LOST),
                new Command("terraform", "state pull", 1763740000001L, 1763740000001L, ExitStatus.LOST));
    }

    @Test
    public void passesOverWhatIsNoneAndIsBounded() {
        assertThat(CommandLog.read("")).isEmpty();
        assertThat(CommandLog.read("ended 1763740000000 0\nbegan 1763740000000 a b\nbegan x terraform\nbegan 9999999999999 t|apply\nbegan 1763740000000 t|Pa55word\n")).isEmpty();
        assertThat(CommandLog.read("began 1763740000000 t|apply\n".repeat(1_000))).hasSize(CommandLog.MOST);
    }

    @Test
    public void aClockThatIsSetBackMakesNoNegativeTimes() {
        assertThat(CommandLog.read("began 1763740000000 t|apply\nended 1763730000000 0\n").get(0).ended()).isEqualTo(1763740000000L);
    }
}
