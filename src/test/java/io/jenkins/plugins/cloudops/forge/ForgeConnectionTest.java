package io.jenkins.plugins.cloudops.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.local.LocalSite;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** What the button says that tests the connection to a forge. */
public class ForgeConnectionTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private FakeForge forge;

    @Before
    public void open() throws Exception {
        forge = new FakeForge();
        credentials.addText("bot", "forge-token");
        credentials.addText("wrong", "hunter2");
    }

    @After
    public void close() {
        forge.close();
    }

    private String test(String kind, String apiUrl, String credentialsId) throws Exception {
        ForgeSettings settings = new ForgeSettings(kind, forge.url());
        settings.setApiUrl(apiUrl);
        settings.setCredentialsId(credentialsId);
        return new ForgeConnection().test(settings);
    }

    @Test
    public void saysWhoseTheCredentialsAre() throws Exception {
        for (ForgeKind kind : ForgeKind.values()) {
            assertThat(test(kind.word(), "", "bot")).as(kind.word()).endsWith("accepts the credentials, as jenkins-bot.");
        }
    }

    @Test
    public void saysItOfAnAppAndOfATokenThatMayNotAsk() throws Exception {
        forge.tellsWho = false;

        assertThat(test("github", "", "bot")).endsWith("accepts the credentials, as jenkins-bot.");
        assertThat(test("gitea", "", "bot")).endsWith("accepts the credentials; it does not tell whose they are.");
    }

    @Test
    public void credentialsThatAreNotAcceptedAreNoSuccess() {
        for (ForgeKind kind : ForgeKind.values()) {
            assertThatThrownBy(() -> test(kind.word(), "", "wrong")).as(kind.word())
                    .hasMessageContaining("does not accept the credentials 'wrong' (401)").hasMessageNotContaining("hunter2");
        }
    }

    @Test
    public void aWrongAddressOfTheApiIsNoSuccess() {
        for (ForgeKind kind : ForgeKind.values()) {
            assertThatThrownBy(() -> test(kind.word(), forge.url() + "/api/v9", "bot")).as(kind.word())
                    .hasMessageContaining("has no API at " + forge.url() + "/api/v9 (404)");
        }
    }

    @Test
    public void whatIsMissingIsNamedAndNobodyIsAsked() {
        assertThatThrownBy(() -> test("", "", "bot")).hasMessageContaining("Choose a kind");
        assertThatThrownBy(() -> test("github", "somewhere", "bot")).hasMessageContaining("Choose a kind and give an address");
        assertThatThrownBy(() -> test("github", "", "")).hasMessageContaining("Choose credentials");
        assertThatThrownBy(() -> test("github", "", "nowhere")).hasMessageContaining("'nowhere'");
        assertThatThrownBy(() -> test("github", "http://git.example.com/api/v3", "bot")).hasMessageContaining("is not encrypted");
        assertThat(forge.requests()).isEmpty();
    }
}
