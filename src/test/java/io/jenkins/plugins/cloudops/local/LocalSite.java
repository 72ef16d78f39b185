package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.LocalBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jenkins.model.LocalJenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.rules.ExternalResource;

/**
 * A controller with one agent and one build on it, in a temporary directory whose name shells do not
 * like. It can be killed and started again.
 */
public final class LocalSite extends ExternalResource {

    /** A shell command that goes on until {@link #letGo()}, for a stack in a directory of the agent workspace. */
    public static final String UNTIL_LET_GO = "while [ -e ../../outside/hold ]; do sleep 0.1; done";

    private static final String BUILD = "folder/shop #1#1";
    private static final String STEP = "the step";

    private Path directory;
    private Path outside;
    private LocalJenkins jenkins;
    private LocalAgent agent;
    private LocalBuild build;
    private LocalLog log;
    private Launcher launcher;

    @Override
    protected void before() throws IOException {
        directory = Files.createTempDirectory("it's a $(site)").toRealPath();
        outside = Files.createDirectories(directory.resolve("outside"));
        Files.createDirectories(workspace());
        Files.createDirectories(root());
        boot();
        jenkins.loaded();
    }

    private void boot() {
        jenkins = new LocalJenkins(directory.resolve("home").toFile());
        agent = new LocalAgent("agent", root());
        jenkins.add(agent, agent.machine());
        build = new LocalBuild(BUILD, directory.resolve("home/builds/1").toFile());
        build.place(agent.getNodeName(), agent.file(workspace().toString()));
        log = new LocalLog(build.getRootDir().toPath().resolve("log"));
        launcher = new Launcher.LocalLauncher(log, agent.machine().getChannel());
    }

    @Override
    protected void after() {
        jenkins.kill();
        delete(directory.toFile());
    }

    /** As far as that is possible: what a test has left running may still make files and remove some. */
    static void delete(File tree) {
        File[] inside = Files.isSymbolicLink(tree.toPath()) ? null : tree.listFiles();
        for (File each : inside == null ? new File[0] : inside) {
            delete(each);
        }
        tree.delete();
    }

    public LocalAgent agent() {
        return agent;
    }

    public LocalBuild build() {
        return build;
    }

    public LocalLog log() {
        return log;
    }

    public LocalJenkins jenkins() {
        return jenkins;
    }

    public Launcher launcher() {
        return launcher;
    }

    /** Starts processes from now on. */
    public void launchWith(Launcher other) {
        launcher = other;
    }

    /** What the agent keeps for all builds. */
    private Path root() {
        return directory.resolve("agent");
    }

    /** The directory of the controller. */
    public Path home() {
        return directory.resolve("home");
    }

    /** The agent workspace. */
    public Path workspace() {
        return directory.resolve("work space");
    }

    /** An empty directory that is not below the agent workspace. */
    public Path outside() {
        return outside;
    }

    /** Writes a file in the agent workspace. */
    public Path write(String file, String... lines) {
        try {
            Path path = workspace().resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a stand-in for Terraform into the agent workspace, as {@code ./fake-terraform}. */
    public void fakeTerraform() {
        Tools.require("python3");
        try (var in = LocalSite.class.getResourceAsStream("fake-terraform.py")) {
            Path fake = workspace().resolve("fake-terraform");
            Files.write(fake, in.readAllBytes());
            Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Plans of the stand-in for Terraform that note what they do in {@link #outside()}, and {@link #UNTIL_LET_GO}, do not end
     * before {@link #letGo()}: what has to happen meanwhile can take its time.
     */
    public void hold() {
        try {
            Files.createFile(outside.resolve("hold"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void letGo() {
        try {
            Files.delete(outside.resolve("hold"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the stand-in for Terraform noted, if it was told to do so in {@link #outside()}. */
    public List<String> notes(String name) {
        try {
            Path file = outside.resolve(name);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the real Terraform in a directory of the agent workspace, as a user would by hand. */
    public void terraform(String stack, String command, String option, String... options) throws Exception {
        for (List<String> arguments : List.of(List.of("init", "-no-color"),
                Stream.concat(Stream.of(command, option), Stream.of(options)).toList())) {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("terraform"), arguments.stream()).toList())
                    .directory(workspace().resolve(stack).toFile()).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
    }

    /** Starts a step in the agent workspace. */
    public LocalStep start(Step step) throws Exception {
        return start(STEP, step);
    }

    /** @param name of the step among those that run at the same time */
    public LocalStep start(String name, Step step) throws Exception {
        StepExecution execution = step.start(surroundings(name));
        LocalStep started = new LocalStep(execution, (LocalContext) execution.getContext());
        if (execution.start()) {
            throw new IllegalStateException("not for steps that end at once");
        }
        return started;
    }

    private LocalContext surroundings(String name) {
        FilePath path = agent.file(workspace().toString());
        return new LocalContext(name)
                .put(Run.class, build)
                .put(TaskListener.class, log)
                .put(FilePath.class, path)
                .put(Launcher.class, launcher)
                .put(EnvVars.class, build.getEnvironment(log))
                .put(Computer.class, agent.machine())
                .put(WorkspaceList.Lease.class, null);
    }

    /** Kills the controller, keeping what it has on its disk. */
    public void kill() {
        jenkins.kill();
    }

    /** Starts the controller again, without the step. */
    public void boot(boolean building) {
        boot();
        if (!building) {
            build.endQuietly();
        }
        jenkins.loaded();
    }

    /** Kills the controller and starts it again; the step comes back as Pipeline saved it. */
    public LocalStep restart(LocalStep step) throws Exception {
        return restart(step, () -> { });
    }

    /** @param meanwhile what happens while there is no controller */
    public LocalStep restart(LocalStep step, Runnable meanwhile) throws Exception {
        byte[] saved = step.save();
        kill();
        meanwhile.run();
        boot(true);
        return resume(step.context().name(), saved);
    }

    /** The same for several steps. */
    public List<LocalStep> restart(List<LocalStep> steps) throws Exception {
        List<String> names = new ArrayList<>();
        List<byte[]> saved = new ArrayList<>();
        for (LocalStep step : steps) {
            names.add(step.context().name());
            saved.add(step.save());
        }
        kill();
        boot(true);
        List<LocalStep> back = new ArrayList<>();
        for (int i = 0; i < saved.size(); i++) {
            back.add(resume(names.get(i), saved.get(i)));
        }
        return back;
    }

    /** The same, but the step is back before anybody hears that the jobs were loaded. */
    public LocalStep restartStepFirst(LocalStep step) throws Exception {
        byte[] saved = step.save();
        kill();
        boot();
        LocalStep back = resume(step.context().name(), saved);
        jenkins.loaded();
        return back;
    }

    private LocalStep resume(String name, byte[] saved) throws Exception {
        LocalContext context = surroundings(name);
        StepExecution execution = LocalStep.load(saved);
        execution.onResume();
        return new LocalStep(execution, context);
    }

    /** What runs have left on the agent, beside the workspace. */
    public List<Path> leftovers() throws IOException {
        Path temporary = Path.of(workspace() + "@tmp");
        if (!Files.exists(temporary)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    /** Fails if any file of the controller or of the agent's temporary directory has a text in it. */
    public void assertNowhere(String secret) throws IOException {
        for (Path root : List.of(home(), Path.of(workspace() + "@tmp"))) {
            for (File file : files(root.toFile())) {
                assertThat(content(file.toPath())).as(file.toString()).doesNotContain(secret);
            }
        }
    }

    /** The regular files of a tree in which some may just come or go. */
    private static List<File> files(File tree) {
        File[] inside = tree.listFiles();
        return inside == null ? Stream.of(tree).filter(File::isFile).toList()
                : Stream.of(inside).flatMap(each -> files(each).stream()).toList();
    }

    private static String content(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var text = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            // Written under another name, and moved to the one that it has.
            return "";
        }
    }
}
