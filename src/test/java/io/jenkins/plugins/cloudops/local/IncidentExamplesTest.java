package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.incident.Incidents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Runs the examples that break something or heal it, each as it is but for the ports of what they start. */
public class IncidentExamplesTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private LocalLog log;
    private int port;

    @Before
    public void tools() throws IOException {
        Tools.require("python3");
        port = Ports.free();
    }

    /** The end of a build ends what it has started, in Jenkins. */
    @After
    public void stopServers() {
        ProcessHandle.allProcesses().filter(this::isOurs).forEach(ProcessHandle::destroyForcibly);
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).startsWith(site.workspace());
        } catch (IOException e) {
            return false;
        }
    }

    private Path copy(String example, String itsPort) throws IOException {
        Path from = Path.of("examples", example);
        Path to = site.outside().resolve(example);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace(itsPort, String.valueOf(port)));
            }
        }
        return to;
    }

    private Result run(Path example) throws IOException {
        LocalBuild build = new LocalBuild("heal#1", site.home().resolve("builds/heal/1").toFile());
        log = new LocalLog(build.getRootDir().toPath().resolve("log"));
        Path deploy = example.resolve("Jenkinsfile.deploy");
        return new LocalPipeline(build, log, site.workspace(), Map.of()).from(example)
                .beside(Files.exists(deploy) ? Map.of("deploy", Files.readString(deploy)) : Map.of())
                .run(Files.readString(example.resolve("Jenkinsfile")));
    }

    @Test
    public void aGameDayIsTriggeredDetectedAndCleared() throws Exception {
        Path example = copy("game-day", "8016");

        assertThat(run(example)).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(log.text()).containsSubsequence("In force: Everybody comes, and half of them cannot pay (loadGeneratorVUs: 5 -> 50, paymentFailure: off -> 50% in ",
                "Served by the evaluator at http://127.0.0.1:" + port, "Noticed after ", "Cleared: Everybody comes",
                "What was there before is served again", "Recovered after ", "Detected after ");
        assertThat(site.workspace().resolve("flags.json")).hasSameTextualContentAs(example.resolve("flags.json"));
        assertThat(Incidents.get().going()).isEmpty();
    }

    @Test
    public void aDeploymentThatFailsIsHealedByTheKindOfItsFailure() throws Exception {
        Tools.require("terraform");

        assertThat(run(copy("self-healing", "8017"))).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(log.text()).containsSubsequence("Starting building: deploy #1", "Failed, see ", "The state cannot be reached: starting its server.",
                "Starting building: deploy #2", "Finished: SUCCESS").doesNotContain("Somebody has to look", "deploy #3");
        assertThat(site.workspace().resolve("shop.tfstate")).exists();
    }

    @Test
    public void whatAMachineMayNotRepairIsLeftToAPerson() throws Exception {
        Tools.require("terraform");
        Path example = copy("self-healing", "8017");
        Files.writeString(example.resolve("shop/main.tf"), "resource \"terraform_data\" \"shop\" {\n  inptu = 1\n}\n");

        assertThat(run(example)).isEqualTo(Result.FAILURE);

        assertThat(log.text()).contains("Somebody has to look (configuration): ", "inptu", "ERROR: Not deployed.").doesNotContain("starting its server", "deploy #2");
        assertThat(site.workspace().resolve("shop.tfstate")).doesNotExist();
    }
}
