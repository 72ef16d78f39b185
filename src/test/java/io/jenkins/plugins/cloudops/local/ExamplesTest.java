package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.LocalBuild;
import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Runs the examples that come with files of their own, each as it is, with the real Terraform. */
@RunWith(Parameterized.class)
public class ExamplesTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final String file;
    private final List<String> questions = new ArrayList<>();
    private LocalLog log;
    private int number = 6;

    public ExamplesTest(String file) {
        this.file = file;
    }

    @Parameters(name = "{0}")
    public static List<String> files() {
        return List.of("Jenkinsfile", "Jenkinsfile.scripted");
    }

    @Before
    public void tools() {
        Tools.require("terraform");
    }

    private Result run(String example, String release, boolean proceed) throws IOException {
        Path directory = Path.of("examples", example).toAbsolutePath();
        LocalBuild build = new LocalBuild(example + "#" + ++number, site.home().resolve("builds/" + number).toFile());
        log = new LocalLog(build.getRootDir().toPath().resolve("log"));
        Predicate<String> answer = question -> questions.add(question) && proceed;
        return new LocalPipeline(build, log, site.workspace(), Map.of("RELEASE", release)).from(directory).answering(answer)
                .run(Files.readString(directory.resolve(file)));
    }

    @Test
    public void appliesWhatWasApproved() throws Exception {
        assertThat(run("approval", "1.0.0", true)).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(questions).singleElement().asString()
                .matches("Shop: 3 to create, 0 to update, 0 to replace, 0 to delete \\(plan [0-9a-f]{12}\\)\\. Apply\\?");
        String digest = questions.get(0).replaceAll(".*plan ([0-9a-f]{12}).*", "$1");
        assertThat(log.lines()).contains("Applying the plan shop, digest " + digest).containsSubsequence("[Pipeline] // node",
                "[Pipeline] input", "[Pipeline] node", "[Pipeline] terraformApply", "[Pipeline] // node");
        assertThat(log.text()).contains("Applied: 3 created, 0 updated, 0 deleted")
                .contains(", plan " + digest + ": https://shop.example/1.0.0");
    }

    @Test
    public void noAgentIsHeldWhileItAsks() throws Exception {
        run("approval", "1.0.0", true);

        List<String> lines = log.lines();
        List<String> before = lines.subList(0, lines.indexOf("[Pipeline] input"));
        assertThat(before.stream().filter("[Pipeline] node"::equals)).hasSameSizeAs(
                before.stream().filter("[Pipeline] // node"::equals).toList());
    }

    @Test
    public void withoutAnApprovalNothingIsApplied() throws Exception {
        assertThat(run("approval", "1.0.0", false)).isEqualTo(Result.ABORTED);

        assertThat(log.lines()).contains("[Pipeline] terraformPlan").doesNotContain("[Pipeline] terraformApply");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).doesNotExist();
    }

    @Test
    public void withoutChangesNobodyIsAsked() throws Exception {
        run("approval", "1.0.0", true);
        questions.clear();

        assertThat(run("approval", "1.0.0", true)).isEqualTo(Result.SUCCESS);

        assertThat(questions).isEmpty();
        assertThat(log.lines()).doesNotContain("[Pipeline] terraformApply");
    }

    @Test
    public void eachEnvironmentHasAStateOfItsOwn() throws Exception {
        assertThat(run("environments", "1.0.0", true)).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(questions).singleElement().asString()
                .matches("Release 1\\.0\\.0 to production: 4 to create, .* \\(plan [0-9a-f]{12}\\)\\?");
        assertThat(log.text()).containsSubsequence("Applied: 2 created", "Applied: 3 created", "Applied: 4 created");
        assertThat(state("dev")).contains("https://dev.shop.example");
        assertThat(state("staging")).contains("https://staging.shop.example").doesNotContain("dev");
        assertThat(state("production")).contains("https://shop.example").doesNotContain("staging");
        assertThat(site.workspace().resolve("shop/terraform.tfstate")).doesNotExist();
    }

    @Test
    public void aReleaseThatIsDeniedStaysOutOfProduction() throws Exception {
        run("environments", "1.0.0", true);

        assertThat(run("environments", "1.1.0", false)).isEqualTo(Result.ABORTED);

        assertThat(state("staging")).contains("1.1.0");
        assertThat(state("production")).contains("1.0.0").doesNotContain("1.1.0");
    }

    @Test
    public void aModuleIsCheckedWithItsTests() throws Exception {
        assertThat(run("tdd", "", true)).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(log.text()).contains("Format: all files are formatted", "Validation: 0 errors, 0 warnings",
                "Tests: 5 passed, 0 failed, 0 with errors, 0 skipped", "Cases: 7, failed: 0");
        assertThat(site.workspace().resolve("labels/terraform.tfstate")).doesNotExist();
    }

    private String state(String environment) throws IOException {
        return Files.readString(site.workspace().resolve("shop/terraform.tfstate.d/" + environment + "/terraform.tfstate"));
    }
}
