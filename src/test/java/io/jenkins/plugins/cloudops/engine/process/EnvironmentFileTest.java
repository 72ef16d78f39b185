package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EnvironmentFileTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aShellThatSourcesItHasTheExactValues() throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("QUOTES", "it's \"so\" 'quoted'");
        variables.put("COMMAND", "$(touch x) `touch x` ${HOME} $HOME; touch x & touch x | touch x");
        variables.put("LINES", "one\n\ntwo\n");
        variables.put("NOT_A_LINE", "a\nexport PATH=/nowhere\n");
        variables.put("BACKSLASH", "C:\\new\\table \\");
        variables.put("UNICODE", "Grüße aus 東京 \uD83D\uDE80");
        variables.put("EMPTY", "");
        variables.put("SPACES", "  a  b  ");
        variables.put("_lower_1", "*");

        for (String shell : new String[] {"sh", "dash", "bash"}) {
            Optional<Path> found = Tools.find(shell);
            if (found.isPresent()) {
                assertThat(sourced(found.get(), variables)).as(shell).containsAllEntriesOf(variables);
            }
        }
        assertThat(folder.getRoot().list()).doesNotContain("x");
    }

    @Test
    public void theCookiesByWhichJenkinsKillsAreLeftOut() {
        Map<String, String> variables = new HashMap<>(Map.of("JENKINS_SERVER_COOKIE", "a", "JENKINS_NODE_COOKIE", "b",
                "BUILD_ID", "7", "BUILD_NUMBER", "7"));

        assertThat(EnvironmentFile.render(variables)).isEqualTo("export BUILD_NUMBER='7'\n");
    }

    @Test
    public void namesThatAShellCannotExportAreLeftOut() {
        Map<String, String> variables = new HashMap<>();
        for (String name : new String[] {"", " ", "1A", "A-B", "A B", "A.B", "A=B", "A\nB", "A$(x)", "Ä", "BASH_FUNC_x%%", "A'"}) {
            variables.put(name, "touch x");
            assertThat(EnvironmentFile.isName(name)).as(name).isFalse();
        }

        assertThat(EnvironmentFile.render(variables)).isEmpty();
    }

    @Test
    public void namesThatAShellKeepsForItselfAreLeftOut() throws Exception {
        // Setting one of these ends a shell or changes how it reads the rest of its script.
        Map<String, String> variables = new HashMap<>(Map.of("UID", "0", "EUID", "0", "PPID", "1", "SHELLOPTS", "xtrace",
                "BASHOPTS", "extglob", "IFS", "abc", "OPTIND", "x", "AFTER", "abc"));
        for (String shell : new String[] {"dash", "bash"}) {
            Optional<Path> found = Tools.find(shell);
            if (found.isPresent()) {
                assertThat(sourced(found.get(), variables)).as(shell).containsEntry("AFTER", "abc");
            }
        }
        assertThat(EnvironmentFile.render(variables)).isEqualTo("export AFTER='abc'\n");
    }

    @Test
    public void valuesThatNoProcessCanHaveAreLeftOut() {
        Map<String, String> variables = new HashMap<>(Map.of("NUL", "a\0b", "FINE", "x"));
        variables.put("NULL", null);

        assertThat(EnvironmentFile.render(variables)).isEqualTo("export FINE='x'\n");
    }

    @Test
    public void variablesComeSortedByName() {
        assertThat(EnvironmentFile.render(Map.of("B", "2", "A", "1", "C", "3")))
                .isEqualTo("export A='1'\nexport B='2'\nexport C='3'\n");
    }

    private Map<String, String> sourced(Path shell, Map<String, String> variables) throws IOException, InterruptedException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, EnvironmentFile.render(variables), StandardCharsets.UTF_8);
        Path output = folder.newFile().toPath();
        Path script = folder.newFile().toPath();
        Files.writeString(script, ". '" + file + "'\nenv -0 >'" + output + "'\n");
        // As sh, since a shell that is called so is stricter.
        Process process = new ProcessBuilder(asSh(shell).toString(), script.toString()).directory(folder.getRoot())
                .redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).isEmpty();
        Map<String, String> seen = new HashMap<>();
        for (String entry : Files.readString(output, StandardCharsets.UTF_8).split("\0")) {
            seen.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        return seen;
    }

    private Path asSh(Path shell) throws IOException {
        return Files.createSymbolicLink(folder.newFolder().toPath().resolve("sh"), shell);
    }
}
