package io.jenkins.plugins.cloudops.engine.terraform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

public class TextDiagnosticsTest {

    @Test
    public void findsWhatTheJsonOfTheSameCommandSaysButForTheWrapping() throws IOException {
        for (String name : List.of("reference", "syntax", "precondition", "check", "provider")) {
            List<Diagnostic> text = TextDiagnostics.find(Transcripts.text(name + ".txt"));
            List<Diagnostic> json = Transcripts.diagnostics(name + ".jsonl");

            assertThat(text).as(name).hasSameSizeAs(json);
            for (int i = 0; i < text.size(); i++) {
                assertThat(unwrapped(text.get(i))).as(name).isEqualTo(unwrapped(json.get(i)));
            }
        }
    }

    @Test
    public void findsEveryErrorOfAnInit() throws IOException {
        List<Diagnostic> found = TextDiagnostics.find(Transcripts.text("init.txt"));

        assertThat(found).hasSize(2);
        assertThat(found.get(0).summary())
                .isEqualTo("Terraform encountered problems during initialisation, including problems with the configuration, described below.");
        assertThat(found.get(0).detail())
                .isEqualTo("The Terraform configuration must be valid before initialization so that\n"
                        + "Terraform can determine which modules and providers need to be installed.");
        assertThat(found.get(1))
                .isEqualTo(new Diagnostic(
                        Severity.ERROR,
                        "Invalid expression",
                        "Expected the start of an expression, but found an invalid expression token.",
                        "",
                        "main.tf",
                        2,
                        new Snippet("  input = ", 2, "resource \"terraform_data\" \"a\"", List.of())));
    }

    @Test
    public void coloursAndBoxesMakeNoDifference() throws IOException {
        List<Diagnostic> plain = TextDiagnostics.find(Transcripts.text("module.txt"));

        assertThat(plain).extracting(Diagnostic::summary).containsExactly("Unreadable module directory", "Unreadable module directory");
        assertThat(TextDiagnostics.find(Transcripts.text("module-colours.txt"))).isEqualTo(plain);
    }

    @Test
    public void aMessageThatIsNotADiagnosticIsNone() throws IOException {
        assertThat(TextDiagnostics.find(Transcripts.text("workspace.txt"))).isEmpty();
        assertThat(TextDiagnostics.find("")).isEmpty();
        assertThat(TextDiagnostics.find("Initializing the backend...\n\nTerraform has been successfully initialized!\n")).isEmpty();
    }

    @Test
    public void theWordAloneWithinOtherTextIsNoDiagnostic() {
        assertThat(TextDiagnostics.find("something\nError: not at the beginning of a block\n")).isEmpty();
        assertThat(TextDiagnostics.find("\n  Error: indented\n\nError:\n\nError: \n")).isEmpty();
    }

    @Test
    public void linesOfADetailThatBeginWithTheWordStayInIt() {
        List<Diagnostic> found = TextDiagnostics.find("\nError: Outer\n\ndetail\nError: inner\n\nmore\n");

        assertThat(found).hasSize(1);
        assertThat(found.get(0).detail()).isEqualTo("detail\nError: inner\n\nmore");
    }

    @Test
    public void aBlockThatIsCutOffAnywhereIsStillReadable() throws IOException {
        String text = Transcripts.text("provider.txt") + Transcripts.text("precondition.txt");
        for (int length = 0; length <= text.length(); length++) {
            for (Diagnostic diagnostic : TextDiagnostics.find(text.substring(0, length))) {
                assertThat(diagnostic.summary()).isNotEmpty();
            }
        }
    }

    @Test
    public void numbersThatAreTooLongAreNoLineNumbers() {
        List<Diagnostic> found = TextDiagnostics.find("Error: Bad\n\n  on main.tf line 99999999999:\n  99999999999: x\n\ndetail");

        assertThat(found).hasSize(1);
        assertThat(found.get(0).file()).isEmpty();
        assertThat(found.get(0).detail()).contains("detail");
    }

    private static Diagnostic unwrapped(Diagnostic d) {
        return new Diagnostic(
                d.severity(), d.summary(), d.detail().strip().replaceAll("\\s+", " "), d.address(), d.file(), d.line(), d.snippet());
    }
}
