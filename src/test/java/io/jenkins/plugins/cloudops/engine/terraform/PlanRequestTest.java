package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PlanRequestTest {

    @Test
    public void everythingHasADefault() {
        PlanRequest request = request().build();

        assertThat(request.stack()).isEqualTo(".");
        assertThat(request.name()).isEqualTo(".");
        assertThat(request.tool()).isEmpty();
        assertThat(request.workspace()).isEmpty();
        assertThat(request.vars().isEmpty()).isTrue();
        assertThat(request.varFiles()).isEmpty();
        assertThat(request.backendValues().isEmpty()).isTrue();
        assertThat(request.backendFiles()).isEmpty();
        assertThat(request.targets()).isEmpty();
        assertThat(request.replace()).isEmpty();
        assertThat(request.destroy()).isFalse();
        assertThat(request.refreshOnly()).isFalse();
        assertThat(request.refresh()).isTrue();
        assertThat(request.parallelism()).isZero();
        assertThat(request.lock()).isTrue();
        assertThat(request.lockTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(request.environment()).isEmpty();
        assertThat(request.init()).isEqualTo(InitMode.AUTO);
        assertThat(request.upgrade()).isFalse();
        assertThat(request.retry()).isEqualTo(1);
        assertThat(request.onDrift()).isEqualTo(OnDrift.IGNORE);
        assertThat(request.registries()).isEmpty();
        assertThat(request.gitCredentialsId()).isEmpty();
    }

    @Test
    public void aNameIsALabelOfItsOwn() {
        assertThat(request().stack("stacks/shop").build().name()).isEqualTo("stacks/shop");
        assertThat(request().stack("stacks/shop").name("Grüße an alle: \"a\" & 'b'").build().name())
                .isEqualTo("Grüße an alle: \"a\" & 'b'");
    }

    @Test
    public void laterChangesOfWhatWasGivenDoNotMatter() {
        List<String> files = new ArrayList<>(List.of("a.tfvars"));
        Map<String, Object> vars = new HashMap<>(Map.of("a", new ArrayList<>(List.of(1))));
        Map<String, String> environment = new HashMap<>(Map.of("A", "1"));
        PlanRequest request = request().varFiles(files).vars(vars).environment(environment).build();

        files.add("-state=x");
        list(vars.get("a")).add(2);
        vars.put("b", 1);
        environment.put("B; touch x", "1");

        assertThat(request.varFiles()).containsExactly("a.tfvars");
        assertThat(request.vars().toJson()).isEqualTo("{\"a\":[1]}");
        assertThat(request.environment()).containsOnlyKeys("A");
        assertThatThrownBy(() -> request.varFiles().add("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> request.environment().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> request.vars().asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    public void itSurvivesARestartWhole() throws Exception {
        PlanRequest request = request().stack("s").name("n").tool("tofu").workspace("w").vars(Map.of("a", Map.of("b", List.of(1, true))))
                .varFiles(List.of("f")).backendConfig(Map.of("k", "v"), List.of("g")).targets(List.of("t")).replace(List.of("r"))
                .destroy(true).refresh(false).parallelism(3).lock(false).lockTimeout("90s").environment(Map.of("E", "1")).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(request);
        }
        PlanRequest copy;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (PlanRequest) in.readObject();
        }

        assertThat(copy).usingRecursiveComparison().isEqualTo(request);
        assertThat(copy.lockTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(copy.vars().toJson()).isEqualTo("{\"a\":{\"b\":[1,true]}}");
    }

    @Test
    public void aLockTimeoutHasToBeADuration() {
        refused(request().lockTimeout("soon"),
                "lockTimeout: 'soon' is no duration. Write numbers with units, such as '90s', '10m' or '1h30m'.");
        refused(request().lockTimeout("9000h"),
                "lockTimeout: '9000h' is longer than a year. Write a shorter duration, such as '10m'.");
    }

    @Test
    public void aWorkspaceHasToHaveAName() {
        for (String name : List.of("a/b; touch x", "-a", ".a", "a b", "a\nb", "..", "ü", "a".repeat(91), "$(x)", "a'b", "--", "~a")) {
            refused(request().workspace(name), "workspace: '" + name.replace("\n", "\\n") + "' cannot be the name of a Terraform workspace. Use letters, digits,"
                    + " '-', '_', '.' and '~', beginning with a letter or digit, at most 90.");
        }
        for (String name : List.of("default", "a", "7", "prod-eu_1.2~x", "a".repeat(90))) {
            assertThat(request().workspace(name).build().workspace()).isEqualTo(name);
        }
    }

    @Test
    public void aPlanEitherDestroysOrOnlyRefreshes() {
        refused(request().destroy(true).refreshOnly(true),
                "destroy and refreshOnly are both true, but a plan either destroys or only refreshes. Set one of them.");
    }

    @Test
    public void aPlanThatOnlyRefreshesHasToRefresh() {
        refused(request().refreshOnly(true).refresh(false),
                "refreshOnly is true and refresh is false, so that there would be nothing to do. Leave refresh out.");
    }

    @Test
    public void aPlanThatOnlyRefreshesReplacesNothing() {
        refused(request().refreshOnly(true).replace(List.of("a.b", "c.d")),
                "refreshOnly is true, so nothing can be replaced (a.b, c.d). Leave one of them out.");
    }

    @Test
    public void parallelismHasLimits() {
        refused(request().parallelism(-1), "parallelism: -1 is out of range. Give 1 to 10000, or 0 for Terraform's default of 10.");
        refused(request().parallelism(10_001), "parallelism: 10001 is out of range. Give 1 to 10000, or 0 for Terraform's default of 10.");
        assertThat(request().parallelism(10_000).build().parallelism()).isEqualTo(10_000);
    }

    @Test
    public void aChoiceIsOneOfItsWords() {
        refused(request().init("sometimes"), "init: 'sometimes' is none of the choices. Use one of 'auto', 'always', 'never'.");
        refused(request().init("AUTO"), "init: 'AUTO' is none of the choices. Use one of 'auto', 'always', 'never'.");
        refused(request().onDrift("panic"), "onDrift: 'panic' is none of the choices. Use one of 'ignore', 'unstable', 'fail'.");
        assertThat(request().init("never").onDrift("fail").build().init()).isEqualTo(InitMode.NEVER);
    }

    @Test
    public void attemptsHaveLimits() {
        refused(request().retry(0), "retry: 0 is out of range. Give 1 (no second attempt) to 10.");
        refused(request().retry(11), "retry: 11 is out of range. Give 1 (no second attempt) to 10.");
        assertThat(request().retry(10).build().retry()).isEqualTo(10);
    }

    @Test
    public void settingsThatExcludeEachOtherAreRefused() {
        refused(request().upgrade(true).init("never"),
                "upgrade is true and init is 'never', so that nothing can be upgraded. Leave one of them out.");
        refused(request().onDrift("unstable").refresh(false),
                "onDrift is 'unstable' and refresh is false, so that no drift can be seen. Leave refresh out.");
        assertThat(request().onDrift("ignore").refresh(false).build().refresh()).isFalse();
    }

    @Test
    public void aRegistryIsAHostAndItsCredentials() {
        for (String host : List.of("", "https://a.b", "a b", "a/b", "a.b;touch x", "-a.b", "a.b:x", "a.b:443", "a_b")) {
            refused(request().registries(Map.of(host, "id")), "registries: '" + host + "' cannot be the name of a host."
                    + " Write it as in the source of a module, such as 'registry.example.com'.");
        }
        refused(request().registries(Map.of("a.b", " ")), "registries: a.b has no credentials. Name the id of a secret text.");
        for (String host : List.of("registry.example.com", "localhost", "a-b.c")) {
            assertThat(request().registries(Map.of(host, "id")).build().registries()).as(host).containsKey(host);
        }
    }

    @Test
    public void variablesOfTheEnvironmentHaveNamesAndValues() {
        for (String name : List.of("", "1A", "A B", "A=B", "A;touch x", "Ä")) {
            refused(request().environment(Map.of(name, "x")), "environment: '" + name
                    + "' cannot be the name of an environment variable. Use letters, digits and '_', not beginning with a digit.");
        }
        Map<String, String> missing = new HashMap<>();
        missing.put("A", null);
        refused(request().environment(missing), "environment: the value of A is missing or holds the character NUL. Give a text.");
        refused(request().environment(Map.of("A", "x\0y")),
                "environment: the value of A is missing or holds the character NUL. Give a text.");
        assertThat(request().environment(Map.of("A", "line 1\nline 2", "B", "")).build().environment()).hasSize(2);
    }

    @Test
    public void aFileCannotBeTakenForAnOption() {
        refused(request().varFiles(List.of("a.tfvars", "-state=x")),
                "varFiles: '-state=x' begins with '-' like an option. If that is the file's name, write './-state=x'.");
        refused(request().backendConfig(Map.of(), List.of("--help")),
                "backendConfig: '--help' begins with '-' like an option. If that is the file's name, write './--help'.");
        assertThat(request().varFiles(List.of("./-state=x")).build().varFiles()).containsExactly("./-state=x");
    }

    @Test
    public void aToolCannotBeTakenForAnOption() {
        refused(request().tool("-chdir=/"),
                "tool: '-chdir=/' begins with '-' like an option. Name an installation, an executable, or the path of one.");
    }

    @Test
    public void anEntryOfAListCannotBeEmpty() {
        refused(request().targets(List.of("a.b", " ")), "targets: an entry is empty. Take it out, or fill it in.");
        refused(request().replace(List.of("")), "replace: an entry is empty. Take it out, or fill it in.");
        refused(request().varFiles(List.of("")), "varFiles: an entry is empty. Take it out, or fill it in.");
        refused(request().backendConfig(Map.of(), List.of("\t")), "backendConfig: an entry is empty. Take it out, or fill it in.");
    }

    @Test
    public void whatIsOnOneLineStaysOnOneLine() {
        refused(request().stack("a\nb"), "stack: 'a?b' has a line break or another control character in it (shown as ?). Take it out.");
        refused(request().name("a\u001b[31mb"), "name: 'a?[31mb' has a line break or another control character in it (shown as ?). Take it out.");
        refused(request().tool("a\0"), "tool: 'a?' has a line break or another control character in it (shown as ?). Take it out.");
        refused(request().targets(List.of("a\r\nb")), "targets: 'a??b' has a line break or another control character in it (shown as ?). Take it out.");
        refused(request().varFiles(List.of("a\u007f")), "varFiles: 'a?' has a line break or another control character in it (shown as ?). Take it out.");
    }

    @Test
    public void whatLooksLikeAShellsIsOnlyText() {
        PlanRequest request = request().stack("$(touch x) 'a' \"b\"; c").targets(List.of("a[\"$(touch x)\"]", "-lock=false"))
                .environment(Map.of("A", "`touch x`")).build();

        assertThat(request.stack()).isEqualTo("$(touch x) 'a' \"b\"; c");
        assertThat(request.targets()).containsExactly("a[\"$(touch x)\"]", "-lock=false");
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static PlanRequest.Builder request() {
        return PlanRequest.builder();
    }

    private static void refused(PlanRequest.Builder request, String sentence) {
        assertThatThrownBy(request::build).isInstanceOf(BadSetting.class).hasMessage(sentence);
    }
}
