package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PlanFileTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private PlanFile plan(byte[] bytes) throws IOException {
        Path file = folder.getRoot().toPath().resolve("p.tfplan");
        Files.write(file, bytes);
        return new PlanFile(file);
    }

    private PlanFile zip(String entry, byte[] content) throws IOException {
        Path file = folder.getRoot().toPath().resolve("made.tfplan");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        return new PlanFile(file);
    }

    @Test
    public void theStateIsTheOneThatWasRead() throws IOException {
        assertThat(plan(Applies.bytes("updating.tfplan")).state())
                .isEqualTo(new StateIdentity("0bb8510c-7f91-09a7-0dc4-3bd44eb463fa", 3));
    }

    @Test
    public void beforeThereIsAStateThereIsNoLineage() throws IOException {
        StateIdentity state = plan(Applies.bytes("first.tfplan")).state();

        assertThat(state).isEqualTo(new StateIdentity("", 0)).isNotEqualTo(StateIdentity.NONE);
        assertThat(state.isBlank()).isTrue();
        assertThat(state.isKnown()).isTrue();
    }

    @Test
    public void ephemeralVariablesThatWereSetAreToBeGivenAgain() throws IOException {
        assertThat(plan(Applies.bytes("ephemeral.tfplan")).variablesToGiveAgain()).containsExactly("eph_nullset", "eph_sens", "eph_set");
        assertThat(plan(Applies.bytes("updating.tfplan")).variablesToGiveAgain()).isEmpty();
    }

    @Test
    public void whatCannotBeReadSaysNothing() throws IOException {
        byte[] whole = Applies.bytes("ephemeral.tfplan");
        for (byte[] broken : new byte[][] {{}, "{\"encrypted_data\":\"x\"}".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2)}) {
            assertThat(plan(broken).state()).isEqualTo(StateIdentity.NONE);
            assertThat(plan(broken).variablesToGiveAgain()).isEmpty();
        }
        for (String state : new String[] {"", "[]", "{", "{\"serial\":1}", "{\"serial\":\"1\",\"lineage\":2}", "{\"serial\":1,\"lineage\":\"x"}) {
            assertThat(zip("tfstate", state.getBytes(StandardCharsets.UTF_8)).state()).as(state).isEqualTo(StateIdentity.NONE);
        }
        for (byte[] plan : new byte[][] {{(byte) 0xff}, {(byte) 0xe2, 1, 5, 'a'}, {3}, {2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 15}}) {
            assertThat(zip("tfplan", plan).variablesToGiveAgain()).isNotNull();
        }
        assertThat(zip("other", new byte[0]).state()).isEqualTo(StateIdentity.NONE);
    }

    @Test
    public void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> new PlanFile(folder.getRoot().toPath().resolve("gone")).state()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    public void linesOfAPulledStateAreEnough() {
        StateIdentity expected = new StateIdentity("15660ffb-62df-010e-ebc0-12a7ecec7c67", 12);

        assertThat(StateIdentity.of("\"serial\": 12\n\"lineage\": \"15660ffb-62df-010e-ebc0-12a7ecec7c67\"\n")).isEqualTo(expected);
        assertThat(StateIdentity.of("{\n  \"version\": 4,\n  \"serial\": 12,\n  \"lineage\": \"15660ffb-62df-010e-ebc0-12a7ecec7c67\",\n"
                + "  \"outputs\": {\n    \"serial\": 99\n")).isEqualTo(expected);
    }

    @Test
    public void otherLinesAreNoIdentity() {
        for (String lines : new String[] {"", "{}", "\"serial\": 12\n", "    \"serial\": 12,\n    \"lineage\": \"a\",\n",
                "  \"serial\": 12,\n  \"lineage\": \"\",\n", "  \"serial\": 99999999999999999999,\n  \"lineage\": \"a\",\n"}) {
            assertThat(StateIdentity.of(lines)).as(lines).isEqualTo(StateIdentity.NONE);
        }
        assertThat(StateIdentity.NONE.isKnown()).isFalse();
        assertThat(StateIdentity.NONE.isBlank()).isFalse();
    }

    @Test
    public void aSetOfNamesIsAllThatIsRead() throws IOException {
        assertThat(zip("tfplan", new byte[] {(byte) 0xe2, 1, 1, 'b', (byte) 0xe2, 1, 1, 'a', 8, 3, 13, 0, 0, 0, 0}).variablesToGiveAgain())
                .isEqualTo(Set.of("a", "b"));
    }
}
