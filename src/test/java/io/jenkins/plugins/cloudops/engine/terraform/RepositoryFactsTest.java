package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.process.StageRun;
import io.jenkins.plugins.cloudops.engine.process.Tools;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which commit, which tree and which edits the real {@code prepare.sh} sees in a real repository. */
public class RepositoryFactsTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path repository;
    private Path stack;
    private Path cli;
    private StageRun run;
    private final Map<String, String> environment = new HashMap<>();

    private record Facts(String commit, String tree, String edits) {
    }

    @Before
    public void aCheckout() throws Exception {
        Tools.require("python3");
        Tools.require("git");
        repository = folder.newFolder("a repository of \"it's\"").toPath().toRealPath();
        stack = Files.createDirectories(repository.resolve("stacks/shop"));
        cli = folder.getRoot().toPath().resolve("cli");
        try (InputStream in = StackScriptsTest.class.getResourceAsStream("recording-cli.py")) {
            Files.copy(in, cli);
        }
        Files.setPosixFilePermissions(cli, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("RECORD", folder.getRoot().toPath().resolve("record").toString());
        Files.writeString(stack.resolve("main.tf"), "# one\n");
        Files.writeString(repository.resolve("README"), "one\n");
        Files.writeString(repository.resolve(".gitignore"), ".terraform/\n");
        git("init", "-q");
        commit("one");
    }

    @After
    public void endWhatIsLeft() {
        if (run != null) {
            run.close();
        }
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "core.autocrlf=false"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true).start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(output).isZero();
        return output.trim();
    }

    private String commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD");
    }

    private Facts facts() throws Exception {
        if (run != null) {
            run.close();
        }
        run = new StageRun(folder.newFolder().toPath());
        run.write(new StackScripts(StackOperation.PLAN, PlanRequest.builder().build(), run.directory().toString(), stack.toString(), List.of())
                .files(List.of(cli.toString()), environment, "", CliAccess.none(), InitAccess.none(), ""));
        run.start("prepare");
        assertThat(run.exit("prepare", 20)).isEqualTo("0");
        assertThat(run.text("prepare.log")).isEmpty();
        return new Facts(run.text("commit").trim(), run.text("tree").trim(), run.text("edits").trim());
    }

    @Test
    public void theCommitAndTheTreeOfTheStackAreNoted() throws Exception {
        Facts facts = facts();

        assertThat(facts.commit()).isEqualTo(git("rev-parse", "HEAD"));
        assertThat(facts.tree()).isEqualTo(git("rev-parse", "HEAD:stacks/shop"));
        assertThat(facts.edits()).matches("[0-9a-f]{40,}");
        assertThat(facts()).isEqualTo(facts);
    }

    @Test
    public void aCommitElsewhereLeavesTheTreeOfTheStack() throws Exception {
        Facts before = facts();
        Files.writeString(repository.resolve("README"), "two\n");
        commit("two");

        assertThat(facts().commit()).isNotEqualTo(before.commit());
        assertThat(facts().tree()).isEqualTo(before.tree());
        assertThat(facts().edits()).isEqualTo(before.edits());
        Files.writeString(stack.resolve("main.tf"), "# two\n");
        commit("three");
        assertThat(facts().tree()).isNotEqualTo(before.tree());
    }

    @Test
    public void editsOfTrackedFilesInTheStackCountAndNoOthersDo() throws Exception {
        Facts clean = facts();
        Files.writeString(repository.resolve("README"), "edited\n");
        Files.writeString(stack.resolve("untracked.tf"), "x");
        assertThat(facts()).isEqualTo(clean);

        Files.writeString(stack.resolve("main.tf"), "# edited\n");
        Facts edited = facts();
        assertThat(edited.edits()).isNotEqualTo(clean.edits());
        assertThat(edited.commit()).isEqualTo(clean.commit());
        git("add", "stacks/shop/main.tf");
        assertThat(facts()).as("staged").isEqualTo(edited);
        Files.writeString(stack.resolve("main.tf"), "# one\n");
        assertThat(facts()).isEqualTo(clean);
    }

    @Test
    public void lockFilesAndStatesThatAreTrackedDoNotCount() throws Exception {
        for (String file : List.of(".terraform.lock.hcl", "terraform.tfstate", "terraform.tfstate.backup")) {
            Files.writeString(stack.resolve(file), "one");
        }
        commit("two");
        Facts clean = facts();
        for (String file : List.of(".terraform.lock.hcl", "terraform.tfstate", "terraform.tfstate.backup")) {
            Files.writeString(stack.resolve(file), "two");
        }

        assertThat(facts()).isEqualTo(clean);
    }

    @Test
    public void settingsOfTheUserForDiffsDoNotMatter() throws Exception {
        Files.writeString(stack.resolve("main.tf"), "# edited\n");
        Facts plain = facts();
        Path home = folder.newFolder("home").toPath();
        Files.writeString(home.resolve(".gitconfig"), """
                [diff]
                  noprefix = true
                  context = 9
                  external = touch x
                  algorithm = histogram
                [color]
                  ui = always
                [core]
                  abbrev = 30
                """);
        environment.put("HOME", home.toString());

        assertThat(facts()).isEqualTo(plain);
    }

    @Test
    public void aCheckoutOfSomebodyElseIsReadAllTheSame() throws Exception {
        Facts mine = facts();
        environment.put("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");

        assertThat(facts()).isEqualTo(mine);
    }

    @Test
    public void withoutARepositoryOrWithoutGitNothingIsKnown() throws Exception {
        Path bin = folder.newFolder("bin").toPath();
        for (String directory : System.getenv("PATH").split(":")) {
            try (Stream<Path> programs = Files.list(Path.of(directory))) {
                for (Path program : programs.toList()) {
                    Path link = bin.resolve(program.getFileName());
                    if (!link.endsWith("git") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            } catch (NoSuchFileException notThere) {
                // Some directories of a PATH are not.
            }
        }
        String path = System.getenv("PATH");
        environment.put("PATH", bin.toString());
        assertThat(facts()).isEqualTo(new Facts("", "", ""));

        environment.put("PATH", path);
        Files.move(repository.resolve(".git"), folder.getRoot().toPath().resolve("away"));
        assertThat(facts()).isEqualTo(new Facts("", "", ""));
    }
}
