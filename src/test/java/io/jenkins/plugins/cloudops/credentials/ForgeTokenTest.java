package io.jenkins.plugins.cloudops.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.LocalCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.cloudops.local.LocalSite;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.Rule;
import org.junit.Test;

/** What lets a build in at a forge, of the types of credentials that there are. */
public class ForgeTokenTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private ForgeToken token(String id) {
        return new BuildCredentials(site.build()).forge("credentialsId", id);
    }

    @Test
    public void aSecretTextIsATokenAndAPasswordHasAUser() {
        credentials.addText("text", "hunter2");
        credentials.addPassword("password", "bot", "hunter3");

        assertThat(token("text").secret()).isEqualTo("hunter2");
        assertThat(token("text").hasUser()).isFalse();
        assertThat(token("password").secret()).isEqualTo("hunter3");
        assertThat(token("password").hasUser()).isTrue();
        assertThat(token("password")).hasToString("ForgeToken[password]");
    }

    @Test
    public void whatIsBothIsATokenAsThoseOfThePluginForGitea() {
        credentials.add("gitea", new Both("gitea"));

        assertThat(token("gitea").secret()).isEqualTo("hunter2");
        assertThat(token("gitea").hasUser()).isFalse();
    }

    @Test
    public void thoseOfTheConfigurationAreWhatTheyAreForTheBuildAsThoseOfAnApp() {
        credentials.add("app", new App("app", ""));

        assertThat(new BuildCredentials(site.build()).configuredForge("https://github.com", "app").secret()).isEqualTo("of-" + site.build());
        assertThatThrownBy(() -> BuildCredentials.configuredForgeAlone("https://github.com", "app")).hasMessageContaining("several owners");
    }

    @Test
    public void othersAreNamedWithTheirType() {
        credentials.addFile("file", "hunter2");

        assertThatThrownBy(() -> token("file")).hasMessageContaining("'file'").hasMessageContaining("'Secret file'").hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> BuildCredentials.configuredForgeAlone("https://github.com", "file"))
                .hasMessageContaining("https://github.com").hasMessageContaining("'file'");
    }

    private record Both(String getId) implements StandardUsernamePasswordCredentials, StringCredentials {

        @Override
        public String getUsername() {
            return "hunter2";
        }

        @Override
        public Secret getPassword() {
            return getSecret();
        }

        @Override
        public Secret getSecret() {
            return Secret.fromString("hunter2");
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            throw new AssertionError("nobody has to know the type");
        }
    }

    /** Asks for nothing before it is asked, and is good only for a build. */
    private record App(String getId, String owner) implements StandardUsernamePasswordCredentials {

        @Override
        public String getUsername() {
            return "54321";
        }

        @Override
        public Secret getPassword() {
            if (owner.isEmpty()) {
                throw new IllegalArgumentException("there are several owners");
            }
            return Secret.fromString("of-" + owner);
        }

        @Override
        public Credentials forRun(Run<?, ?> context) {
            return new App(getId, context.toString());
        }

        @Override
        public CredentialsDescriptor getDescriptor() {
            throw new AssertionError("nobody has to know the type");
        }
    }
}
