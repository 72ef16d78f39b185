package io.jenkins.plugins.cloudops.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Cause;
import hudson.model.LocalBuild;
import hudson.model.LocalUser;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Who is asked; what they may do, only a real Jenkins knows. */
public class GuardTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private LocalBuild build;

    @Before
    public void aBuild() throws Exception {
        build = new LocalBuild("shop#1", folder.newFolder());
        new LocalUser("starter");
        new LocalUser("approver");
    }

    @Test
    public void whoeverApprovedLastAnswersForIt() {
        build.startedBy(new Cause.UserIdCause("starter"));

        assertThat(check("approver", "starter")).isEqualTo("approver");
    }

    @Test
    public void elseWhoeverStartedTheBuild() {
        build.startedBy(new Cause.UserIdCause("starter"));

        assertThat(check()).isEqualTo("starter");
    }

    @Test
    public void nobodyAnswersForABuildThatATimerStarted() {
        assertThatThrownBy(this::check).isInstanceOf(BadSetting.class)
                .hasMessage("An override has to be answered for by a user, and nobody approved this build or started it: it was started by"
                        + " a timer, a change or another build. Have it approved with input, by somebody with the permission Override.");
    }

    @Test
    public void jenkinsItselfNeverDoes() {
        build.startedBy(new Cause.UserIdCause("SYSTEM"));

        assertThatThrownBy(this::check).isInstanceOf(BadSetting.class).hasMessageContaining("nobody approved this build");
        assertThatThrownBy(() -> check("SYSTEM")).isInstanceOf(BadSetting.class).hasMessageContaining("nobody approved this build");
    }

    @Test
    public void whoeverIsNotKnownMayNothing() {
        assertThatThrownBy(() -> check("somebody")).isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("An override has to be answered for by a user, and somebody does not have the permission Override.");
    }

    private String check(String... approvers) {
        return new Guard(build).check(List.of(approvers), CloudOpsPermissions.OVERRIDE, "An override");
    }
}
