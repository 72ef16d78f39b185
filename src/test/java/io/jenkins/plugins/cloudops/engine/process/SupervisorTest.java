package io.jenkins.plugins.cloudops.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized.Parameters;

/** start.sh and supervise.sh as real processes, in each shell that may be /bin/sh somewhere. */
@RunWith(Waiting.class)
public class SupervisorTest {

    private static final Map<String, String> COOKIES =
            Map.of("JENKINS_SERVER_COOKIE", "server", "JENKINS_NODE_COOKIE", "node", "BUILD_ID", "7");

    /** A command that goes on until {@link #letGo()}. */
    private static final String HELD = "cli sh -c 'until [ -e \"$1\" ]; do sleep 0.1; done' sh \"$cloudops_dir/go\"\n";

    /** Seconds that no test takes: what lasts so long is let go or stopped. */
    private static final int FOR_LONG = 120;

    @Parameters(name = "{0}")
    public static List<String> shells() {
        return Stream.of("dash", "bash --posix", "busybox sh")
                .filter(shell -> Tools.find(shell.split(" ")[0]).isPresent())
                .toList();
    }

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final String shell;
    private StageRun run;
    private Path journal;

    public SupervisorTest(String shell) {
        this.shell = shell;
    }

    @Before
    public void prepare() throws IOException {
        run = new StageRun(folder.newFolder("run of 'one' & \"two\" $HOME").toPath(), shell);
        journal = run.directory().resolve("journal");
    }

    @After
    public void endWhatIsLeft() throws InterruptedException {
        if (run != null) {
            run.close();
        }
    }

    @Test
    public void aStageRunsItsScriptAndLeavesItsExitCode() throws Exception {
        run.stage("work", "cli printf '%s' \"$GREETING\" >\"$cloudops_dir/work.out\"\nexit 2\n", Map.of("GREETING", "it's $HOME"));
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("2");
        assertThat(run.text("work.out")).isEqualTo("it's $HOME");
        assertThat(run.text("work.log")).isEmpty();
        assertThat(run.has(RunDirectory.failed("work"))).isFalse();
        assertThat(run.has("cli.pid")).isFalse();
        assertThat(run.has("work.exit.new")).isFalse();
        run.requireNothingLeft();
    }

    @Test
    public void aStageNotesItsCommandsWithoutTheirValues() throws Exception {
        run.stage("work", """
                cli true
                chmod 700 "$cloudops_dir/t"
                cli "$cloudops_dir/t" workspace select -no-color s3cr3t
                cli "$cloudops_dir/t" state push "s3cr3t in clear"
                cli "$cloudops_dir/t" login S3cr3t || fail login $?
                """, Map.of());
        run.write(Map.of("t", "#!/bin/sh\n[ $1 != login ] || exit 4\nsleep 1.1\n"));
        long before = System.currentTimeMillis();
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("4");
        long after = System.currentTimeMillis();
        List<CommandLog.Command> commands = CommandLog.read(run.text("work.commands"));
        assertThat(commands).extracting(command -> command.executable() + "," + command.words() + "," + command.code())
                .containsExactly("true,,0", "t,workspace select,0", "t,state push,0", "t,login,4");
        assertThat(commands).allMatch(command -> command.began() >= before - 1_000 && command.ended() <= after);
        assertThat(commands.get(1).ended() - commands.get(1).began()).isBetween(1_000L, after - before + 1_000);
        assertThat(run.text("work.commands")).doesNotContainIgnoringCase("s3cr3t");
    }

    @Test
    public void theEnvironmentFileIsGoneBeforeTheFirstCommand() throws Exception {
        run.stage("work", "cli ls \"$cloudops_dir\" >\"$cloudops_dir/work.out\"\n", Map.of("SECRET", "s3cr3t"));
        assertThat(run.has("work.env")).isTrue();
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("0");
        assertThat(run.text("work.out").lines()).contains("work.sh", "work.started").doesNotContain("work.env");
        assertThat(run.has("work.env")).isFalse();
        try (var files = Files.walk(run.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cr3t");
            }
        }
    }

    @Test
    public void whatItWritesIsForItsOwnerAloneAndWhatTheCommandWritesIsNot() throws Exception {
        run.stage("work", "cli touch \"$cloudops_dir/by-command\" >\"$cloudops_dir/work.out\"\n", Map.of());
        run.start("work");
        run.exit("work", 10);

        for (String name : List.of("work.out", "work.exit")) {
            assertThat(Files.getPosixFilePermissions(run.directory().resolve(name)).toString())
                    .as(name).doesNotContain("GROUP", "OTHERS");
        }
        // With the umask of the build, which is not narrowed for what a plan or a module creates.
        assertThat(Files.getPosixFilePermissions(run.directory().resolve("by-command")))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.getRoot().toPath().resolve("by-the-test"))));
    }

    @Test
    public void aStageLivesInASessionOfItsOwnWhereJenkinsDoesNotFindIt() throws Exception {
        fake("main", 0, FOR_LONG, "");
        run.start("work", COOKIES);
        long command = started("main");

        List<Long> processes = run.processes();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(3).contains(command);
        List<String> ours = StageRun.stat(ProcessHandle.current().pid());
        for (long pid : processes) {
            Map<String, String> environment = StageRun.environment(pid);
            boolean descends = isDescendantOfThisTest(pid);
            List<String> place = StageRun.stat(pid);
            if (environment.isEmpty() || String.join("", StageRun.arguments(pid)).isEmpty()) {
                // One of the supervisor's own commands, which begin and end at any moment.
                continue;
            }
            assertThat(environment).as("environment of " + StageRun.arguments(pid))
                    .containsEntry("JENKINS_SERVER_COOKIE", "cloudops-pipeline")
                    .containsEntry("JENKINS_NODE_COOKIE", "cloudops-pipeline")
                    .containsEntry("BUILD_ID", "cloudops-pipeline");
            assertThat(place.get(3)).as("session").isNotEqualTo(ours.get(3));
            assertThat(descends).as("found from its parent").isFalse();
        }
        // The command leads a session and a group of its own: to signal one is not to signal the other.
        List<String> stat = StageRun.stat(command);
        assertThat(stat.get(2)).isEqualTo(String.valueOf(command));
        assertThat(stat.get(3)).isEqualTo(String.valueOf(command));
        assertThat(run.text("cli.pid").trim()).isEqualTo(String.valueOf(command));
    }

    @Test
    public void aSecondStartDoesNothing() throws Exception {
        run.stage("work", "echo ran >>\"$cloudops_dir/work.out\"\ncli sleep 1\n", Map.of());
        run.start("work");
        run.start("work");
        assertThat(run.exit("work", 10)).isEqualTo("0");
        run.start("work");

        run.requireNothingLeft();
        assertThat(run.text("work.out")).isEqualTo("ran\n");
    }

    @Test
    public void stagesHaveNothingInCommonButTheDirectory() throws Exception {
        run.stage("prepare", "export SEEN=yes\ncli true\n", Map.of("ONLY_HERE", "x"));
        run.stage("work", "echo \"${SEEN-no} ${ONLY_HERE-no}\" >\"$cloudops_dir/work.out\"\n", Map.of());
        run.start("prepare");
        assertThat(run.exit("prepare", 10)).isEqualTo("0");
        assertThat(run.has("work.started")).isFalse();
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("0");
        assertThat(run.text("work.out")).isEqualTo("no no\n");
    }

    @Test
    public void aFurtherAttemptRunsTheSameScriptWithFilesOfItsOwn() throws Exception {
        run.stage("work", "echo ran >>\"$cloudops_dir/ran\"\n[ -n \"$GOOD\" ] || fail here 3\n", Map.of("GOOD", ""));
        run.write(Map.of("work-2.env", "export GOOD='yes'\n"));
        run.start("work");
        assertThat(run.exit("work", 10)).isEqualTo("3");
        run.start("work-2");

        assertThat(run.exit("work-2", 10)).isEqualTo("0");
        assertThat(run.text("ran")).isEqualTo("ran\nran\n");
        assertThat(run.text("work.failed")).isEqualTo("here\n");
        assertThat(run.has("work-2.failed")).isFalse();
        assertThat(run.has("work-2.env")).isFalse();
    }

    @Test
    public void aStageThatFailsSaysWhereAndRunsNothingMore() throws Exception {
        run.stage("work", "cli sh -c 'exit 7' || fail second $?\ncli touch \"$cloudops_dir/after\"\n", Map.of());
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("7");
        assertThat(run.text(RunDirectory.failed("work"))).isEqualTo("second\n");
        assertThat(run.has("after")).isFalse();
    }

    @Test
    public void aCommandThatIsMissingOrEndedBySignalIsToldApart() throws Exception {
        run.stage("missing", "cli no-such-command-here || fail it $?\n", Map.of());
        run.start("missing");
        assertThat(run.exit("missing", 10)).isEqualTo("127");
        assertThat(run.text("missing.log")).contains("no-such-command-here");

        run.stage("killed", "cli sh -c 'kill -9 $$' || fail it $?\n", Map.of());
        run.start("killed");
        assertThat(run.exit("killed", 10)).isEqualTo("137");
    }

    @Test
    public void variablesOfTheBuildCannotGetInItsWayAndArriveUnchanged() throws Exception {
        Map<String, String> variables = new HashMap<>();
        for (String name : List.of("dir", "stage", "main", "watcher", "code", "cli_code", "own_umask", "grace", "beat", "asked",
                "interrupts", "now", "pid", "tool", "planned", "candidate", "IFS", "OPTIND", "UID", "PS4", "ENV", "CDPATH")) {
            variables.put(name, "/tmp/1 2; exit 9");
        }
        run.stage("work", "cli env -0 >\"$cloudops_dir/work.out\"\nx=2\nexit $x\n", variables);
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("2");
        assertThat(run.has("work.env")).isFalse();
        variables.keySet().removeAll(List.of("IFS", "OPTIND", "UID"));
        List<String> expected = new ArrayList<>();
        variables.forEach((name, value) -> expected.add(name + "=" + value));
        assertThat(run.text("work.out").split("\0")).containsAll(expected);
    }

    @Test
    public void theHeartbeatCountsUpWhileItWorks() throws Exception {
        run.stage("work", HELD, Map.of());
        run.start("work");
        awaitBeats(2);
        letGo();

        assertThat(run.exit("work", 10)).isEqualTo("0");
    }

    @Test
    public void aRequestToStopIsOneInterruptToTheCommandAlone() throws Exception {
        fake("main", 2, FOR_LONG, "--child");
        run.start("work");
        started("main");
        started("child");
        run.askToStop("7200");
        StageRun.await("the interrupt", 5, () -> journal().contains("main SIGINT"));

        // Whoever sends more would do so in the next rounds.
        awaitBeats(2);
        letGo();
        assertThat(run.exit("work", 15)).isEqualTo("0");
        assertThat(journal()).containsOnlyOnce("main SIGINT").contains("main ended").doesNotContain("main SIGTERM")
                .doesNotContain("child SIG");
    }

    @Test
    public void noCommandRunsAfterARequestToStop() throws Exception {
        Path fake = run.resource("fake-cli.py");
        Tools.require("python3");
        run.stage("work", "cli python3 '" + fake.getFileName() + "' main journal 1 " + FOR_LONG + "\necho \"first $?\" >>journal\n"
                + "cli python3 '" + fake.getFileName() + "' second journal 1 " + FOR_LONG + "\necho \"second $?\" >>journal\n"
                + "cli touch third\nfail third $?\n", Map.of());
        run.write(Map.of("work.sh", "cd \"$cloudops_dir\"\n" + run.text("work.sh")));
        run.start("work");
        started("main");
        run.askToStop("7200");

        assertThat(run.exit("work", 10)).isEqualTo("130");
        assertThat(run.text(RunDirectory.failed("work"))).isEqualTo("third\n");
        assertThat(journal()).contains("main stopped\nfirst 1\nsecond 130\n").doesNotContain("second started");
        assertThat(run.has("third")).isFalse();
        run.requireNothingLeft();
    }

    @Test
    public void aStageThatStartsAfterARequestToStopRunsNothing() throws Exception {
        run.stage("work", "cli touch \"$cloudops_dir/ran\" || fail first $?\n", Map.of());
        run.askToStop("7200");
        run.start("work");

        assertThat(run.exit("work", 10)).isEqualTo("130");
        assertThat(run.has("ran")).isFalse();
    }

    @Test
    public void aCommandIsGivenTheTimeToListenBeforeItIsInterrupted() throws Exception {
        Path fake = run.resource("fake-cli.py");
        Tools.require("python3");
        // It begins shortly before the watcher looks, and for a while ignores interrupts.
        run.stage("work", "sleep 0.8\ncli sh -c 'sleep 0.4; exec python3 \"$1\" main \"$2\" 1 " + FOR_LONG + "' sh '" + quoted(fake) + "' '"
                + quoted(journal) + "'\n", Map.of());
        run.start("work");
        command();
        run.askToStop("7200");

        assertThat(run.exit("work", 10)).isEqualTo("1");
        assertThat(journal()).containsOnlyOnce("main SIGINT");
    }

    @Test
    public void whenTheGraceIsOverItInterruptsAgain() throws Exception {
        fake("main", 2, FOR_LONG, "--child");
        run.start("work");
        started("main");
        started("child");
        run.askToStop("1");

        assertThat(run.exit("work", 10)).isEqualTo("1");
        assertThat(journal()).containsSubsequence("main SIGINT", "main SIGINT", "main stopped")
                .doesNotContain("child SIG").doesNotContain("SIGTERM");
        assertThat(journal().lines().filter("main SIGINT"::equals)).hasSize(2);
    }

    @Test
    public void whatStillDoesNotStopIsKilledWithItsWholeGroup() throws Exception {
        run.killAfterSeconds(1);
        fake("main", 0, FOR_LONG, "--child");
        run.start("work");
        long command = started("main");
        long child = started("child");
        run.askToStop("1");

        assertThat(run.exit("work", 12)).isEqualTo("137");
        assertThat(journal().lines().filter("main SIGINT"::equals)).hasSize(2);
        assertThat(journal()).doesNotContain("child SIG").doesNotContain("ended");
        run.requireNothingLeft();
        assertThat(run.processes()).doesNotContain(command, child);
    }

    @Test
    public void aGraceThatCannotBeReadIsTwoHours() throws Exception {
        fake("main", 2, FOR_LONG, "");
        run.start("work");
        started("main");
        Files.createFile(run.directory().resolve(RunDirectory.STOP));
        StageRun.await("the interrupt", 5, () -> journal().contains("main SIGINT"));
        awaitBeats(2);
        letGo();

        assertThat(run.exit("work", 10)).isEqualTo("0");
        assertThat(journal().lines().filter("main SIGINT"::equals)).hasSize(1);
    }

    @Test
    public void killedShellsLeaveTheCommandRunningAndTheStageIsLostOnlyAfterIt() throws Exception {
        fake("main", 0, FOR_LONG, "");
        run.start("work");
        long command = started("main");
        long script = parent(command);
        StageRun.kill(parent(script));
        StageRun.kill(script);
        awaitBeats(2);

        assertThat(run.processes()).contains(command);
        assertThat(run.has("work.exit")).isFalse();
        letGo();
        assertThat(run.exit("work", 10)).isEqualTo("lost");
        assertThat(journal()).contains("main ended").doesNotContain("SIG");
        run.requireNothingLeft();
    }

    @Test
    public void aKilledSupervisorLeavesTheWholeScriptRunning() throws Exception {
        run.stage("work", HELD + "sleep 2\ncli touch \"$cloudops_dir/second\"\nsleep 2\n", Map.of());
        run.start("work");
        StageRun.kill(parent(parent(command())));
        letGo();

        assertThat(run.exit("work", 10)).isEqualTo("lost");
        assertThat(run.has("second")).isTrue();
        run.requireNothingLeft();
    }

    @Test
    public void aKilledScriptIsNotOverBeforeItsCommand() throws Exception {
        fake("main", 0, FOR_LONG, "");
        run.start("work");
        StageRun.kill(parent(started("main")));
        awaitBeats(2);
        assertThat(run.has("work.exit")).isFalse();
        letGo();

        assertThat(run.exit("work", 10)).isEqualTo("lost");
        assertThat(journal()).contains("main ended");
        run.requireNothingLeft();
    }

    @Test
    public void aCommandWithoutItsShellsCanStillBeStopped() throws Exception {
        fake("main", 1, FOR_LONG, "");
        run.start("work");
        long script = parent(started("main"));
        StageRun.kill(parent(script));
        StageRun.kill(script);
        run.askToStop("7200");

        assertThat(run.exit("work", 10)).isEqualTo("lost");
        assertThat(journal()).containsOnlyOnce("main SIGINT").contains("main stopped");
    }

    @Test
    public void whenItsDirectoryGoesTheWatcherEnds() throws Exception {
        Path go = folder.getRoot().toPath().resolve("go");
        run.stage("work", HELD.replace("$cloudops_dir/go", go.toString()), Map.of());
        run.start("work");
        long script = parent(command());
        long supervisor = parent(script);
        Path away = folder.getRoot().toPath().resolve("away");
        Files.move(run.directory(), away, StandardCopyOption.ATOMIC_MOVE);

        StageRun.await("the end of the watcher", 5, () -> children(supervisor).equals(List.of(script)));
        Files.createFile(go);
        StageRun.await("the end of all processes", 8, () -> run.processes().isEmpty());
        assertThat(run.directory()).doesNotExist();
        assertThat(away.resolve("work.exit")).doesNotExist();
    }

    /** A stage {@code work} that runs the fake CLI. */
    private void fake(String role, int interrupts, int seconds, String more) throws IOException {
        Tools.require("python3");
        Path fake = run.resource("fake-cli.py");
        run.stage("work", "cli python3 " + ShellWords.join(List.of(fake.toString(), role, journal.toString(),
                String.valueOf(interrupts), String.valueOf(seconds))) + " " + more + "\nexit $?\n", Map.of());
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }

    /** Waits until the id of a command is noted, which is a moment after its file was made, and returns it. */
    private long command() throws InterruptedException {
        StageRun.await("the command", 5, () -> noted("cli.pid").endsWith("\n"));
        return Long.parseLong(noted("cli.pid").trim());
    }

    /** Waits until a fake CLI listens and the id of the command is noted, and returns the process id of the fake. */
    private long started(String role) throws InterruptedException {
        String line = role + " started ";
        StageRun.await(role, 10, () -> journal().contains(line) && journal().endsWith("\n"));
        command();
        String rest = journal().substring(journal().indexOf(line) + line.length());
        return Long.parseLong(rest.substring(0, rest.indexOf('\n')));
    }

    private String journal() {
        return noted("journal");
    }

    /** Ends {@link #HELD} and the fake CLIs by themselves. */
    private void letGo() throws IOException {
        Files.createFile(run.directory().resolve("go"));
    }

    /** Waits until the watcher has begun so many more rounds, of a second or a little more each. */
    private void awaitBeats(int more) throws InterruptedException {
        AtomicInteger first = new AtomicInteger();
        StageRun.await("later beats", 5, () -> {
            int beat = beat();
            first.compareAndSet(0, beat);
            return first.get() > 0 && beat >= first.get() + more;
        });
    }

    /** The number of the watcher's round; 0 for a moment while it is written. */
    private int beat() {
        String beat = noted("work.alive").trim();
        return beat.isEmpty() ? 0 : Integer.parseInt(beat);
    }

    /** The text of a file that may be just made or removed. */
    private String noted(String name) {
        try {
            return run.text(name);
        } catch (IOException e) {
            return "";
        }
    }

    /** The processes of the run that this one has started and that have not ended. */
    private List<Long> children(long pid) {
        return run.processes().stream()
                .filter(each -> {
                    List<String> stat = StageRun.stat(each);
                    return !stat.isEmpty() && Long.parseLong(stat.get(1)) == pid;
                })
                .toList();
    }

    private static long parent(long pid) {
        return Long.parseLong(StageRun.stat(pid).get(1));
    }

    private static boolean isDescendantOfThisTest(long pid) {
        return ProcessHandle.current().descendants().anyMatch(handle -> handle.pid() == pid);
    }
}
