package io.jenkins.plugins.cloudops.engine.terraform.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class StateDumpTest {

    private static final String DUMP = new String(EventLines.DUMP, StandardCharsets.UTF_8);

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path target() {
        return folder.getRoot().toPath().resolve("recovered.tfstate");
    }

    private StateDump.Found extract(byte[] stream) throws IOException {
        Path file = folder.getRoot().toPath().resolve("apply.jsonl");
        Files.write(file, stream);
        StateDump.Found found = StateDump.extract(file, target());
        try (var files = Files.list(folder.getRoot().toPath())) {
            assertThat(files).as("nothing is left behind").doesNotContain(folder.getRoot().toPath().resolve("recovered.tfstate.part"));
        }
        return found;
    }

    @Test
    public void theStateIsCopiedAsItIs() throws IOException {
        assertThat(extract(Applies.bytes("dump.jsonl"))).isEqualTo(StateDump.Found.WHOLE);

        String state = Files.readString(target());
        String line = new String(Applies.bytes("dump.jsonl"), StandardCharsets.UTF_8).lines().filter(one -> one.startsWith(DUMP)).findFirst().orElseThrow();
        assertThat(line).contains("\"state\":" + state + ",\"type\":\"log\"}");
        assertThat(state).startsWith("{\"version\":4,").contains("\"hunter2-default\"", "\\u003cb\\u003e", "é");
        try (JsonParser parser = new JsonFactory().createParser(state)) {
            parser.nextToken();
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        }
    }

    @Test
    public void onlyItsOwnerMayReadIt() throws IOException {
        Files.writeString(target(), "older");
        Files.writeString(folder.getRoot().toPath().resolve("recovered.tfstate.part"), "left behind");

        extract(Applies.bytes("dump.jsonl"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target()))).isEqualTo("rw-------");
        assertThat(Files.readString(target())).startsWith("{\"version\":4,");
    }

    @Test
    public void withoutADumpThereIsNoFile() throws IOException {
        assertThat(extract(Applies.bytes("errored.jsonl"))).isEqualTo(StateDump.Found.NONE);
        assertThat(extract(new byte[0])).isEqualTo(StateDump.Found.NONE);
        assertThat(extract((DUMP + "\"type\":\"log\"}\n{\"state\":{}}").getBytes(StandardCharsets.UTF_8))).isEqualTo(StateDump.Found.NONE);
        assertThat(extract(("x" + DUMP + "\"state\":{}}").getBytes(StandardCharsets.UTF_8))).isEqualTo(StateDump.Found.NONE);
        assertThat(target()).doesNotExist();
    }

    @Test
    public void whatIsCutOffIsKeptAndSaidToBe() throws IOException {
        byte[] whole = Applies.bytes("dump.jsonl");
        int start = new String(whole, StandardCharsets.UTF_8).indexOf("\"state\":{") + 8;
        for (int length = start + 200; length < start + 900; length += 13) {
            assertThat(extract(Arrays.copyOf(whole, length))).isEqualTo(StateDump.Found.CUT);
            assertThat(Files.readAllBytes(target())).isEqualTo(Arrays.copyOfRange(whole, start, length));
        }
    }

    @Test
    public void bracesAndQuotesInTextsEndNothing() throws IOException {
        String state = "{\"a\":\"}\\\"}\\\\\",\"b\":[{},\"]\"],\"n\":1e400,\"state\":{\"x\":0.10}}";

        assertThat(extract(("{\"@level\":\"info\"}\n" + DUMP + "\"@module\":\"terraform.ui\",\"state\":" + state + ",\"type\":\"log\"}\nmore\n")
                .getBytes(StandardCharsets.UTF_8))).isEqualTo(StateDump.Found.WHOLE);
        assertThat(Files.readString(target())).isEqualTo(state);
    }
}
