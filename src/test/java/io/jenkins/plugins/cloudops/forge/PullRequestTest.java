package io.jenkins.plugins.cloudops.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.engine.terraform.BadSetting;
import java.util.List;
import org.junit.Test;

/** Addresses of pull requests. */
public class PullRequestTest {

    private static PullRequest read(String address, ForgeSettings... configured) {
        return PullRequest.parse("pullRequest", address, new KnownForges(List.of(configured)));
    }

    @Test
    public void knowsPublicHosts() {
        assertThat(read("https://github.com/shop/infra/pull/12"))
                .isEqualTo(new PullRequest(ForgeKind.GITHUB, "https://github.com", "shop/infra", "12"));
        assertThat(read("https://gitlab.com/shop/team/infra/-/merge_requests/12/diffs"))
                .isEqualTo(new PullRequest(ForgeKind.GITLAB, "https://gitlab.com", "shop/team/infra", "12"));
        assertThat(read("https://bitbucket.org/shop/infra/pull-requests/12/more-words"))
                .isEqualTo(new PullRequest(ForgeKind.BITBUCKET_CLOUD, "https://bitbucket.org", "shop/infra", "12"));
        assertThat(read("https://codeberg.org/shop/infra/pulls/12#issuecomment-1"))
                .isEqualTo(new PullRequest(ForgeKind.GITEA, "https://codeberg.org", "shop/infra", "12"));
    }

    @Test
    public void tellsUnknownHostsByTheShapeOfTheAddress() {
        assertThat(read("https://ghe.example.com/shop/infra/pull/12/files?w=1").kind()).isEqualTo(ForgeKind.GITHUB);
        assertThat(read("https://git.example.com/a/b/c/d/-/merge_requests/12").project()).isEqualTo("a/b/c/d");
        assertThat(read("https://git.example.com/shop/infra/merge_requests/12").kind()).isEqualTo(ForgeKind.GITLAB);
        assertThat(read("https://bb.example.com/base/projects/SHOP/repos/infra/pull-requests/12/overview"))
                .isEqualTo(new PullRequest(ForgeKind.BITBUCKET_DATA_CENTER, "https://bb.example.com/base", "projects/SHOP/repos/infra", "12"));
        assertThat(read("https://bb.example.com/users/ann/repos/infra/pull-requests/3").project()).isEqualTo("users/ann/repos/infra");
        assertThat(read("https://tea.example.com:3000/git/shop/infra/pulls/12"))
                .isEqualTo(new PullRequest(ForgeKind.GITEA, "https://tea.example.com:3000/git", "shop/infra", "12"));
    }

    @Test
    public void whatIsConfiguredOrNamedDecides() {
        ForgeSettings gitlab = new ForgeSettings("gitlab", "https://Git.Example.com/gitlab/");
        assertThat(read("https://git.example.com/gitlab/shop/infra/-/merge_requests/12", gitlab))
                .isEqualTo(new PullRequest(ForgeKind.GITLAB, "https://git.example.com/gitlab", "shop/infra", "12"));
        assertThat(read("gitea:https://git.example.com/shop/infra/pull/12").kind()).isEqualTo(ForgeKind.GITEA);
        assertThatThrownBy(() -> read("https://git.example.com/gitlab/shop/infra/pull/12", gitlab))
                .isInstanceOf(BadSetting.class).hasMessageContaining("GitLab");
    }

    @Test
    public void theApiIsWhereSuchAForgeHasIt() {
        assertThat(ForgeKind.GITHUB.api("https://github.com")).isEqualTo("https://api.github.com");
        assertThat(ForgeKind.GITHUB.api("https://ghe.example.com")).isEqualTo("https://ghe.example.com/api/v3");
        assertThat(ForgeKind.BITBUCKET_CLOUD.api("https://bitbucket.org")).isEqualTo("https://api.bitbucket.org/2.0");
    }

    @Test
    public void aHostThatOnlyLooksLikeAKnownOneIsNone() {
        KnownForges none = new KnownForges(List.of());
        for (String address : List.of("https://github.com.evil.example/a/b/pull/1", "https://github.com:8443/a/b/pull/1",
                "http://github.com/a/b/pull/1", "https://evil.example/github.com/a/b/pull/1", "https://evilgithub.com/a/b/pull/1")) {
            assertThat(none.isPublic(read(address))).as(address).isFalse();
        }
        assertThat(none.isPublic(read("https://GitHub.com/a/b/pull/1"))).isTrue();
    }

    @Test
    public void aConfiguredAddressIsNotABeginningOfAnother() {
        ForgeSettings forge = new ForgeSettings("gitea", "https://git.example.com");
        KnownForges forges = new KnownForges(List.of(forge));
        assertThat(forges.of(read("https://git.example.com.evil.example/a/b/pulls/1", forge))).isNull();
        assertThat(forges.of(read("https://git.example.com/a/b/pulls/1", forge))).isSameAs(forge);
        assertThat(forges.of(read("http://git.example.com/a/b/pulls/1", forge))).isNull();
    }

    @Test
    public void refusesWhatIsNone() {
        for (String address : List.of("12", "shop/infra#12", "ftp://github.com/a/b/pull/1", "https:///a/b/pull/1", "https://github.com/a/b",
                "https://github.com/a/b/issues/1", "https://github.com/../b/pull/1", "https://github.com/a%2f/b/pull/1", "https://git hub/x",
                "svn:https://github.com/a/b/pull/1", "https://github.com/a/b/pull/99999999999")) {
            assertThatThrownBy(() -> read(address)).as(address).isInstanceOf(BadSetting.class).hasMessageStartingWith("pullRequest: ");
        }
    }

    @Test
    public void saysWhatWasGivenForAnAddress() {
        assertThatThrownBy(() -> read("12")).hasMessageStartingWith("pullRequest: '12' is no address of a pull request.");
        assertThatThrownBy(() -> read("${CHANGE_URL}")).hasMessageContaining("'${CHANGE_URL}'");
    }

    @Test
    public void neverRepeatsAPassword() {
        assertThatThrownBy(() -> read("https://ann:hunter22@github.com/a/b/pull/1"))
                .hasMessageContaining("credentialsId").hasMessageNotContaining("hunter22");
        assertThatThrownBy(() -> read("https://ann:hun ter22@github.com/a/b/pull/1")).hasMessageNotContaining("ter22");
    }

    @Test
    public void hasALabelAndAnAddressForPeople() {
        assertThat(read("https://github.com/shop/infra/pull/12/files").label()).isEqualTo("shop/infra#12");
        assertThat(read("https://gitlab.com/shop/infra/-/merge_requests/12").label()).isEqualTo("shop/infra!12");
        assertThat(read("https://bb.example.com/projects/SHOP/repos/infra/pull-requests/12").label()).isEqualTo("SHOP/infra#12");
        assertThat(read("https://github.com/shop/infra/pull/12/files").url()).isEqualTo("https://github.com/shop/infra/pull/12");
    }
}
