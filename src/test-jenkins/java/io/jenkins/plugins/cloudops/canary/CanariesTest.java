package io.jenkins.plugins.cloudops.canary;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.harness.HttpState;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.RealTerraform;
import io.jenkins.plugins.cloudops.harness.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/**
 * Forty secrets go from Jenkins's credentials through every door into plans and applies on an agent, through a failure, a
 * restart of the controller and an abort. Then every byte that Jenkins and the agent wrote is searched, the workspace
 * included: its state is elsewhere. Jenkins's own stores need no exception, since what is encrypted is not found.
 */
public class CanariesTest {

    private static final int DOORS = 5;
    /** Code, with which Jenkins laid out its home directory and that of the agent; of "remoting" the rest is searched. */
    private static final Set<String> INSTALLED = Set.of("plugins", "war", "remoting", "jarCache");

    @ClassRule
    public static final RealTerraform TERRAFORM = new RealTerraform();

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final HttpState state = new HttpState();

    @Rule
    public final TemporaryFolder elsewhere = new TemporaryFolder();

    @Rule
    public final WholeLog log = new WholeLog();

    private final List<String> canaries = Canaries.of(7);
    private final CanarySearch search = new CanarySearch(canaries);
    private Path stack;
    private Path agent;
    private Path temporary;

    @Before
    public void writeTheStack() throws IOException {
        temporary = elsewhere.newFolder("temporary").toPath();
        stack = elsewhere.newFile("main.tf").toPath();
        Files.writeString(stack, state.backend("shop") + new CanaryStack(0).text());
    }

    private static String through(int door, IntFunction<String> text) {
        return IntStream.range(0, Canaries.COUNT).filter(i -> i % DOORS == door).mapToObj(text).collect(Collectors.joining(", "));
    }

    private void fillTheVault() throws Exception {
        Map<String, Object> file = new TreeMap<>();
        List<Credentials> vault = SystemCredentialsProvider.getInstance().getCredentials();
        for (int i = 0; i < Canaries.COUNT; i++) {
            vault.add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "c" + i, "", Secret.fromString(canaries.get(i))));
            if (i % DOORS == 3) {
                file.put("c" + i, canaries.get(i));
            }
        }
        vault.add(new FileCredentialsImpl(CredentialsScope.GLOBAL, "file", "", "given.tfvars.json",
                SecretBytes.fromBytes(VariableValues.of("vars", file).toJson().getBytes(StandardCharsets.UTF_8))));
        SystemCredentialsProvider.getInstance().save();
    }

    /** The settings of a step that gets them all, in a block that binds some. */
    private static String settings(String further) {
        return "stack: 'shop', secrets: [" + through(0, i -> "TF_VAR_c" + i + ": 'c" + i + "'") + "],\n credentials: ["
                + through(1, i -> "string(credentialsId: 'c" + i + "', variable: 'TF_VAR_c" + i + "')") + "]" + further;
    }

    private static String vars(String further) {
        return settings(",\n varFiles: [env.FILE], vars: [" + through(4, i -> "c" + i + ": env.V" + i) + ", " + further + "]");
    }

    private String script() {
        return """
                node('far') {
                  sh 'mkdir shop && cp %s shop/'
                  withEnv(['TMPDIR=%s']) { withCredentials([file(credentialsId: 'file', variable: 'FILE'), %s, %s]) {
                    try {
                      terraformPlan %s
                    } catch (Exception e) {
                      echo "refused: ${e.message}"
                    }
                    def failing = terraformPlan %s
                    try {
                      terraformApply plan: failing
                    } catch (Exception e) {
                      echo "failed: ${e.message}"
                    }
                    def plan = terraformPlan %s
                    echo plan.toString()
                    echo terraformApply(plan: plan).toString()
                    echo terraformOutput(%s).toString()
                    terraformApply plan: terraformPlan(%s)
                  } }
                }
                """.formatted(stack, temporary, through(2, i -> "string(credentialsId: 'c" + i + "', variable: 'TF_VAR_c" + i + "')"),
                through(4, i -> "string(credentialsId: 'c" + i + "', variable: 'V" + i + "')"),
                vars("good: false"), vars("mode: 'fail'"), vars("mode: ''"),
                settings(",\n mask: [" + through(3, i -> "'c" + i + "'") + "]"), vars("mode: 'slow'"));
    }

    private InboundAgentRule.Options far() {
        return InboundAgentRule.Options.newBuilder().name("far").javaOptions("-Djava.io.tmpdir=" + temporary).build();
    }

    private void createAgent(JenkinsRule jenkins) throws Exception {
        agent = Path.of(agents.createAgent(jenkins, far()).getRemoteFS());
    }

    private List<CanarySearch.Hit> inTheHomeDirectory() throws IOException {
        return below(sessions.getHome().toPath());
    }

    private List<CanarySearch.Hit> onTheAgent() throws IOException {
        List<CanarySearch.Hit> hits = new ArrayList<>(below(temporary));
        hits.addAll(below(agent.resolve("remoting")));
        hits.addAll(below(agent));
        return hits;
    }

    private List<CanarySearch.Hit> below(Path directory) throws IOException {
        List<CanarySearch.Hit> hits = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.filter(path -> !INSTALLED.contains(path.getFileName().toString())).sorted().toList()) {
                for (CanarySearch.Hit hit : search.tree(entry)) {
                    hits.add(new CanarySearch.Hit(entry.getFileName() + "/" + hit.file(), hit.canary(), hit.form()));
                }
            }
        }
        return hits;
    }

    private static Set<Integer> canaries(List<CanarySearch.Hit> hits) {
        return hits.stream().map(CanarySearch.Hit::canary).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    public void noSecretIsInAnythingThatIsWritten() throws Throwable {
        sessions.then(jenkins -> {
            fillTheVault();
            createAgent(jenkins);
            WorkflowRun build = Jobs.pipeline(jenkins, "shop", script()).scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("all said", build);
        });
        assertEquals("while it was down", List.of(), inTheHomeDirectory());
        sessions.then(jenkins -> {
            agents.start(jenkins, far());
            WorkflowRun build = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class).getBuildByNumber(1);
            // Before, the block around the step does not have its workspace again.
            jenkins.waitForMessage("Ready to run", build);
            build.getExecutor().interrupt();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            String said = JenkinsRule.getLog(build);
            for (String line : List.of("refused: ", "failed: ", "It must not be ", "local-exec provisioner error", "o39", "all said", "(sensitive)")) {
                assertThat(said, containsString(line));
            }
            Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), agent.resolve("workspace/shop"));
        });
        assertEquals("in the home directory", List.of(), inTheHomeDirectory());
        assertEquals("on the agent", List.of(), onTheAgent());
        assertEquals("in Jenkins's log", List.of(), search.bytes("log", log.text().getBytes(StandardCharsets.UTF_8)));
        assertEquals("in the state, where they belong", Canaries.COUNT,
                canaries(search.bytes("state", state.state("shop").getBytes(StandardCharsets.UTF_8))).size());
    }

    @Test
    public void thoseThatNobodyMasksAreFound() throws Throwable {
        Path all = elsewhere.newFile("all").toPath();
        Files.writeString(all, String.join("\n", canaries));
        sessions.then(jenkins -> {
            createAgent(jenkins);
            jenkins.buildAndAssertSuccess(Jobs.pipeline(jenkins, "careless", "node('far') {\n"
                    + "sh 'cat " + all + "; cp " + all + " said'\n"
                    + "def text = readFile 'said'\necho text\n}"));
        });
        assertEquals("in the home directory", Canaries.COUNT, canaries(inTheHomeDirectory()).size());
        assertEquals("on the agent", Canaries.COUNT, canaries(onTheAgent()).size());
    }
}
