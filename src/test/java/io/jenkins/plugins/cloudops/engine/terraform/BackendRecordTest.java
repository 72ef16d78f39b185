package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BackendRecordTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readsTypeAndSettingsThatHaveAValue() throws IOException {
        BackendRecord record = BackendRecord.in("""
                {"version": 3, "backend": {"hash": 7, "type": "s3", "config":
                  {"bucket": "b", "max_retries": 5, "encrypt": true, "profile": null, "endpoints": {"s3": "http://x", "iam": null}, "ids": ["1", null]}}}""");

        assertThat(record.type()).isEqualTo("s3");
        assertThat(record.config()).isEqualTo(Map.of(
                "bucket", "b", "max_retries", "5", "encrypt", true, "endpoints", Map.of("s3", "http://x"), "ids", List.of("1")));
    }

    @Test
    public void noRecordIsTheLocalBackend() throws IOException {
        Path stack = folder.newFolder().toPath();

        assertThat(BackendRecord.of(stack, "")).isEqualTo(BackendRecord.NONE);
        assertThat(BackendRecord.in("{\"version\": 3}")).isEqualTo(BackendRecord.NONE);
        assertThat(BackendRecord.in("")).isEqualTo(BackendRecord.NONE);
    }

    @Test
    public void looksInTheDataDirectory() throws IOException {
        Path stack = folder.newFolder().toPath();
        Path data = Files.createDirectory(stack.resolve(".data"));
        Files.writeString(data.resolve("terraform.tfstate"), "{\"backend\": {\"type\": \"pg\", \"config\": {}}}");

        assertThat(BackendRecord.of(stack, ".data").type()).isEqualTo("pg");
        assertThat(BackendRecord.of(stack, data.toString()).type()).isEqualTo("pg");
        assertThat(BackendRecord.of(stack, "").type()).isEqualTo("local");
    }

    @Test
    public void aBrokenRecordIsNotQuoted() {
        assertThatThrownBy(() -> BackendRecord.in("{\"backend\": {\"config\": {\"password\": hush-hush"))
                .isInstanceOf(IOException.class).hasNoCause()
                .hasMessageContaining("init").hasMessageNotContaining("hush");
    }
}
