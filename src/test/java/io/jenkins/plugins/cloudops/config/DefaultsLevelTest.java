package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.cloudops.credentials.FakeBinding;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import io.jenkins.plugins.cloudops.engine.terraform.PlanRequest;
import io.jenkins.plugins.cloudops.local.LocalFolder;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Which folder says what for which job. */
public class DefaultsLevelTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private static StackDefaults tool(String tool, String folder) {
        StackDefaults defaults = new StackDefaults();
        defaults.setTool(tool);
        defaults.setFolder(folder);
        return defaults;
    }

    private static GateDefaults delete(Integer most, String... protect) {
        GateLimits limits = new GateLimits();
        limits.setDelete(most);
        GateDefaults gates = new GateDefaults();
        gates.setLimits(limits);
        gates.setProtect(List.of(protect));
        return gates;
    }

    @Before
    public void folders() {
        CloudOpsConfiguration.get().setDefaults(List.of(tool("of-jenkins", "")));
        CloudOpsConfiguration.get().setGates(List.of(delete(5)));
        LocalFolder.add(site.jenkins(), "team", List.of(tool("of-others", "team/dev"), tool("of-team", ""), tool("second", "")),
                List.of(delete(2, "aws_db_instance.*")));
        LocalFolder.add(site.jenkins(), "team/prod", List.of(tool("of-prod", "")), List.of(delete(9)));
        LocalFolder.add(site.jenkins(), "teams", List.of(tool("of-teams", "")), List.of(delete(0)));
    }

    private static List<String> tools(String job) {
        return DefaultsLevel.around(job).stream()
                .flatMap(level -> level.requests(job, UnaryOperator.identity()).stream()).map(PlanRequest::tool).toList();
    }

    private static String gates(String... jobs) {
        return CloudOpsConfiguration.get().gates(List.of(jobs), "default").toString();
    }

    @Test
    public void theInnermostFolderComesFirstAndJenkinsLast() {
        assertThat(tools("team/prod/shop")).containsExactly("of-prod", "of-team", "second", "of-jenkins");
        assertThat(tools("team/prod/deep/in/it/shop")).containsExactly("of-prod", "of-team", "second", "of-jenkins");
        assertThat(tools("team/dev/shop")).containsExactly("of-others", "of-team", "second", "of-jenkins");
        assertThat(tools("team/shop")).containsExactly("of-team", "second", "of-jenkins");
        assertThat(tools("shop")).containsExactly("of-jenkins");
    }

    @Test
    public void aLevelIsCalledByItsName() {
        assertThat(DefaultsLevel.around("team/prod/shop").stream().map(DefaultsLevel::label))
                .containsExactly("the folder team/prod", "the folder team", "Jenkins");
    }

    @Test
    public void gatesOfAllLevelsAreInForceAndNoneTakesAnotherAway() {
        assertThat(gates("team/prod/shop")).isEqualTo("limits: [delete: 2], protect: ['aws_db_instance.*']");
        assertThat(gates("team/prod/shop", "team/prod/other")).isEqualTo("limits: [delete: 2], protect: ['aws_db_instance.*']");
        assertThat(gates("shop")).isEqualTo("limits: [delete: 5]");
        assertThat(gates("shop", "teams/shop")).as("where it is planned, or applied").isEqualTo("limits: [delete: 0]");
    }

    @Test
    public void whatCannotBeMeantRefusesTheJobsThatItIsForAndNoOthers() {
        StackDefaults bad = new StackDefaults();
        bad.setEnvironment("no line");
        LocalFolder.add(site.jenkins(), "bad", List.of(bad), List.of(delete(-1)));

        assertThatThrownBy(() -> tools("bad/shop")).isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("The defaults of the folder bad cannot be used: environment: the line 'no line' is no 'name = value'.");
        assertThatThrownBy(() -> gates("bad/shop")).isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("The gates of the folder bad cannot be used: limits: ");
        assertThat(tools("shop")).containsExactly("of-jenkins");
        assertThat(gates("shop")).isEqualTo("limits: [delete: 5]");
    }

    @Test
    public void variablesOfTheBuildAreFilledIn() {
        StackDefaults defaults = new StackDefaults();
        defaults.setBackendConfig("key = ${JOB}.tfstate\ntags = {\"job\": \"${JOB}\"}");
        LocalFolder.add(site.jenkins(), "states", List.of(defaults), List.of());

        PlanRequest request = DefaultsLevel.around("states/shop").get(0)
                .requests("states/shop", text -> text.replace("${JOB}", "shop")).get(0);

        assertThat(request.backendValues().asMap().get("key")).isEqualTo("shop.tfstate");
    }

    @Test
    public void jenkinsItselfBindsNoCredentials() {
        StackDefaults defaults = new StackDefaults();
        defaults.setCredentials(List.of(new FakeBinding("a-token", "value", null)));

        assertThatThrownBy(() -> CloudOpsConfiguration.get().setDefaults(List.of(defaults))).isInstanceOf(BadSetting.class)
                .hasMessageContaining("in a folder only");
        assertThat(tools("shop")).containsExactly("of-jenkins");
    }

    @Test
    public void theFormSaysWhatABuildWouldSay() {
        StackDefaults.DescriptorImpl form = new StackDefaults.DescriptorImpl();

        assertThat(form.doCheckFolder(null, "team/prod").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckFolder(null, "a//b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckTool(null, "-x").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckWorkspace(null, "a/b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckWorkspace(null, "${BRANCH_NAME}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBackendConfig(null, "bucket").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckBackendConfig(null, "bucket = x\nkey = ${JOB_NAME}").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckEnvironment(null, "1a = b").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckSecrets(null, "TOKEN =").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckRegistries(null, "a/b = c").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckRegistries(null, "").kind).isEqualTo(FormValidation.Kind.OK);
    }
}
