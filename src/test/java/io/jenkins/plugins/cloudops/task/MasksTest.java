package io.jenkins.plugins.cloudops.task;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.XmlFile;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.run.ListeningHost;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;

public class MasksTest {

    @Rule
    public final LocalSite site = new LocalSite();

    private final Masks masks = new Masks();
    private final ListeningHost host = new ListeningHost() {
        @Override
        public EnvVars environment() {
            EnvVars environment = new EnvVars();
            environment.put("TOKEN", "token-of-the-build");
            environment.put("PLACE", "not-a-secret");
            return environment;
        }

        @Override
        public Set<String> sensitiveVariables() {
            return Set.of("TOKEN", "MISSING");
        }
    };

    @Test
    public void hidesWhatWasFoundAndWhatTheBuildMasks() throws Exception {
        masks.begin(List.of("first-password"), host);

        assertThat(masks.redactor().redact("first-password token-of-the-build not-a-secret"))
                .doesNotContain("password", "token").contains("not-a-secret");
        assertThat(masks.known()).containsExactly("first-password", "token-of-the-build");
    }

    @Test
    public void whatWasSecretBeforeStaysSo() throws Exception {
        masks.begin(List.of("first-password"), host);
        masks.redactor();
        masks.add(List.of("second-password"), host);

        assertThat(masks.redactor().redact("first-password, second-password")).doesNotContain("password");
    }

    @Test
    public void aRunThatBeginsAnewKnowsNothingOfItsFirstBeginning() throws Exception {
        masks.begin(List.of("first-password"), host);
        masks.begin(List.of("second-password"), host);

        assertThat(masks.known()).containsExactly("second-password", "token-of-the-build");
    }

    @Test
    public void hidesTheSameAfterARestartAndIsNotSavedInTheClear() throws Exception {
        masks.begin(List.of("first-password"), host);
        XmlFile file = new XmlFile(Jenkins.XSTREAM2, new File(site.home().toFile(), "masks.xml"));
        file.write(masks);

        Masks back = (Masks) file.read();

        assertThat(back.known()).isEqualTo(masks.known());
        assertThat(back.redactor().redact("first-password")).doesNotContain("password");
        assertThat(Files.readString(site.home().resolve("masks.xml"))).doesNotContain("first-password", "token-of-the-build");
    }
}
