package io.jenkins.plugins.cloudops.engine.terraform.check;

import io.jenkins.plugins.cloudops.engine.redact.Printable;
import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Check;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.Status;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestFile;
import io.jenkins.plugins.cloudops.engine.terraform.check.CheckReport.TestRun;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic;
import io.jenkins.plugins.cloudops.engine.terraform.event.DiagnosticText;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as XML for Jenkins's {@code junit} step: a suite {@code fmt} with a failure for each file, a suite
 * {@code validate} with one for each error, and one for each file of tests, with the elements that
 * {@code terraform test -junit-xml} writes.
 */
public final class JunitXml {

    private final XMLStreamWriter out;
    private final Redactor redactor;

    private JunitXml(XMLStreamWriter out, Redactor redactor) {
        this.out = out;
        this.redactor = redactor;
    }

    /** @param redactor every text passes it */
    public static String of(CheckReport report, Redactor redactor) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JunitXml(out, redactor).write(report);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.append('\n').toString();
    }

    private void write(CheckReport report) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        line();
        out.writeStartElement("testsuites");
        if (report.ran().contains(Check.FMT)) {
            suite("fmt", report.unformatted().stream()
                    .map(file -> new Case(file, Status.FAIL, 0, Messages.JunitXml_unformatted(file), Messages.JunitXml_format()))
                    .toList());
        }
        if (report.ran().contains(Check.VALIDATE)) {
            suite("validate", cases("validate", report.validation()));
        }
        if (report.testDiagnostics().stream().anyMatch(Diagnostic::isError)) {
            suite("test", cases("test", report.testDiagnostics()));
        }
        for (TestFile file : report.tests()) {
            suite(file.path(), file.runs().stream().map(JunitXml::run).toList());
        }
        line();
        out.writeEndElement();
        out.writeEndDocument();
    }

    private record Case(String name, Status status, long millis, String message, String text) {}

    private static List<Case> cases(String check, List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(error -> new Case(
                        check + (error.file().isEmpty() ? "" : " " + error.file() + " line " + error.line()),
                        Status.FAIL, 0, DiagnosticText.oneLine(error), DiagnosticText.of(error)))
                .toList();
    }

    private static Case run(TestRun run) {
        List<Diagnostic> errors = run.diagnostics().stream().filter(Diagnostic::isError).toList();
        String message = errors.isEmpty() ? Messages.JunitXml_unknown() : DiagnosticText.oneLine(errors.get(0));
        return new Case(run.name(), run.status(), run.millis(), message,
                errors.stream().map(DiagnosticText::of).collect(Collectors.joining("\n")));
    }

    /* A check that ran and has no case would not be seen to have run. */
    private void suite(String name, List<Case> found) throws XMLStreamException {
        List<Case> cases = found.isEmpty() ? List.of(new Case(name, Status.PASS, 0, "", "")) : found;
        line();
        out.writeStartElement("testsuite");
        attribute("name", name);
        attribute("tests", String.valueOf(cases.size()));
        attribute("skipped", count(cases, Status.SKIP));
        attribute("failures", count(cases, Status.FAIL));
        attribute("errors", count(cases, Status.ERROR));
        for (Case each : cases) {
            line();
            out.writeStartElement("testcase");
            attribute("name", each.name());
            attribute("classname", name);
            attribute("time", String.format(Locale.ROOT, "%.3f", each.millis() / 1000.0));
            outcome(each);
            out.writeEndElement();
        }
        line();
        out.writeEndElement();
    }

    private void outcome(Case each) throws XMLStreamException {
        switch (each.status()) {
            case FAIL -> problem("failure", each);
            case ERROR -> problem("error", each);
            case SKIP -> {
                out.writeEmptyElement("skipped");
                attribute("message", Messages.JunitXml_skipped());
            }
            default -> { }
        }
    }

    private void problem(String element, Case each) throws XMLStreamException {
        out.writeStartElement(element);
        attribute("message", each.message());
        out.writeCharacters(safe(Printable.text(redactor.redact(each.text()))));
        out.writeEndElement();
    }

    private static String count(List<Case> cases, Status status) {
        return String.valueOf(cases.stream().filter(each -> each.status() == status).count());
    }

    private void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, safe(Printable.line(redactor.redact(value))));
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n");
    }

    /* Two characters that XML cannot have and a console can show. */
    private static String safe(String text) {
        return text.replace('\ufffe', '\ufffd').replace('\uffff', '\ufffd');
    }
}
