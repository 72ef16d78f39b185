package io.jenkins.plugins.cloudops.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.cloudops.config.CloudOpsConfiguration;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** On which pull request a build may comment, and where credentials may go. */
public class CommentTargetTest {

    private static final String UNKNOWN = "https://git.example.com/shop/infra/pull/12";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private CommentTarget find(Map<String, String> environment, String pullRequest, String credentialsId) {
        return CommentTarget.find(site.build(), environment, pullRequest, credentialsId);
    }

    private static void configure(String url, String credentialsId, boolean allowHttp) {
        ForgeSettings forge = new ForgeSettings("github", url);
        forge.setCredentialsId(credentialsId);
        forge.setAllowHttp(allowHttp);
        CloudOpsConfiguration.get().setForges(List.of(forge));
    }

    @Test
    public void aBuildForNoPullRequestHasNone() {
        assertThat(find(Map.of(), "", "")).isNull();
        assertThat(find(Map.of("CHANGE_ID", "12"), "", "bot")).isNull();
    }

    @Test
    public void theAddressIsGivenOrInAVariable() {
        assertThat(find(Map.of("CHANGE_URL", "https://github.com/a/b/pull/1"), "https://github.com/shop/infra/pull/12", "bot").pull().label())
                .isEqualTo("shop/infra#12");
        assertThat(find(Map.of("CHANGE_URL", "https://github.com/shop/infra/pull/12"), "", "bot").pull().label()).isEqualTo("shop/infra#12");
        assertThat(find(Map.of("ghprbPullLink", "https://github.com/shop/infra/pull/13"), "", "bot").pull().number()).isEqualTo("13");
        assertThat(find(Map.of("gitlabMergeRequestIid", "14", "gitlabTargetRepoHttpUrl", "https://gitlab.com/shop/infra.git"), "", "bot")
                .pull().url()).isEqualTo("https://gitlab.com/shop/infra/-/merge_requests/14");
    }

    @Test
    public void namedCredentialsGoToAnUnknownHostOnlyIfItIsGivenWithThem() {
        assertThat(find(Map.of(), UNKNOWN, "bot").hasCredentials()).isTrue();
        assertThatThrownBy(() -> find(Map.of("CHANGE_URL", UNKNOWN), "", "bot")).hasMessageContaining("are not sent to https://git.example.com");

        configure("https://git.example.com", "", false);
        assertThat(find(Map.of("CHANGE_URL", UNKNOWN), "", "bot").hasCredentials()).isTrue();
    }

    @Test
    public void credentialsOfTheConfigurationGoToTheirForgeOnly() {
        configure("https://git.example.com", "ours", false);

        assertThat(find(Map.of("CHANGE_URL", UNKNOWN), "", "").hasCredentials()).isTrue();
        assertThat(find(Map.of(), "https://git.example.com.evil.example/shop/infra/pull/12", "").hasCredentials()).isFalse();
        assertThat(find(Map.of(), "https://git.example.com:444/shop/infra/pull/12", "").hasCredentials()).isFalse();
        assertThat(find(Map.of(), "gitea:https://git.example.com/shop/infra/pull/12", "").hasCredentials()).isFalse();
    }

    @Test
    public void withoutCredentialsItIsSaidWhereToNameSome() {
        CommentTarget target = find(Map.of(), UNKNOWN, "");

        assertThat(target.hasCredentials()).isFalse();
        assertThat(target.whyNot()).contains("shop/infra#12", "credentialsId", "https://git.example.com");
    }

    @Test
    public void plainHttpIsForThisMachineOrByConfiguration() {
        String http = "http://git.example.com/shop/infra/pull/12";
        assertThatThrownBy(() -> find(Map.of(), http, "bot")).hasMessageContaining("is not encrypted");
        assertThatThrownBy(() -> find(Map.of(), "http://localhost.evil.example/shop/infra/pull/12", "bot")).hasMessageContaining("not encrypted");
        assertThat(find(Map.of(), "http://localhost:3000/shop/infra/pull/12", "bot").hasCredentials()).isTrue();

        configure("http://git.example.com", "", false);
        assertThatThrownBy(() -> find(Map.of(), http, "bot")).hasMessageContaining("is not encrypted");
        configure("http://git.example.com", "", true);
        assertThat(find(Map.of(), http, "bot").hasCredentials()).isTrue();
    }

    @Test
    public void credentialsOfAnotherTypeAreNamed() {
        credentials.addFile("file", "content");
        CommentTarget target = find(Map.of(), UNKNOWN, "file");

        assertThatThrownBy(target::open).hasMessageContaining("'file'").hasMessageContaining("Secret file");
        assertThatThrownBy(() -> find(Map.of(), UNKNOWN, "nowhere").open()).hasMessageContaining("'nowhere'");
    }
}
