package io.jenkins.plugins.cloudops.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.LocalProxy;
import io.jenkins.plugins.cloudops.credentials.ProxiedHttp;
import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.config.ForgeSettings;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.net.URI;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A forge that can be reached only through a proxy, which may want to know who asks. */
public class ProxyTest {

    /** Of {@code somebody:hunter2}. */
    private static final String SOMEBODY = "Basic c29tZWJvZHk6aHVudGVyMg==";

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private FakeForge forge;

    @Before
    public void open() throws Exception {
        forge = new FakeForge();
        credentials.addText("bot", "forge-token");
    }

    @After
    public void close() {
        forge.close();
    }

    private void proxy(String user, String noProxyHost) {
        site.jenkins().setProxy(LocalProxy.of(URI.create(forge.url()).getPort(), user, "hunter2", noProxyHost));
    }

    private static String test(ForgeKind kind) throws Exception {
        ForgeSettings settings = new ForgeSettings(kind.word(), "http://git.example.com");
        settings.setCredentialsId("bot");
        settings.setAllowHttp(true);
        return new ForgeConnection().test(settings);
    }

    @Test
    public void aForgeIsAskedThroughTheProxy() throws Exception {
        proxy(null, "");

        assertThat(test(ForgeKind.GITHUB)).contains("as jenkins-bot");
        assertThat(forge.requests()).containsExactly("GET http://git.example.com/api/v3/user");
    }

    @Test
    public void theUserOfTheProxyDoesNotKeepTheTokenFromTheForge() throws Exception {
        forge.proxyAuthorization = SOMEBODY;
        proxy("somebody", "");

        for (ForgeKind kind : ForgeKind.values()) {
            assertThat(test(kind)).as(kind.word()).contains("as jenkins-bot");
        }
    }

    @Test
    public void aTokenThatIsNotAcceptedIsSaidToBeSo() {
        credentials.addText("bot", "hunter3");
        proxy("somebody", "");

        assertThatThrownBy(() -> test(ForgeKind.GITHUB)).hasMessageContaining("does not accept the credentials 'bot' (401)");
    }

    @Test
    public void aProxyThatWantsMoreIsNamed() {
        forge.proxyAuthorization = SOMEBODY;
        proxy(null, "");

        assertThatThrownBy(() -> test(ForgeKind.GITHUB)).hasMessageContaining("proxy in Jenkins's configuration").hasMessageContaining("(407)");
    }

    @Test
    public void nobodyElseHearsOfTheUserOfTheProxy() {
        URI uri = URI.create("https://git.example.com/api/v3");
        proxy("somebody", "");
        assertThat(ProxiedHttp.newRequestBuilder(uri).build().headers().firstValue("Proxy-Authorization")).contains(SOMEBODY);

        proxy("somebody", "git.example.com");
        assertThat(ProxiedHttp.newRequestBuilder(uri).build().headers().map()).isEmpty();
    }
}
