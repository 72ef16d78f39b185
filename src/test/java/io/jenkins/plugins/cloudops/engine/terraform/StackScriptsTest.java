package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import io.jenkins.plugins.cloudops.engine.process.StageRun;
import io.jenkins.plugins.cloudops.engine.process.Tools;
import io.jenkins.plugins.cloudops.local.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The two scripts in a real shell, with a CLI that notes how it is called. */
public class StackScriptsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path stack;
    private StageRun run;
    private Path cli;
    private final Map<String, String> environment = new HashMap<>();
    private String cache = "";
    private CliAccess bound = CliAccess.none();
    private InitAccess access = InitAccess.none();

    @Before
    public void layOut() throws IOException {
        Tools.require("python3");
        stack = folder.newFolder("a 'stack' \"of\" $(touch x) `touch x`; & -x").toPath().toRealPath();
        run = new StageRun(folder.newFolder("run 'of' $(touch x) it").toPath());
        cli = executable("bin of \"it\"", "record $(touch x)");
        environment.put("RECORD", folder.getRoot().toPath().resolve("record").toString());
    }

    @After
    public void endWhatIsLeft() throws IOException {
        run.close();
        assertThat(folder.getRoot().list()).doesNotContain("x");
        assertThat(stack.toFile().list()).doesNotContain("x");
    }

    @Test
    public void aRequestWithoutSettingsIsAPlainPlan() throws Exception {
        plan(PlanRequest.builder().build());

        assertThat(calls()).containsExactly(
                List.of("version", "-json"),
                List.of("init", "-input=false", "-no-color"),
                List.of("plan", "-json", "-input=false", "-detailed-exitcode", "-out=" + file("plan.tfplan"), "-lock=true",
                        "-lock-timeout=0s"),
                List.of("show", "-json", file("plan.tfplan")));
        assertThat(run.text("version.json")).contains("9.9.9");
        assertThat(run.text("workspace")).isEqualTo("default");
        assertThat(run.text("tool")).isEqualTo(cli.toString());
        assertThat(run.text("plan.json")).isEqualTo("{\"format_version\":\"1.2\"}\n");
        assertThat(run.text("plan.out")).isEqualTo("{\"type\":\"version\"}\n");
        assertThat(run.text("prepare.log") + run.text("plan.log")).isEmpty();
    }

    @Test
    public void everySettingReachesTheCliAsItIs() throws Exception {
        plan(PlanRequest.builder()
                .workspace("prod-1.2~x")
                .vars(Map.of("a", "b"))
                .varFiles(List.of("it's $(touch x).tfvars", "/abs/b c.tfvars", "./-state=x"))
                .backendConfig(Map.of("bucket", "b"), List.of("back `touch x`.hcl"))
                .targets(List.of("module.a[\"$(touch x)\"].b", "-lock=false", "a'b c"))
                .replace(List.of("x.y[\"; touch x\"]"))
                .destroy(true)
                .refresh(false)
                .parallelism(30)
                .lockTimeout("1.5s")
                .build());

        assertThat(calls()).containsExactly(
                List.of("version", "-json"),
                List.of("init", "-input=false", "-no-color", "-backend-config=" + stack + "/back `touch x`.hcl",
                        "-backend-config=" + file("backend.tfbackend.json")),
                List.of("workspace", "select", "-no-color", "-or-create=true", "prod-1.2~x"),
                List.of("plan", "-json", "-input=false", "-detailed-exitcode", "-out=" + file("plan.tfplan"), "-lock=true",
                        "-lock-timeout=0s", "-destroy", "-refresh=false", "-parallelism=30",
                        "-target=module.a[\"$(touch x)\"].b", "-target=-lock=false", "-target=a'b c", "-replace=x.y[\"; touch x\"]",
                        "-var-file=" + stack + "/it's $(touch x).tfvars", "-var-file=/abs/b c.tfvars", "-var-file=" + stack + "/./-state=x",
                        "-var-file=" + file("vars.tfvars.json")),
                List.of("show", "-json", file("plan.tfplan")));
        assertThat(run.text("vars.tfvars.json")).isEqualTo("{\"a\":\"b\"}");
        assertThat(run.text("backend.tfbackend.json")).isEqualTo("{\"bucket\":\"b\"}");
    }

    @Test
    public void withoutALockThereIsNoTimeForIt() throws Exception {
        plan(PlanRequest.builder().lock(false).refreshOnly(true).lockTimeout("5m").build());

        assertThat(calls().get(2)).containsExactly("plan", "-json", "-input=false", "-detailed-exitcode",
                "-out=" + file("plan.tfplan"), "-lock=false", "-refresh-only");
    }

    @Test
    public void everyCommandRunsInTheStackWithTheSettingsOfTheBuild() throws Exception {
        environment.put("TF_VAR_x", "it's\n$(touch x)");
        environment.put("TF_INPUT", "1");
        environment.put("tool", "mine");
        environment.put("dir", "/nowhere");
        environment.put("BUILD_ID", "7");
        plan(PlanRequest.builder().environment(Map.of("AWS_PROFILE", "ops", "TF_VAR_x", "from the step")).build());

        for (Map<String, Object> call : record()) {
            assertThat(call).containsEntry("cwd", stack.toString());
            assertThat(call)
                    .containsEntry("env.TF_IN_AUTOMATION", "1").containsEntry("env.TF_INPUT", "0")
                    .containsEntry("env.TF_VAR_x", "from the step").containsEntry("env.AWS_PROFILE", "ops")
                    .containsEntry("env.tool", "mine").containsEntry("env.dir", "/nowhere")
                    .containsEntry("env.BUILD_ID", "cloudops-pipeline");
        }
        assertThat(record().get(0)).containsEntry("env.CHECKPOINT_DISABLE", "1");
        assertThat(record().subList(1, 4)).noneMatch(call -> call.containsKey("env.CHECKPOINT_DISABLE"));
    }

    @Test
    public void whatOthersHaveInTheEnvironmentForThemselvesIsKeptFromTheCli() throws Exception {
        for (String name : List.of("OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_JAEGER_PASSWORD",
                "OTEL_TRACES_EXPORTER", "JENKINS_SECRET", "JENKINS_AGENT_SECRET", "TRACEPARENT", "TRACESTATE", "BAGGAGE", "JOB_NAME")) {
            environment.put(name, "token-of-" + name);
        }
        plan(PlanRequest.builder().environment(Map.of("OTEL_TRACES_EXPORTER", "none")).build());

        for (Map<String, Object> call : record()) {
            assertThat(call).doesNotContainKeys("env.OTEL_EXPORTER_OTLP_HEADERS", "env.OTEL_EXPORTER_OTLP_TRACES_HEADERS",
                    "env.OTEL_EXPORTER_JAEGER_PASSWORD", "env.JENKINS_SECRET", "env.JENKINS_AGENT_SECRET");
            assertThat(call).containsEntry("env.TRACEPARENT", "token-of-TRACEPARENT").containsKeys("env.TRACESTATE", "env.BAGGAGE",
                    "env.JOB_NAME").containsEntry("env.OTEL_TRACES_EXPORTER", "none");
        }
        Map<String, String> files = new StackScripts(StackOperation.PLAN, PlanRequest.builder().build(), "/run", "/stack", List.of())
                .files(List.of("terraform"), Map.of(), "", CliAccess.none(), InitAccess.none(), "");
        assertThat(files.get("plan.env")).as("also of what the agent itself has").startsWith("unset ")
                .contains(" JENKINS_SECRET ", " OTEL_EXPORTER_OTLP_HEADERS ");
    }

    @Test
    public void whatCredentialsGiveWinsAndIsInFilesAlone() throws Exception {
        environment.put("TF_VAR_password", "of the build");
        bound = new CliAccess(Map.of("TF_VAR_password", "it's\n$(touch x)", "TF_INPUT", "1"), Map.of("aws.config", "[profile x]\n"));
        plan(PlanRequest.builder().environment(Map.of("TF_VAR_password", "of the step")).build());

        assertThat(record()).allSatisfy(call -> assertThat(call)
                .containsEntry("env.TF_VAR_password", "it's\n$(touch x)").containsEntry("env.TF_INPUT", "0"));
        assertThat(run.text("aws.config")).isEqualTo("[profile x]\n");
        assertThat(run.has("prepare.env") || run.has("plan.env")).isFalse();
    }

    @Test
    public void theWorkspaceOfTheRequestWinsOverTheVariable() throws Exception {
        environment.put("TF_WORKSPACE", "other");
        plan(PlanRequest.builder().workspace("mine").build());

        assertThat(record().get(1)).as("init").containsEntry("env.TF_WORKSPACE", "other");
        assertThat(record().get(2)).as("workspace select").doesNotContainKey("env.TF_WORKSPACE");
        // Whatever another run in this directory selects meanwhile.
        assertThat(record().subList(3, 5)).allMatch(call -> "mine".equals(call.get("env.TF_WORKSPACE")));
    }

    @Test
    public void withoutAWorkspaceTheVariableDecides() throws Exception {
        environment.put("TF_WORKSPACE", "other");
        plan(PlanRequest.builder().build());

        assertThat(record()).allMatch(call -> "other".equals(call.get("env.TF_WORKSPACE")));
        assertThat(run.text("workspace")).isEqualTo("other");
    }

    @Test
    public void theDataDirectoryIsNotedForWhoeverReadsTheBackend() throws Exception {
        String data = folder.newFolder("data of it's").toString();
        environment.put("TF_DATA_DIR", data);
        plan(PlanRequest.builder().build());

        assertThat(run.text("data-directory")).isEqualTo(data);
    }

    @Test
    public void aConfigurationFileOfTheCliThatIsMissingIsForgottenAndOneThatIsThereIsNot() throws Exception {
        environment.put("TF_CLI_CONFIG_FILE", "/no/such/file");
        plan(PlanRequest.builder().build());
        assertThat(record()).noneMatch(call -> call.containsKey("env.TF_CLI_CONFIG_FILE"));

        Files.delete(Path.of(environment.get("RECORD")));
        environment.put("TF_CLI_CONFIG_FILE", folder.newFile("rc").toString());
        again();
        plan(PlanRequest.builder().build());
        assertThat(record()).hasSize(3).allMatch(call -> call.containsKey("env.TF_CLI_CONFIG_FILE"));
    }

    @Test
    public void valuesAreNeverOnACommandLine() throws Exception {
        environment.put("TF_VAR_password", "s3cr3t-of-the-build");
        PlanRequest request = PlanRequest.builder().vars(Map.of("password", "s3cr3t-variable"))
                .backendConfig(Map.of("secret_key", "s3cr3t-backend"), List.of()).environment(Map.of("AWS_SECRET", "s3cr3t-of-the-step")).build();
        Path go = folder.getRoot().toPath().resolve("go");
        environment.put("HOLD_UNTIL", go.toString());
        for (String[] stage : new String[][] {{"prepare", "init"}, {"plan", "plan"}}) {
            environment.put("HOLD", stage[1]);
            if (stage[0].equals("prepare")) {
                write(request, List.of(cli.toString()));
            } else {
                Files.writeString(run.directory().resolve("plan.env"), run.text("plan.env").replace("HOLD='init'", "HOLD='plan'"));
            }
            run.start(stage[0]);
            Eventually.holds(() -> assertThat(calls()).anyMatch(call -> call.get(0).equals(stage[1])));
            List<Long> processes = run.processes();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
            for (long pid : processes) {
                assertThat(String.join("\n", StageRun.arguments(pid))).doesNotContain("s3cr3t");
            }
            assertThat(run.has(stage[0] + ".env")).isFalse();
            Files.createFile(go);
            assertThat(run.exit(stage[0], 20)).isEqualTo(stage[0].equals("plan") ? "2" : "0");
            Files.delete(go);
        }
        assertThat(calls()).noneMatch(call -> String.join("\n", call).contains("s3cr3t"));
        assertThat(run.text("prepare.sh") + run.text("plan.sh")).doesNotContain("s3cr3t");
        assertThat(record().get(2)).containsEntry("env.TF_VAR_password", "s3cr3t-of-the-build").containsEntry("env.AWS_SECRET", "s3cr3t-of-the-step");
    }

    @Test
    public void initIsSkippedOnlyWhenNothingThatItDependsOnHasChanged() throws Exception {
        Files.writeString(stack.resolve("main.tf"), "module \"m\" {\n  source = \"./m\"\n}\n");
        Path module = Files.writeString(Files.createDirectory(stack.resolve("m")).resolve("main.tf"), "locals {}\n");
        assertThat(inits(PlanRequest.builder().build())).isTrue();
        assertThat(inits(PlanRequest.builder().build())).isFalse();
        assertThat(run.text("prepare.out")).isEqualTo("Skipping init: nothing that it depends on has changed\n");
        assertThat(inits(PlanRequest.builder().vars(Map.of("a", "b")).workspace("w").build())).as("other variables").isFalse();

        Files.writeString(module, "locals {\n}\n");
        assertThat(inits(PlanRequest.builder().build())).as("a changed module").isTrue();
        Files.writeString(stack.resolve(".terraform.lock.hcl"), "x");
        assertThat(inits(PlanRequest.builder().build())).as("a changed lock file").isTrue();
        Files.createDirectories(stack.resolve(".terraform/providers/new"));
        assertThat(inits(PlanRequest.builder().build())).as("changed providers").isTrue();
        assertThat(inits(PlanRequest.builder().backendConfig(Map.of("a", "b"), List.of()).build())).as("backend settings").isTrue();
        assertThat(inits(PlanRequest.builder().build())).as("no backend settings").isTrue();
        environment.put("TF_CLI_ARGS_init", "-backend-config=key=other");
        assertThat(inits(PlanRequest.builder().build())).as("arguments from the environment").isTrue();
        assertThat(inits(PlanRequest.builder().build())).isFalse();
        cli = executable("other", "terraform");
        assertThat(inits(PlanRequest.builder().build())).as("another CLI").isTrue();
        assertThat(inits(PlanRequest.builder().build())).isFalse();
        assertThat(inits(PlanRequest.builder().init("always").build())).isTrue();
        assertThat(inits(PlanRequest.builder().upgrade(true).build())).isTrue();
        assertThat(calls().get(calls().size() - 1)).containsExactly("init", "-input=false", "-no-color", "-upgrade");
    }

    @Test
    public void initIsNeverSkippedAfterAFailedOne() throws Exception {
        assertThat(inits(PlanRequest.builder().build())).isTrue();
        Files.writeString(stack.resolve("main.tf"), "locals {}\n");
        environment.put("FAIL", "init");
        environment.put("FAIL_CODE", "1");
        assertThat(inits(PlanRequest.builder().build())).isTrue();
        environment.remove("FAIL");
        assertThat(inits(PlanRequest.builder().build())).isTrue();
    }

    @Test
    public void initCanBeLeftToSomebodyElse() throws Exception {
        assertThat(inits(PlanRequest.builder().init("never").build())).isFalse();
    }

    @Test
    public void onlyInitHasTheTokensOfRegistriesAndGit() throws Exception {
        access = new InitAccess(Map.of("registry.my-host.example", "s3cr3t-token"), GitAccess.byPassword("git user", "s3cr3t 'word'"));
        plan(PlanRequest.builder().build());

        assertThat(record().get(1)).containsEntry("env.TF_TOKEN_registry_my__host_example", "s3cr3t-token")
                .containsEntry("env.GIT_ASKPASS", file("askpass.sh")).containsEntry("env.GIT_TERMINAL_PROMPT", "0");
        for (int other : new int[] {0, 2, 3}) {
            assertThat(record().get(other).toString()).doesNotContain("s3cr3t", "ASKPASS");
        }
        assertThat(run.has("askpass.sh")).isFalse();
        assertThat(run.has("prepare.init")).isFalse();
        try (var files = Files.walk(run.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cr3t");
            }
        }
    }

    @Test
    public void anSshKeyIsThereForInitAlone() throws Exception {
        access = new InitAccess(Map.of(), GitAccess.byKey("KEY", "s3cr3t"));
        plan(PlanRequest.builder().build());

        assertThat(record().get(1)).containsEntry("env.SSH_ASKPASS", file("askpass.sh"));
        assertThat((String) record().get(1).get("env.GIT_SSH_COMMAND")).contains("git.key").doesNotContain("s3cr3t");
        assertThat(record().subList(2, 4)).noneMatch(call -> call.containsKey("env.GIT_SSH_COMMAND"));
        assertThat(run.has("git.key")).isFalse();
    }

    @Test
    public void providersAreSharedInTheDirectoryOfTheAgentUnlessTheBuildHasItsOwn() throws Exception {
        Tools.require("flock");
        cache = folder.getRoot().toPath().resolve("cache of 'it'").toString();
        environment.put("HOME", folder.newFolder("home").toString());
        assertThat(inits(PlanRequest.builder().init("always").build())).isTrue();
        assertThat(record().get(1)).containsEntry("env.TF_PLUGIN_CACHE_DIR", cache);
        assertThat(record().get(0)).doesNotContainKey("env.TF_PLUGIN_CACHE_DIR");

        String own = folder.newFolder("own").toString();
        environment.put("TF_PLUGIN_CACHE_DIR", own);
        inits(PlanRequest.builder().init("always").build());
        assertThat(record().get(3)).containsEntry("env.TF_PLUGIN_CACHE_DIR", own);

        environment.remove("TF_PLUGIN_CACHE_DIR");
        Files.writeString(Path.of(environment.get("HOME"), ".terraformrc"), "plugin_cache_dir = \"/x\"\n");
        inits(PlanRequest.builder().init("always").build());
        assertThat(record().get(5)).doesNotContainKey("env.TF_PLUGIN_CACHE_DIR");
    }

    @Test
    public void everyAttemptHasItsOwnSettings() throws Exception {
        access = new InitAccess(Map.of("a.b", "token"), null);
        environment.put("FAIL", "init");
        environment.put("FAIL_CODE", "1");
        PlanRequest request = PlanRequest.builder().retry(2).build();
        write(request, List.of(cli.toString()));
        run.start("prepare");
        assertThat(run.exit("prepare", 10)).isEqualTo("1");
        run.start("prepare-2");
        assertThat(run.exit("prepare-2", 10)).isEqualTo("1");

        assertThat(calls()).hasSize(4);
        assertThat(record().get(3)).containsEntry("env.TF_TOKEN_a_b", "token");
        assertThat(run.text("prepare-2.failed")).isEqualTo("init\n");
        assertThat(run.text("prepare-2.out")).contains("it went wrong");
        assertThat(run.has("prepare-3.env")).isFalse();
    }

    @Test
    public void aPlanThatChangesNothingEndsWithZero() throws Exception {
        environment.put("PLAN_CODE", "0");

        assertThat(stages(PlanRequest.builder().build(), List.of(cli.toString()))).containsExactly("0", "0");
        assertThat(run.has("prepare.failed") || run.has("plan.failed")).isFalse();
        assertThat(run.has("plan.json")).isTrue();
    }

    @Test
    public void aFailedPlanIsNotShown() throws Exception {
        environment.put("PLAN_CODE", "1");

        assertThat(stages(PlanRequest.builder().build(), List.of(cli.toString()))).containsExactly("0", "1");
        assertThat(run.text("plan.failed")).isEqualTo("plan\n");
        assertThat(calls()).noneMatch(call -> call.get(0).equals("show"));
        assertThat(run.has("plan.json")).isFalse();
    }

    @Test
    public void whereItFailsIsSaidAndNothingMoreRuns() throws Exception {
        for (String failure : List.of("version", "init", "workspace")) {
            Files.deleteIfExists(Path.of(environment.get("RECORD")));
            again();
            environment.put("FAIL", failure);
            environment.put("FAIL_CODE", "2");
            write(PlanRequest.builder().workspace("w").build(), List.of(cli.toString()));
            run.start("prepare");
            assertThat(run.exit("prepare", 10)).as(failure).isEqualTo("2");
            assertThat(run.text("prepare.failed")).isEqualTo(failure + "\n");
            assertThat(calls().get(calls().size() - 1).get(0)).isEqualTo(failure);
            // What goes into a file of its own is heard through the log of the shell.
            assertThat(run.text(failure.equals("version") ? "prepare.log" : "prepare.out")).contains("it went wrong");
        }
        again();
        environment.put("FAIL", "show");
        assertThat(stages(PlanRequest.builder().build(), List.of(cli.toString()))).containsExactly("0", "2");
        assertThat(run.text("plan.failed")).isEqualTo("show\n");
        assertThat(run.text("plan.out")).contains("it went wrong");
    }

    @Test
    public void theFirstExecutableThatIsThereIsTaken() throws Exception {
        Path plain = Files.writeString(folder.newFolder("plain").toPath().resolve("terraform"), "");
        Path directory = folder.newFolder("directory").toPath();
        write(PlanRequest.builder().build(), List.of("no-such-command", "/no/such/path", plain.toString(), directory.toString(), "",
                cli.toString(), executable("later", "terraform").toString()));
        run.start("prepare");

        assertThat(run.exit("prepare", 10)).isEqualTo("0");
        assertThat(run.text("tool")).isEqualTo(cli.toString());
    }

    @Test
    public void aNameIsLookedUpOnThePathOfTheBuild() throws Exception {
        Path onPath = executable("on path", "tofu-of-mine");
        environment.put("PATH", onPath.getParent() + ":" + System.getenv("PATH"));
        write(PlanRequest.builder().build(), List.of("terraform-of-nobody", "tofu-of-mine"));
        run.start("prepare");

        assertThat(run.exit("prepare", 10)).isEqualTo("0");
        assertThat(run.text("tool")).isEqualTo("tofu-of-mine");
        assertThat(calls()).hasSize(2);
    }

    @Test
    public void noExecutableIsAnErrorOfItsOwn() throws Exception {
        write(PlanRequest.builder().build(), List.of("no-such-command", "touch x", "$(touch x)"));
        run.start("prepare");

        assertThat(run.exit("prepare", 10)).isEqualTo(String.valueOf(StackScripts.NO_TOOL));
        assertThat(run.text("prepare.failed")).isEqualTo("tool\n");
        assertThat(run.has("tool")).isFalse();
    }

    @Test
    public void aStackThatCannotBeEnteredIsAnErrorOfItsOwn() throws Exception {
        write(PlanRequest.builder().build(), List.of(cli.toString()));
        Files.delete(stack);
        try {
            for (String stage : List.of("prepare", "plan")) {
                run.start(stage);
                assertThat(run.exit(stage, 10)).isEqualTo(String.valueOf(StackScripts.NO_DIRECTORY));
                assertThat(run.text(stage + ".failed")).isEqualTo("directory\n");
            }
            assertThat(Path.of(environment.get("RECORD"))).doesNotExist();
        } finally {
            Files.createDirectory(stack);
        }
    }

    @Test
    public void theScriptsAreNoFilesToTrace() {
        Map<String, String> files = new StackScripts(StackOperation.PLAN, PlanRequest.builder().build(), "/run", "/stack", List.of())
                .files(List.of("terraform"), Map.of(), "", CliAccess.none(), InitAccess.none(), "");

        assertThat(files).containsOnlyKeys("start.sh", "supervise.sh", "prepare.env", "prepare.sh", "plan.env", "plan.sh", "unlock.sh",
                "init.digest");
        assertThat(files.values()).noneMatch(text -> text.contains("set -x"));
        assertThat(files.get("prepare.env")).startsWith("unset ").endsWith("\nexport TF_INPUT='0'\nexport TF_IN_AUTOMATION='1'\n")
                .isEqualTo(files.get("plan.env"));
    }

    @Test
    public void waitsForTheLockOfAWorkspaceThatIsNew() throws Exception {
        lockedOnce("Lock Info:\\n  ID:        5f014af1");

        plan(PlanRequest.builder().workspace("mine").lockTimeout("10s").build());

        assertThat(run.text("prepare.out")).contains("Error acquiring the state lock")
                .containsOnlyOnce("Waiting up to 10 s for the lock of the new workspace");
        assertThat(run.text("workspace")).isEqualTo("mine");
    }

    @Test
    public void doesNotWaitForAWorkspaceIfNobodyHoldsItsLockOrItMayNot() throws Exception {
        lockedOnce("AccessDenied");
        write(PlanRequest.builder().workspace("mine").lockTimeout("10s").build(), List.of(cli.toString()));
        assertFailsAtTheWorkspace();

        again();
        lockedOnce("Lock Info:");
        write(PlanRequest.builder().workspace("mine").lockTimeout("0s").build(), List.of(cli.toString()));
        assertFailsAtTheWorkspace();
    }

    private void assertFailsAtTheWorkspace() throws Exception {
        run.start("prepare");
        assertThat(run.exit("prepare", 20)).isEqualTo("1");
        assertThat(run.text("prepare.failed")).isEqualTo("workspace\n");
        assertThat(run.text("prepare.out")).doesNotContain("Waiting up to");
    }

    /** The next CLI cannot lock the new workspace at first. */
    private void lockedOnce(String why) throws IOException {
        Path recording = cli;
        cli = Files.writeString(folder.newFolder().toPath().resolve("cli"), "#!/bin/sh\n"
                + "if [ \"$1\" = workspace ] && mkdir \"${0%/*}/locked\" 2>/dev/null; then\n"
                + "  printf 'Error: Error acquiring the state lock\\n\\n" + why + "\\n'\n  exit 1\nfi\n"
                + "exec " + ShellWords.quote(recording.toString()) + " \"$@\"\n");
        Files.setPosixFilePermissions(cli, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void plan(PlanRequest request) throws Exception {
        assertThat(stages(request, List.of(cli.toString()))).containsExactly("0", "2");
        assertThat(run.has("prepare.failed") || run.has("plan.failed")).isFalse();
    }

    /** Runs prepare in a new run directory and says whether that ran init. */
    private boolean inits(PlanRequest request) throws Exception {
        again();
        int before = calls().size();
        write(request, List.of(cli.toString()));
        run.start("prepare");
        run.exit("prepare", 20);
        return calls().stream().skip(before).anyMatch(call -> call.get(0).equals("init"));
    }

    private List<String> stages(PlanRequest request, List<String> tools) throws Exception {
        write(request, tools);
        List<String> codes = new ArrayList<>();
        for (String stage : List.of(StackScripts.PREPARE, StackScripts.PLAN)) {
            run.start(stage);
            codes.add(run.exit(stage, 20));
        }
        return codes;
    }

    private void write(PlanRequest request, List<String> tools) throws IOException {
        run.write(new StackScripts(StackOperation.PLAN, request, run.directory().toString(), stack.toString(), List.of("PG_CONN_STR"))
                .files(tools, environment, cache, bound, access, InitDigest.of(stack, request)));
    }

    /** Begins with a new run directory. */
    private void again() throws IOException {
        run.close();
        run = new StageRun(folder.newFolder().toPath());
    }

    private String file(String name) {
        return run.directory().resolve(name).toString();
    }

    private Path executable(String directory, String name) throws IOException {
        Path file = folder.newFolder(directory).toPath().resolve(name);
        try (InputStream in = StackScriptsTest.class.getResourceAsStream("recording-cli.py")) {
            Files.copy(in, file);
        }
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> calls() throws IOException {
        return record().stream().map(call -> (List<String>) call.get("argv")).toList();
    }

    /** Each call: {@code argv}, {@code cwd}, and {@code env.NAME} for each variable. */
    private List<Map<String, Object>> record() throws IOException {
        Path file = Path.of(environment.get("RECORD"));
        List<Map<String, Object>> calls = new ArrayList<>();
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        // The last one may just be written.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            Map<String, Object> call = new TreeMap<>();
            List<String> argv = new ArrayList<>();
            try (JsonParser json = new JsonFactory().createParser(line)) {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.VALUE_STRING) {
                        String path = json.getParsingContext().pathAsPointer().toString();
                        if (path.startsWith("/argv/")) {
                            argv.add(json.getText());
                        } else {
                            call.put(path.substring(1).replace('/', '.'), json.getText());
                        }
                    }
                }
            }
            call.put("argv", argv);
            calls.add(call);
        }
        return calls;
    }
}
