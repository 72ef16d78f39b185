package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class ToolChoiceTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void withoutInstallationsThePathDecides() throws Exception {
        assertThat(choose("")).isEqualTo(new ToolChoice("", List.of("terraform", "tofu")));
        assertThat(ToolChoice.installations()).isEmpty();
    }

    @Test
    public void theOnlyInstallationIsTheDefault() throws Exception {
        install(new TerraformInstallation("one", "/opt/one", List.of()));

        assertThat(choose("").name()).isEqualTo("one");
        assertThat(choose("").executables()).startsWith("/opt/one/terraform", "/opt/one/tofu");
    }

    @Test
    public void ofSeveralInstallationsNoneIsTheDefault() throws Exception {
        install(new TerraformInstallation("one", "/opt/one", List.of()), new TerraformInstallation("two", "/opt/two", List.of()));

        assertThat(choose("")).isEqualTo(new ToolChoice("", List.of("terraform", "tofu")));
        assertThat(choose("two").executables()).contains("/opt/two/terraform").noneMatch(path -> path.contains("one"));
        assertThat(ToolChoice.installations()).containsExactly("one", "two");
    }

    @Test
    public void whatIsNoInstallationIsAnExecutable() throws Exception {
        install(new TerraformInstallation("one", "/opt/one", List.of()));

        assertThat(choose("tofu")).isEqualTo(new ToolChoice("tofu", List.of("tofu")));
        assertThat(choose("/usr/bin/tofu").executables()).containsExactly("/usr/bin/tofu");
        assertThat(choose("./bin/tofu").executables()).containsExactly(site.workspace().resolve("bin/tofu").toString());
    }

    @Test
    public void theHomeOfAnInstallationMayHaveVariables() throws Exception {
        install(new TerraformInstallation("one", "${TOOLS}/one", List.of()));

        assertThat(choose("one").executables()).startsWith("/opt of it/one/terraform");
    }

    @Test
    public void installationsComeBackAfterARestart() {
        install(new TerraformInstallation("one", "/opt/one", List.of()));
        site.kill();
        site.boot(true);

        assertThat(ToolChoice.installations()).containsExactly("one");
    }

    @Test
    public void anInstallationIsADirectoryOrTheExecutable() {
        assertThat(new TerraformInstallation("one", "/opt/one/", List.of()).executables())
                .containsExactly("/opt/one/terraform", "/opt/one/tofu", "/opt/one/bin/terraform", "/opt/one/bin/tofu", "/opt/one/");
        assertThat(new TerraformInstallation("one", "/opt/tofu", List.of()).executables()).endsWith("/opt/tofu");
    }

    private static void install(TerraformInstallation... installations) {
        ExtensionList.lookupSingleton(TerraformInstallation.DescriptorImpl.class).setInstallations(installations);
    }

    private ToolChoice choose(String tool) throws Exception {
        return ToolChoice.of(tool, null, new FilePath(site.workspace().toFile()), new EnvVars(Map.of("TOOLS", "/opt of it")), TaskListener.NULL);
    }
}
