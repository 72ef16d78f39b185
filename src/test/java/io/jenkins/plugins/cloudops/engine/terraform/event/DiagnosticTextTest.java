package io.jenkins.plugins.cloudops.engine.terraform.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Severity;
import io.jenkins.plugins.cloudops.engine.terraform.event.Diagnostic.Snippet;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

public class DiagnosticTextTest {

    @Test
    public void readsAsTerraformPrintsItButForTheWrapping() throws IOException {
        for (String name : List.of("reference", "syntax", "precondition", "check", "provider")) {
            StringBuilder rendered = new StringBuilder();
            for (Diagnostic diagnostic : Transcripts.diagnostics(name + ".jsonl")) {
                rendered.append(DiagnosticText.of(diagnostic));
            }
            String printed = Transcripts.text(name + ".txt");
            int start = Math.max(printed.indexOf("\nError: "), printed.indexOf("\nWarning: ")) + 1;

            assertThat(headOf(rendered.toString())).as(name).isEqualTo(headOf(printed.substring(start)));
            assertThat(words(rendered.toString())).as(name).isEqualTo(words(printed.substring(start)));
        }
    }

    @Test
    public void theWholeTextWithValues() throws IOException {
        assertThat(DiagnosticText.of(Transcripts.diagnostics("precondition.jsonl").get(0)))
                .isEqualTo(
                        """
                        Error: Resource precondition failed

                          on main.tf line 17, in resource "terraform_data" "checked":
                          17:       condition     = var.size > 5 && var.password != "hunter2-other"
                            ├────────────────
                            │ var.size is 3

                        The size has to be more than 5.
                        """);
    }

    @Test
    public void theResourceIsNamedWhereTheSourceIsNotKnown() {
        assertThat(DiagnosticText.of(new Diagnostic(Severity.WARNING, "Old", "It is old.", "a.x", "", 0, Snippet.NONE)))
                .isEqualTo("Warning: Old\n\n  with a.x,\n\nIt is old.\n");
        assertThat(DiagnosticText.of(new Diagnostic(Severity.ERROR, "Bad", "", "", "main.tf", 3, Snippet.NONE)))
                .isEqualTo("Error: Bad\n\n  on main.tf line 3:\n  (source code not available)\n\n");
    }

    @Test
    public void aSnippetOfSeveralLinesIsNumbered() {
        Snippet snippet = new Snippet("a\nb", 9, "", List.of());

        assertThat(DiagnosticText.of(new Diagnostic(Severity.ERROR, "Bad", "", "", "main.tf", 9, snippet)))
                .contains("  on main.tf line 9:\n   9: a\n  10: b\n");
    }

    @Test
    public void oneLineIsASentenceWithItsPlace() throws IOException {
        assertThat(DiagnosticText.oneLine(Transcripts.diagnostics("reference.jsonl").get(0)))
                .isEqualTo("Reference to undeclared input variable: An input variable with the name \"nope\" has not been declared."
                        + " This variable can be declared with a variable \"nope\" {} block. (main.tf line 2)");
        assertThat(DiagnosticText.oneLine(new Diagnostic(Severity.ERROR, "Bad", "", "a.x", "", 0, Snippet.NONE))).isEqualTo("Bad (a.x)");
        assertThat(DiagnosticText.oneLine(new Diagnostic(Severity.ERROR, "Bad", "a\n  b\n", "", "", 0, Snippet.NONE))).isEqualTo("Bad: a b");
    }

    @Test
    public void noTextOfADiagnosticActsOnATerminal() {
        Diagnostic hostile = new Diagnostic(
                Severity.ERROR, "s\u001b[2J\nx", "d\u001b[31m\r\nnext\rover", "a\u001b", "f\u001b", 1,
                new Snippet("c\u001b\u0007", 1, "x\u001b\n", List.of("v\u001b\n is")));

        assertThat(DiagnosticText.of(hostile).chars()).noneMatch(c -> c != '\n' && Character.isISOControl(c));
        assertThat(DiagnosticText.oneLine(hostile).chars()).noneMatch(Character::isISOControl);
        assertThat(DiagnosticText.of(hostile)).contains("s\\u001b[2J\\nx", "d\\u001b[31m\nnext\\rover");
    }

    @Test
    public void theTextIsBounded() {
        Diagnostic huge = new Diagnostic(
                Severity.ERROR, "s".repeat(100_000), "d".repeat(1_000_000), "", "f", 1, new Snippet("c".repeat(1_000_000), 1, "", List.of()));

        assertThat(DiagnosticText.of(huge).length()).isLessThan(50_000);
        assertThat(DiagnosticText.oneLine(huge).length()).isLessThan(1_100);
    }

    private static String headOf(String text) {
        return text.substring(0, text.lastIndexOf("\n\n", text.stripTrailing().length()) + 1);
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
