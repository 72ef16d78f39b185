package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DependencyLockTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Map<String, String> selections(String text) throws IOException {
        Path stack = folder.getRoot().toPath();
        Files.writeString(stack.resolve(DependencyLock.FILE), text);
        return DependencyLock.selections(stack);
    }

    @Test
    public void eachProviderHasItsVersionAndHashesDoNotCount() throws IOException {
        String aws = """
                # This file is maintained automatically by "terraform init".
                provider "registry.terraform.io/hashicorp/aws" {
                  version     = "5.1.0"
                  constraints = "~> 5.0"
                  hashes = [
                    "h1:a}=",
                  ]
                }
                """;
        String other = """

                provider "example.com/a/b" {
                  version = "0.1.0"
                  hashes = []
                }
                """;

        assertThat(selections(aws + other)).isEqualTo(Map.of("registry.terraform.io/hashicorp/aws", "5.1.0", "example.com/a/b", "0.1.0"));
        assertThat(selections(aws.replace("h1:a", "h1:b") + other)).isEqualTo(selections(other + aws));
        assertThat(selections(aws.replace("\n", "\r\n"))).isEqualTo(selections(aws));
    }

    @Test
    public void withoutAFileNothingIsSelected() throws IOException {
        assertThat(DependencyLock.selections(folder.getRoot().toPath())).isEmpty();
        assertThat(selections("")).isEmpty();
        assertThat(selections("provider \"a\" {\n}\n")).isEqualTo(Map.of("a", ""));
    }
}
