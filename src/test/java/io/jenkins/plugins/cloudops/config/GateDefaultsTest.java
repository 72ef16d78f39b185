package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

public class GateDefaultsTest {

    @Test
    public void aFolderIsForAllJobsInItHoweverDeep() {
        assertThat(matches("prod", "prod", "prod/shop", "prod/shop/main")).isTrue();
        assertThat(matches("prod/shop", "prod/shop", "prod/shop/main")).isTrue();
        assertThat(matches("/prod/", "prod/shop")).isTrue();
        assertThat(matches("Prod", "prod/shop")).as("as Jenkins finds it").isTrue();
        assertThat(FolderPattern.of("prod").matches("production/shop")).isFalse();
        assertThat(FolderPattern.of("prod").matches("team/prod/shop")).isFalse();
        assertThat(FolderPattern.of("prod/shop").matches("prod")).isFalse();
    }

    @Test
    public void oneStarIsForOneNameAndTwoAreForAnyNames() {
        assertThat(matches("*/prod", "team/prod/shop")).isTrue();
        assertThat(FolderPattern.of("*/prod").matches("a/b/prod/shop")).isFalse();
        assertThat(matches("**/prod", "prod/shop", "team/prod/shop", "a/b/prod/shop")).isTrue();
        assertThat(matches("team-*/prod", "team-a/prod/shop", "team-/prod")).isTrue();
        assertThat(matches("prod/**", "prod/shop", "prod/a/b")).isTrue();
        assertThat(FolderPattern.of("prod/**").matches("prod")).isFalse();
        assertThat(matches("a/**/b", "a/b", "a/x/y/b/job")).isTrue();
        assertThat(matches("x.y (1)", "x.y (1)/job")).as("not a regular expression").isTrue();
        assertThat(FolderPattern.of("x.y").matches("xzy")).isFalse();
    }

    private static boolean matches(String pattern, String... jobs) {
        return List.of(jobs).stream().allMatch(FolderPattern.of(pattern)::matches);
    }

    @Test
    public void allThatFitAreInForceTogether() {
        GateDefaults prod = defaults("prod", "", 0, "aws_db_instance.*");
        GateDefaults workspace = defaults("", "prod*", 5, "module.vpc.**");
        GateDefaults both = defaults("team", "staging", 1);
        List<GateDefaults> all = List.of(prod, workspace, both);

        assertThat(GateDefaults.inForce(all, List.of("prod/shop"), "default")).hasToString("limits: [delete: 0], protect: ['aws_db_instance.*']");
        assertThat(GateDefaults.inForce(all, List.of("prod/shop"), "production"))
                .hasToString("limits: [delete: 0], protect: ['aws_db_instance.*', 'module.vpc.**']");
        assertThat(GateDefaults.inForce(all, List.of("other/shop"), "production")).hasToString("limits: [delete: 5], protect: ['module.vpc.**']");
        assertThat(GateDefaults.inForce(all, List.of("team/shop"), "default").isEmpty()).isTrue();
        assertThat(GateDefaults.inForce(all, List.of("team/shop"), "staging")).hasToString("limits: [delete: 1]");
        assertThat(GateDefaults.inForce(all, List.of("other/shop", "prod/shop"), "default")).as("where it was planned, or is applied")
                .hasToString("limits: [delete: 0], protect: ['aws_db_instance.*']");
    }

    /** Those of a folder and a Terraform workspace that limit deletions and protect addresses. */
    public static GateDefaults defaults(String folder, String workspace, Integer deletions, String... protect) {
        GateDefaults defaults = new GateDefaults();
        defaults.setFolder(folder);
        defaults.setWorkspace(workspace);
        GateLimits limits = new GateLimits();
        if (deletions != null) {
            limits.setDelete(deletions);
        }
        defaults.setLimits(limits);
        defaults.setProtect(List.of(protect));
        return defaults;
    }

    @Test
    public void aListMayComeAsOneTextAsFromAForm() {
        GateDefaults defaults = new GateDefaults();
        defaults.setProtect(List.of("aws_db_instance.*\r\n\n module.vpc.** "));
        defaults.setForbid(List.of(""));

        assertThat(defaults.getProtect()).containsExactly("aws_db_instance.*", "module.vpc.**");
        assertThat(defaults.getForbid()).isNull();
    }

    @Test
    public void whatCannotBeMeantRefusesEveryRun() {
        assertRefused("folder: 'a//b'", defaults -> defaults.setFolder("a//b"));
        assertRefused("folder: 'a**'", defaults -> defaults.setFolder("a**"));
        assertRefused("folder: '/'", defaults -> defaults.setFolder("/"));
        assertRefused("workspace: 'a/b'", defaults -> defaults.setWorkspace("a/b"));
        assertRefused("protect: 'a..b'", defaults -> defaults.setProtect(List.of("a..b")));
        assertRefused("forbid: 'a.b'", defaults -> defaults.setForbid(List.of("a.b")));
        assertRefused("limits: delete is '-1'", defaults -> {
            GateLimits limits = new GateLimits();
            limits.setDelete(-1);
            defaults.setLimits(limits);
        });
        assertThat(new GateDefaults().gates().isEmpty()).isTrue();
    }

    @Test
    public void aLimitThatIsThereAndIsNoNumberRefusesEveryRun() {
        GateLimits limits = new GateLimits();
        limits.setUpdate(5);
        // As configuration as code does with "delete: many".
        limits.setDelete(null);

        assertRefused("limits: delete is there, and is no whole number.", defaults -> defaults.setLimits(limits));
        limits.setDelete(3);
        assertThat(limits.asMap()).hasToString("{delete=3, update=5}");

        GateLimits onlyThat = new GateLimits();
        onlyThat.setDelete(null);
        assertRefused("limits: delete is there", defaults -> defaults.setLimits(onlyThat));
    }

    private static void assertRefused(String sentence, Consumer<GateDefaults> setting) {
        GateDefaults defaults = new GateDefaults();
        setting.accept(defaults);
        assertThatThrownBy(() -> GateDefaults.inForce(List.of(defaults), List.of("shop"), "default")).isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(sentence);
    }
}
