package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.process.ExitStatus;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReadProgressTest {

    private static final int MOST = 512 << 10;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path directory;

    @Before
    public void nameTheDirectory() {
        directory = folder.getRoot().toPath();
    }

    @Test
    public void aStageThatWasNotStartedHasNothingToTell() throws Exception {
        assertThat(read(0)).isEqualTo(new Progress(0, List.of(), false, false, "", ExitStatus.LOST, false, "", "", List.of()));
    }

    @Test
    public void aStageThatIsGoingOnTellsItsBeatAndItsNewLines() throws Exception {
        Files.createDirectory(directory.resolve("work.started"));
        write("work.alive", "7\n");
        write("work.out", "{\"type\":\"version\",\"terraform\":\"1.11.4\",\"ui\":\"1.2\"}\nplain\nunfinis");
        Progress first = read(0);

        assertThat(first.started()).isTrue();
        assertThat(first.beat()).isEqualTo("7");
        assertThat(first.ended()).isFalse();
        assertThat(first.code()).isEqualTo(ExitStatus.LOST);
        assertThat(first.events()).containsExactly(new Event.Version("1.11.4", "1.2"), new Event.Text("plain"));

        write("work.out", "hed\n");
        Progress second = read(first.offset());
        assertThat(second.events()).containsExactly(new Event.Text("unfinished"));
        assertThat(read(second.offset()).events()).isEmpty();
    }

    @Test
    public void aStageHasEndedOnceItsOutputWasReadToTheEnd() throws Exception {
        Files.createDirectory(directory.resolve("work.started"));
        write("work.exit", "2\n");
        write("work.failed", "plan\n");
        write("work.log", "the shell said\nso\n");
        write("work.out", ("x".repeat(99) + "\n").repeat(6_000) + "last");
        Progress first = read(0);
        Progress second = read(first.offset());

        assertThat(first.ended()).isFalse();
        assertThat(first.log()).isEmpty();
        assertThat(first.code()).isEqualTo(2);
        assertThat(second.ended()).isTrue();
        assertThat(second.failed()).isEqualTo("plan");
        assertThat(second.log()).isEqualTo("the shell said\nso");
        assertThat(first.events().size() + second.events().size()).isEqualTo(6_001);
        assertThat(second.events().get(second.events().size() - 1)).isEqualTo(new Event.Text("last"));
    }

    @Test
    public void oneCallReadsHalfAMebibyteAtMostAndNothingIsLost() throws Exception {
        Files.createDirectory(directory.resolve("work.started"));
        write("work.out", ("é".repeat(2_000) + "\n").repeat(500) + "é".repeat(MOST) + "\n");
        write("work.exit", "0\n");
        List<String> lines = new ArrayList<>();
        Progress progress = null;
        long offset = 0;
        while (progress == null || !progress.ended()) {
            progress = read(offset);
            assertThat(progress.offset() - offset).isBetween(1L, (long) MOST);
            assertThat(Travels.bytes(progress)).hasSizeLessThan(2 * MOST);
            offset = progress.offset();
            progress.events().forEach(event -> lines.add(((Event.Text) event).line()));
        }

        assertThat(offset).isEqualTo(Files.size(directory.resolve("work.out")));
        assertThat(lines.subList(0, 500)).containsOnly("é".repeat(2_000));
        assertThat(String.join("", lines.subList(500, lines.size()))).isEqualTo("é".repeat(MOST));
    }

    @Test
    public void aStageThatNobodySawEndIsLost() throws Exception {
        Files.createDirectory(directory.resolve("work.started"));
        write("work.exit", "lost\n");
        Progress progress = read(0);

        assertThat(progress.ended()).isTrue();
        assertThat(progress.code()).isEqualTo(ExitStatus.LOST);
    }

    @Test
    public void anExitCodeThatIsNotWrittenYetIsNone() throws Exception {
        Files.createDirectory(directory.resolve("work.started"));
        write("work.exit", "");

        assertThat(read(0).ended()).isFalse();
    }

    @Test
    public void aDirectoryThatIsGoneIsAnEnd() throws Exception {
        Progress progress = new ReadProgress("work", 12).invoke(new File(folder.getRoot(), "gone"), null);

        assertThat(progress.ended()).isTrue();
        assertThat(progress.started()).isTrue();
        assertThat(progress.code()).isEqualTo(ExitStatus.LOST);
        assertThat(progress.offset()).isEqualTo(12);
    }

    @Test
    public void stagesAreNotMistakenForEachOther() throws Exception {
        Files.createDirectory(directory.resolve("prepare.started"));
        write("prepare.out", "a\n");
        write("prepare.exit", "0\n");
        write("prepare.failed", "init\n");

        assertThat(read(0)).isEqualTo(new Progress(0, List.of(), false, false, "", ExitStatus.LOST, false, "", "", List.of()));
    }

    @Test
    public void everyEventTravels() throws Exception {
        Files.createDirectory(directory.resolve("work.started"));
        for (String transcript : new String[] {"everything.jsonl", "apply.jsonl", "failing.jsonl", "waiting.jsonl", "locked.jsonl"}) {
            try (var in = Event.class.getResourceAsStream(transcript)) {
                Files.write(directory.resolve("work.out"), in.readAllBytes());
            }
            Progress progress = read(0);
            assertThat(progress.events()).as(transcript).isNotEmpty();
            assertThat(Travels.copy(progress)).isEqualTo(progress);
        }
    }

    private Progress read(long offset) throws Exception {
        return Travels.copy(new ReadProgress("work", offset)).invoke(directory.toFile(), null);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
