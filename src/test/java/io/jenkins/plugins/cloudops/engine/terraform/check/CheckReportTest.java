package io.jenkins.plugins.cloudops.engine.terraform.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.redact.SensitiveValues;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Status;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestFile;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestRun;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;

public class CheckReportTest {

    @Test
    public void readsTheStreamOfTests() throws IOException {
        List<TestFile> files = tests(text("test.jsonl")).files();

        assertThat(files).extracting(TestFile::path)
                .containsExactly("tests/broken.tftest.hcl", "tests/fine.tftest.hcl", "tests/names.tftest.hcl");
        assertThat(files.get(0).runs()).extracting(TestRun::name, TestRun::status).containsExactly(
                tuple("fails_to_run", Status.ERROR),
                tuple("is_skipped", Status.SKIP));
        assertThat(files.get(2).runs()).extracting(TestRun::status).containsExactly(Status.PASS, Status.FAIL, Status.PASS);
        TestRun failed = files.get(2).runs().get(1);
        assertThat(failed.diagnostics()).extracting(Diagnostic::detail).containsExactly("The name is not net: <b>&\"x\".", "Second.");
        assertThat(failed.millis()).isBetween(1L, 1000L);
    }

    @Test
    public void aRunThatNeverEndedDidNotPass() throws IOException {
        String stream = text("test.jsonl");
        int cut = stream.lastIndexOf("\n", stream.indexOf("\\\"keeps_the_name\\\"... pass"));
        TestStream stopped = tests(stream.substring(0, cut));

        assertThat(stopped.files().get(2).runs()).extracting(TestRun::status).containsExactly(Status.ERROR, Status.SKIP, Status.SKIP);
        assertThat(CheckReport.EMPTY.withTests(stopped).passed()).isFalse();
    }

    @Test
    public void readsAStreamThatTellsOnlyOfTheEnd() {
        TestStream stream = new TestStream();
        stream.read("{\"@level\":\"info\",\"@timestamp\":\"2026-11-21T12:13:32Z\",\"test_run\":{\"path\":\"a.tftest.hcl\",\"run\":\"one\",\"status\":\"pass\"},\"type\":\"test_run\"}");
        stream.read("no event");
        stream.read("");

        assertThat(stream.files()).containsExactly(new TestFile("a.tftest.hcl", List.of(new TestRun("one", Status.PASS, 0, List.of()))));
    }

    @Test
    public void whatBelongsToNoRunIsKept() {
        TestStream stream = new TestStream();
        stream.read("{\"@level\":\"error\",\"diagnostic\":{\"severity\":\"error\",\"summary\":\"No tests\",\"detail\":\"\"},\"type\":\"diagnostic\"}");

        assertThat(stream.diagnostics()).extracting(Diagnostic::summary).containsExactly("No tests");
        assertThat(CheckReport.EMPTY.withTests(stream).passed()).isFalse();
    }

    @Test
    public void keepsOnlySoMuch() {
        TestStream stream = new TestStream();
        for (int i = 0; i < TestStream.MAX_RUNS + 10; i++) {
            stream.read("{\"@level\":\"info\",\"test_run\":{\"path\":\"a\",\"run\":\"r" + i + "\",\"progress\":\"complete\",\"status\":\"pass\"},\"type\":\"test_run\"}");
        }
        assertThat(stream.files().get(0).runs()).hasSize(TestStream.MAX_RUNS);
    }

    @Test
    public void readsValidationAndFormat() throws IOException {
        CheckReport report = CheckReport.EMPTY.withFormat(text("fmt.txt")).withValidation(text("validate.json"));

        assertThat(report.unformatted()).containsExactly("main.tf");
        assertThat(report.validation()).extracting(Diagnostic::summary)
                .containsExactly("Reference to undeclared input variable", "Reference to undeclared resource");
        assertThat(report.validation().get(1).line()).isEqualTo(2);
        assertThat(report.passed()).isFalse();
    }

    @Test
    public void passesWhenNothingIsFound() throws IOException {
        String valid = "{\"format_version\":\"1.0\",\"valid\":true,\"diagnostics\":[{\"severity\":\"warning\",\"summary\":\"Old\",\"detail\":\"\"}]}";
        CheckReport report = CheckReport.EMPTY.withFormat("\n").withValidation(valid);

        assertThat(report.passed()).isTrue();
        assertThat(report.validation()).hasSize(1);
        assertThat(JunitXml.of(report, Redactor.none())).doesNotContain("<failure", "<error");
    }

    @Test
    public void outputThatIsNoJsonIsNotQuoted() {
        for (String bad : new String[] {"", "hush-hush", "{\"diagnostics\": hush-hush", "[]", "{}", "{\"diagnostics\": 1}"}) {
            assertThatThrownBy(() -> CheckReport.EMPTY.withValidation(bad)).as(bad).isInstanceOf(IOException.class).hasNoCause()
                    .hasMessageContaining("diagnostics").hasMessageNotContaining("hush");
        }
    }

    @Test
    public void writesWhatTheJunitStepReads() throws Exception {
        CheckReport report = CheckReport.EMPTY.withFormat(text("fmt.txt")).withValidation(text("validate.json")).withTests(tests(text("test.jsonl")));
        String xml = JunitXml.of(report, Redactor.none());

        assertThat(xml).isEqualTo(text("junit.xml"));
        Document document = parsed(xml);
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(5);
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    public void aCheckThatDidNotRunIsNotSaidToHavePassed() {
        String xml = JunitXml.of(CheckReport.EMPTY.withFormat(""), Redactor.none());

        assertThat(xml).contains("<testsuite name=\"fmt\" tests=\"1\" skipped=\"0\" failures=\"0\"").doesNotContain("validate");
        assertThat(JunitXml.of(CheckReport.EMPTY, Redactor.none())).doesNotContain("<testsuite ");
    }

    @Test
    public void xmlStaysWellFormedAndHasNoSecret() throws Exception {
        SensitiveValues values = new SensitiveValues();
        values.add("hush-hush");
        CheckReport report = CheckReport.EMPTY.withFormat("a\u0000\uffff\ud800<>&\"']]>hush-hush.tf");
        String xml = JunitXml.of(report, values);

        assertThat(xml).doesNotContain("hush");
        assertThat(parsed(xml).getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static TestStream tests(String text) {
        TestStream stream = new TestStream();
        text.lines().forEach(stream::read);
        return stream;
    }

    private static String text(String file) throws IOException {
        try (InputStream in = CheckReportTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
