package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.agent.ReadProgress.Progress;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.RunSecrets;
import io.jenkins.plugins.cloudops.engine.terraform.event.Event;
import io.jenkins.plugins.cloudops.engine.terraform.event.NewEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A secret of several lines is masked wherever the reads of the output cut it. */
public class SecretsAcrossReadsTest {

    private static final String SECRET = "first line of it, Zq7xK9wLm2pRt5vYb8nHs4\nsecond line, with \"quotes\" and é\nthird-line-of-the-secret-value\n";
    private static final String ENCODED = Base64.getMimeEncoder(16, new byte[] {'\n'}).encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path directory;
    private Path output;

    @Before
    public void layOut() throws IOException {
        directory = folder.getRoot().toPath();
        output = directory.resolve("work.out");
        Files.createDirectory(directory.resolve("work.started"));
        SensitiveValues values = new SensitiveValues();
        values.addBound(SECRET);
        RunSecrets.keep(directory, values);
    }

    private static String provisioned(String line, String address) {
        return "{\"@level\":\"info\",\"@message\":\"x\",\"@module\":\"terraform.ui\",\"@timestamp\":\"" + Instant.now()
                + "\",\"hook\":{\"resource\":{\"addr\":\"" + address + "\"},\"provisioner\":\"local-exec\",\"output\":\""
                + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"},\"type\":\"provision_progress\"}";
    }

    private static String lines(String text, UnaryOperator<String> line) {
        return text.lines().map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private List<Event> read(long[] offset) throws IOException {
        List<Event> events = new ArrayList<>();
        Progress progress;
        do {
            progress = new ReadProgress("work", offset[0]).invoke(directory.toFile(), null);
            assertThat(progress.offset()).isGreaterThanOrEqualTo(offset[0]);
            offset[0] = progress.offset();
            events.addAll(progress.events());
        } while (progress.more());
        return events;
    }

    private static String said(List<Event> events) {
        return events.stream().map(event -> event instanceof Event.Provisioned it ? it.output() : ((Event.Text) event).line())
                .collect(Collectors.joining("\n"));
    }

    /** What is said if the output is there up to a byte at the first look, and as a whole at the second. */
    private String cut(byte[] all, int at) throws IOException {
        long[] offset = {0};
        Files.write(output, Arrays.copyOf(all, at));
        List<Event> events = new ArrayList<>(read(offset));
        Files.write(output, all);
        events.addAll(read(offset));
        Files.writeString(directory.resolve("work.exit"), "0\n");
        events.addAll(read(offset));
        Files.delete(directory.resolve("work.exit"));
        return said(events);
    }

    private static final String TEXT = "before\n" + SECRET + "between\n" + ENCODED + "\nafter\n";

    @Test
    public void whereverAReadEndsNoPieceOfAValueIsSeen() throws IOException {
        byte[] all = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= all.length; at++) {
            assertThat(cut(all, at)).as("cut at %s", at)
                    .isEqualTo("before\n" + Redactor.MASK + "\nbetween\n" + Redactor.MASK + "\nafter");
        }
    }

    @Test
    public void norOfOneThatAProvisionerPrintsWhileOthersPrintToo() throws IOException {
        int lines = (int) TEXT.lines().count();
        for (int cut = 0; cut <= 2 * lines; cut++) {
            byte[] all = lines(TEXT, line -> provisioned(line, "a.one") + "\n" + provisioned("at work", "a.two")).getBytes(StandardCharsets.UTF_8);
            int at = 0;
            for (int line = 0; line < cut; line++) {
                at = indexOf(all, at) + 1;
            }
            String said = cut(all, at);
            assertThat(said.replace("\nat work", "").replace("at work\n", "")).as("cut after line %s", cut)
                    .isEqualTo("before\n" + Redactor.MASK + "\nbetween\n" + Redactor.MASK + "\nafter");
            assertThat(said.split("at work", -1)).hasSize(lines + 1);
        }
    }

    private static int indexOf(byte[] all, int from) {
        int at = from;
        while (all[at] != '\n') {
            at++;
        }
        return at;
    }

    @Test
    public void aLineIsShownAfterAWhileWhateverMayFollow() throws IOException {
        Files.writeString(output, "done\n" + ENCODED.lines().findFirst().orElseThrow() + "\n");
        long[] offset = {0};
        assertThat(said(read(offset))).isEqualTo("done");
        assertThat(offset[0]).isEqualTo(5);

        Files.setLastModifiedTime(output, FileTime.from(Instant.now().minusMillis(NewEvents.PATIENCE + 1)));

        assertThat(said(read(offset))).isEqualTo(ENCODED.lines().findFirst().orElseThrow());
    }

    @Test
    public void aLineThatIsReadInPiecesIsCutBesideTheSecret() throws IOException {
        String piece = "x".repeat(600_000);
        for (int before = -100; before < 10; before += 10) {
            Files.writeString(output, piece.substring(0, (512 << 10) + before) + ENCODED.replace("\n", "") + "y".repeat(1_000) + "\nend\n");
            long[] offset = {0};
            String said = said(read(offset)).replace("\n", "");
            assertThat(said).as("%s", before).endsWith("x" + Redactor.MASK + "y".repeat(1_000) + "end");
        }
    }

    @Test
    public void manySecretsInALongOutputAreAllMaskedAndNothingElseIsLost() throws IOException {
        String text = ("some line, number 1\n" + ENCODED + "\n").repeat(6_000);
        Files.writeString(output, text + "last\n");
        Files.writeString(directory.resolve("work.exit"), "0\n");
        long[] offset = {0};
        String said = said(read(offset));

        assertThat(said).isEqualTo(("some line, number 1\n" + Redactor.MASK + "\n").repeat(6_000) + "last");
    }
}
