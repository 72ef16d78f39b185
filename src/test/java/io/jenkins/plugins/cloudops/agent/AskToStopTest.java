package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AskToStopTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theRequestHoldsTheGraceInSecondsOnALine() throws Exception {
        Travels.copy(new AskToStop(7200)).invoke(folder.getRoot(), null);

        assertThat(folder.getRoot().list()).containsExactly("stop");
        assertThat(new File(folder.getRoot(), "stop")).hasContent("7200").hasSize(5);
    }

    @Test
    public void askingAgainChangesNothing() throws Exception {
        new AskToStop(7200).invoke(folder.getRoot(), null);
        new AskToStop(1).invoke(folder.getRoot(), null);

        assertThat(new File(folder.getRoot(), "stop")).hasContent("7200");
    }

    @Test
    public void aRunDirectoryThatIsGoneIsNotMadeAgain() throws Exception {
        File gone = new File(folder.getRoot(), "gone");
        new AskToStop(7200).invoke(gone, null);

        assertThat(gone).doesNotExist();
    }
}
