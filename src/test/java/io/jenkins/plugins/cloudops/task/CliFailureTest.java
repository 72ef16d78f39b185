package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.StackScripts;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.run.CloudOpsException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CliFailureTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aMissingToolIsNamed() throws Exception {
        fails("", StackScripts.NO_TOOL, "tool", "configuration", "tool: neither terraform nor tofu was found on the PATH of the agent. Install one of"
                + " them there, configure an installation in Jenkins, or name an executable.");
        fails("terraform-1.0", StackScripts.NO_TOOL, "tool", "configuration", "tool: 'terraform-1.0' is neither a configured installation nor an"
                + " executable that was found on the agent. Check the name, or the path and its permissions.");
    }

    @Test
    public void aStackThatCannotBeEnteredIsNamed() throws Exception {
        fails("", StackScripts.NO_DIRECTORY, "directory", "configuration", "The stack of shop cannot be entered where the CLI runs. In a container, the"
                + " agent workspace has to be mounted at the same path.");
    }

    @Test
    public void aToolThatDoesNotTellItsVersionIsNamed() throws Exception {
        fails("ls", 2, "version", "configuration", "tool: 'ls version -json' ended with exit code 2. It has to be Terraform 1.4 or OpenTofu 1.6, or newer.");
    }

    @Test
    public void aCliThatDiesIsNoFaultOfTheConfiguration() throws Exception {
        fails("", 137, "plan", "agent", "The command plan of shop was ended by SIGKILL. If the machine ran out of memory, its kernel log says so.");
        fails("", ExitStatus.LOST, "", "agent", "The command plan of shop vanished: its supervisor was killed and left no exit code. If the machine ran"
                + " out of memory, its kernel log says so.");
    }

    @Test
    public void aCliThatSaysNothingIsQuotedWithWhatItsShellSaid() throws Exception {
        fails("", 3, "plan", "provider", "The command plan of shop ended with exit code 3 and printed no error of its own; see the lines above.");
        CloudOpsException failure = CliFailure.of("shop", "", "plan", end(3, "show", "cannot create x: No space left"), directory(), Redactor.none());
        assertThat(failure).hasMessage("The command show of shop ended with exit code 3 and printed no error of its own; see the lines above."
                + " Its shell said: cannot create x: No space left");
    }

    @Test
    public void theFirstErrorIsQuotedAndTheOthersAreCounted() throws Exception {
        transcript("precondition.jsonl");
        CloudOpsException failure = CliFailure.of("shop", "", "plan", end(1, "plan", ""), directory(), Redactor.none());

        assertThat(failure.getMessage()).startsWith("The command plan of shop failed: ").doesNotContain("\n", "more errors above");
        assertThat(failure.getKind()).isNotEmpty();
        transcript("failing.jsonl");
        assertThat(CliFailure.of("shop", "", "plan", end(1, "plan", ""), directory(), Redactor.none()).getMessage())
                .startsWith("The command plan of shop failed: ").doesNotContain("\n");
    }

    @Test
    public void aLockThatSomebodyHoldsIsAKindOfItsOwn() throws Exception {
        transcript("locked.jsonl");

        assertThat(CliFailure.of("shop", "", "plan", end(1, "plan", ""), directory(), Redactor.none()).getKind()).isEqualTo("locked");
    }

    @Test
    public void whatIsSecretIsTakenOut() throws Exception {
        Redactor redactor = text -> text.replace("hunter2", "****");
        CloudOpsException failure = CliFailure.of("shop", "", "plan", end(3, "plan", ""), directory(), redactor);
        assertThat(failure).hasMessageNotContaining("****");
        Files.writeString(folder.getRoot().toPath().resolve("plan.out"), "{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\","
                + "\"summary\":\"Bad hunter2\",\"detail\":\"hunter2 is bad\"}}\n");

        assertThat(CliFailure.of("shop", "", "plan", end(1, "plan", ""), directory(), redactor))
                .hasMessageContaining("****").hasMessageNotContaining("hunter2");
    }

    private void fails(String tool, int code, String failed, String kind, String sentence) throws Exception {
        CloudOpsException failure = CliFailure.of("shop", tool, "plan", end(code, failed, ""), directory(), Redactor.none());
        assertThat(failure).hasMessage(sentence);
        assertThat(failure.getKind()).isEqualTo(kind);
    }

    private void transcript(String name) throws Exception {
        try (InputStream in = Event.class.getResourceAsStream(name)) {
            Files.write(folder.getRoot().toPath().resolve("plan.out"), in.readAllBytes());
        }
    }

    private FilePath directory() {
        return new FilePath(folder.getRoot());
    }

    private static Progress end(int code, String failed, String log) {
        return new Progress(0, List.of(), false, true, "7", code, true, failed, log, List.of());
    }
}
