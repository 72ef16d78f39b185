package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.Test;

public class BackendBlocksTest {

    /** Nanoseconds of this thread's own work: how long it waits for a processor does not count. */
    private static final LongSupplier CPU = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;

    private static final int LARGEST = 4 << 20;

    @Test
    public void aBackendIsNamedByItsLabel() {
        assertThat(hcl("terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}\n")).containsExactly("s3");
        assertThat(hcl("terraform {\n  backend \"remote\" {\n    workspaces {\n      name = \"x\"\n    }\n  }\n}\n"))
                .containsExactly("remote");
        assertThat(hcl("terraform {\n  backend remote {}\n}\n")).containsExactly("remote");
        assertThat(hcl("\uFEFFterraform{\tbackend\"http\"{}}")).containsExactly("http");
    }

    @Test
    public void aCloudBlockIsNamedCloud() {
        assertThat(hcl("terraform {\n  required_version = \">= 1.4\"\n  cloud {\n    organization = \"o\"\n  }\n}\n"))
                .containsExactly("cloud");
    }

    @Test
    public void linesMayEndAsOnWindows() {
        assertThat(hcl("locals {\r\n  a = <<EOT\r\n{ \" {\r\nEOT\r\n}\r\nterraform {\r\n  backend \"remote\" {\r\n  }\r\n}\r\n"))
                .containsExactly("remote");
    }

    @Test
    public void onlyTheBlockInTerraformsOwnBlockCounts() {
        assertThat(hcl("backend \"remote\" {}\ncloud {}\n")).isEmpty();
        assertThat(hcl("resource \"x\" \"y\" {\n  backend \"remote\" {}\n  cloud {}\n}\n")).isEmpty();
        assertThat(hcl("terraform {\n  other {\n    backend \"remote\" {}\n    cloud {}\n  }\n}\n")).isEmpty();
        assertThat(hcl("terraform {\n  backend = \"remote\"\n  cloud = {}\n  clouds {}\n  backends \"remote\" {}\n}\n"))
                .doesNotContain("remote");
        assertThat(hcl("data \"terraform_remote_state\" \"x\" {\n  backend = \"remote\"\n  config = { a = 1 }\n}\n")).isEmpty();
    }

    @Test
    public void whatIsInACommentDoesNotCount() {
        assertThat(hcl("# terraform { backend \"remote\" {} }\n// terraform { cloud {} }\n/* terraform {\n backend \"remote\" {} } */\n"))
                .isEmpty();
        assertThat(hcl("/* { */ terraform {\n  # }\n  // }\n  /* } */\n  backend \"gcs\" {} # x\n}\n")).containsExactly("gcs");
        assertThat(hcl("terraform {\n  /* a\n*/ backend \"gcs\" {}\n}\n")).containsExactly("gcs");
    }

    @Test
    public void whatIsInAStringDoesNotCount() {
        assertThat(hcl("locals {\n  a = \"terraform { backend \\\"remote\\\" {} }\"\n}\n")).isEmpty();
        assertThat(hcl("locals {\n  a = \"{{{ \\\" { /* # //\"\n  b = \"\\\\\"\n}\nterraform {\n  cloud {}\n}\n")).containsExactly("cloud");
    }

    @Test
    public void aTemplateMayHoldStringsAndBraces() {
        for (String value : List.of("${ \"}\" }", "${ \"{\" }", "${jsonencode({ a = \"${\"{\"}\" })}", "$${", "%%{", "%{ if true }{%{ endif }",
                "a ${b[\"c\"]} d", "${ \n \"{\" \n }", "$", "${", "$\\\"{")) {
            String text = "locals {\n  a = \"" + value + (value.equals("${") ? "}" : "") + "\"\n}\nterraform {\n  backend \"remote\" {}\n}\n";
            assertThat(hcl(text)).as(value).containsExactly("remote");
        }
    }

    @Test
    public void whatIsInAHeredocDoesNotCount() {
        for (String mark : List.of("<<EOT", "<<-EOT", "<<~EOT")) {
            assertThat(hcl("locals {\n  a = " + mark + "\nterraform {\n  backend \"remote\" {}\n}\n{{{ \" ${\n  EOT\n}\n"
                    + "terraform {\n  backend \"s3\" {}\n}\n")).as(mark).containsExactly("s3");
        }
    }

    @Test
    public void anEmptyHeredocEndsAtOnce() {
        assertThat(hcl("locals {\n  a = <<EOT\nEOT\n}\nterraform {\n  backend \"s3\" {}\n}\nlocals {\n  b = <<EOT\nEOT\n}\n"))
                .containsExactly("s3");
    }

    @Test
    public void aMarkInsideOfALineDoesNotEndAHeredoc() {
        assertThat(hcl("locals {\n  a = <<EOT\nnot EOT\nEOTS\nterraform {\n  cloud {}\n}\nEOT\n}\n")).isEmpty();
    }

    @Test
    public void whatCannotBeReadNamesNoBackend() {
        for (String text : List.of("", "}", "}}}}", "\"", "terraform {", "<<", "<<-", "/*", "terraform {\n backend", "\\", "\"\\", "${", "\u0000",
                "terraform {\n  backend \"remote\"\n}\n", "<<EOT", "<<EOT\n", "terraform {\n a = \"b\n")) {
            assertThat(hcl(text)).as(text).isEmpty();
        }
    }

    @Test
    public void aStringWithoutItsQuoteEndsWithItsLine() {
        assertThat(hcl("locals {\n  a = \"oops {\n}\nterraform {\n  cloud {}\n}\n")).containsExactly("cloud");
    }

    @Test(timeout = 300_000)
    public void aHugeFileIsReadInAMomentWhateverIsInIt() {
        for (String piece : List.of("/* ", "<<A\n", "<<A ", "\"", "\\\"", "\"\\", "{", "}", "a ", "${", "\"${", "#", "\n", "x", "$${", "\"a\" {\n",
                "terraform { ", "backend \"x\" {")) {
            String text = piece.repeat(LARGEST / piece.length());
            long start = CPU.getAsLong();
            hcl(text);
            hcl("a = \"" + text);
            hcl("a = \"" + text + "\"\nterraform {\n");
            assertThat((CPU.getAsLong() - start) / 1_000_000).as("milliseconds for %s", piece).isLessThan(5_000);
        }
    }

    @Test(timeout = 300_000)
    public void hugeJsonIsReadInAMomentWhateverIsInIt() {
        for (String piece : List.of("{\"a\":", "[", "{", "\"", "[[],", "{\"a\":1,\"", "\\", "1", "{\"terraform\":[")) {
            String text = piece.repeat(LARGEST / piece.length());
            BackendBlocks.inJson(text);
            BackendBlocks.inRecord(text);
        }
        StringBuilder wide = new StringBuilder("{\"a\":".repeat(900)).append('{');
        for (int i = 0; wide.length() < LARGEST; i++) {
            wide.append("\"k").append(i).append("\":1,");
        }
        assertThat(BackendBlocks.inJson(wide.toString())).isEmpty();
    }

    @Test
    public void anyTextIsReadToItsEnd() {
        Random random = new Random(11);
        String alphabet = "{}\"\\\n$%/*#<-E a";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(hcl(text.toString())).isEmpty();
        }
    }

    @Test
    public void jsonNamesItsBackendsTheSameWay() {
        assertThat(BackendBlocks.inJson("{\"terraform\":{\"backend\":{\"s3\":{\"bucket\":\"b\"}}}}")).containsExactly("s3");
        assertThat(BackendBlocks.inJson("{\"terraform\":[{\"backend\":[{\"remote\":[{}]}]}]}")).containsExactly("remote");
        assertThat(BackendBlocks.inJson("{\"//\":\"x\",\"terraform\":{\"cloud\":{\"organization\":\"o\"}}}")).containsExactly("cloud");
        assertThat(BackendBlocks.inJson("{\"terraform\":{\"required_version\":\"1\"},\"resource\":{\"backend\":{\"remote\":{}}}}")).isEmpty();
        assertThat(BackendBlocks.inJson("{\"locals\":{\"terraform\":{\"backend\":{\"remote\":{}}}}}")).isEmpty();
        assertThat(BackendBlocks.inJson("{\"locals\":{\"a\":\"terraform\"},\"terraform\":{\"backend\":{\"gcs\":{}}}}")).containsExactly("gcs");
    }

    @Test
    public void jsonThatBreaksOffIsReadAsFarAsItGoes() {
        assertThat(BackendBlocks.inJson("{\"terraform\":{\"backend\":{\"remote\":{")).containsExactly("remote");
        assertThat(BackendBlocks.inJson("{\"terraform\":{\"backend\":")).isEmpty();
        assertThat(BackendBlocks.inJson("terraform {}")).isEmpty();
        assertThat(BackendBlocks.inJson("")).isEmpty();
    }

    @Test
    public void theRecordOfInitNamesTheTypeOfItsBackend() {
        assertThat(BackendBlocks.inRecord("{\"version\":3,\"backend\":{\"config\":{\"type\":\"x\"},\"hash\":1,\"type\":\"s3\"}}"))
                .containsExactly("s3");
        assertThat(BackendBlocks.inRecord("{\"type\":\"remote\",\"backend\":{\"type\":null}}")).isEmpty();
        assertThat(BackendBlocks.inRecord("{}")).isEmpty();
        assertThat(BackendBlocks.inRecord("no JSON")).isEmpty();
    }

    private static List<String> hcl(String text) {
        return BackendBlocks.inHcl(text);
    }
}
