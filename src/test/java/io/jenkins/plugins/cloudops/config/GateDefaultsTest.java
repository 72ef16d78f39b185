package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.List;
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

    private static GateDefaults defaults(String folder, String workspace, Integer deletions, String... protect) {
        GateDefaults defaults = new GateDefaults();
        defaults.setFolder(folder);
        defaults.setWorkspace(workspace);
        GateLimits limits = new GateLimits();
        limits.setDelete(deletions);
        defaults.setLimits(limits);
        defaults.setProtect(List.of(protect));
        return defaults;
    }

    @Test
    public void whatCannotBeMeantIsRefused() {
        GateDefaults defaults = new GateDefaults();
        assertThatThrownBy(() -> defaults.setFolder("a//b")).isInstanceOf(BadSetting.class).hasMessageStartingWith("folder: 'a//b'");
        assertThatThrownBy(() -> defaults.setFolder("a**")).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> defaults.setFolder("/")).isInstanceOf(BadSetting.class);
        assertThatThrownBy(() -> defaults.setWorkspace("a/b")).isInstanceOf(BadSetting.class).hasMessageStartingWith("workspace: 'a/b'");
        assertThatThrownBy(() -> defaults.setProtect(List.of("a..b"))).isInstanceOf(BadSetting.class).hasMessageStartingWith("protect: 'a..b'");
        assertThatThrownBy(() -> defaults.setRequiredTags(List.of(" "))).isInstanceOf(BadSetting.class).hasMessageStartingWith("requiredTags: ");
        assertThatThrownBy(() -> defaults.setForbid(List.of("a.b"))).isInstanceOf(BadSetting.class).hasMessageStartingWith("forbid: 'a.b'");
        assertThatThrownBy(() -> new GateLimits().setDelete(-1)).isInstanceOf(BadSetting.class).hasMessageStartingWith("limits: delete is '-1'");
        assertThat(defaults.gates().isEmpty()).isTrue();
    }
}
