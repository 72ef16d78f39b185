package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.model.LocalBuild;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import io.jenkins.plugins.cloudops.secrets.SecretsManagerStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Runs the examples that sync secrets, with the real CLIs and servers on loopback. */
public class SecretExamplesTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private final List<String> questions = new ArrayList<>();
    private SecretsManagerStub aws;
    private ClusterStub cluster;
    private LocalLog log;
    private int number = 6;

    @Before
    public void servers() throws Exception {
        Tools.require("aws");
        Tools.require("kubectl");
        Tools.require("terraform");
        aws = new SecretsManagerStub();
        cluster = new ClusterStub();
        credentials.addPassword("aws-ops", "AKIDEXAMPLE", "canary-key-of-aws");
        credentials.addFile("prod-kube", cluster.kubeconfig());
    }

    @After
    public void stop() {
        aws.close();
        cluster.close();
    }

    private Result run(String example, Map<String, String> parameters) throws IOException {
        Path directory = Path.of("examples", example).toAbsolutePath();
        LocalBuild build = new LocalBuild(example + "#" + ++number, site.home().resolve("builds/" + number).toFile());
        log = new LocalLog(build.getRootDir().toPath().resolve("log"));
        // As its README says to do for an emulator.
        String jenkinsfile = Files.readString(directory.resolve("Jenkinsfile"))
                .replace("awsSecretsManager(", "awsSecretsManager(endpoint: '" + aws.url() + "', ");
        return new LocalPipeline(build, log, site.workspace(), parameters).from(directory).answering(questions::add).run(jenkinsfile);
    }

    @Test
    public void asksAboutTheDifferenceAndNothingTheSecondTime() throws Exception {
        aws.put("shop/postgres", "{\"username\":\"shop\",\"password\":\"canary-of-postgres\"}");
        aws.put("shop/other", "canary-of-others");

        assertThat(run("secrets", Map.of())).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(questions).containsExactly("1 secrets to create, 0 to update. Sync?");
        assertThat(cluster.data("shop", "postgres-credentials"))
                .isEqualTo(Map.of("POSTGRES_USER", "shop", "POSTGRES_PASSWORD", "canary-of-postgres"));
        assertThat(cluster.count("shop")).isEqualTo(1);
        assertThat(log.text()).contains("1 created, 0 updated, 0 unchanged");

        questions.clear();
        assertThat(run("secrets", Map.of())).isEqualTo(Result.SUCCESS);
        assertThat(questions).isEmpty();
        site.assertNowhere("canary");
    }

    @Test
    public void aWholeDay() throws Exception {
        assertThat(run("deploy-all", Map.of())).as(log::text).isEqualTo(Result.SUCCESS);

        assertThat(log.text()).contains("Applied: 2 created", "2 created, 0 updated, 0 unchanged", "secret/database-password",
                "Release 1.0.0 of the shop is at https://shop.example.com");
        String password = cluster.data("shop", "database-password").get("value");
        assertThat(password).isNotEmpty();
        assertThat(log.text()).doesNotContain(password);
        Eventually.holds(() -> assertThat(site.workspace().resolve("shop.env")).doesNotExist());

        assertThat(run("deploy-all", Map.of("ACTION", "destroy"))).as(log::text).isEqualTo(Result.SUCCESS);
        assertThat(log.text()).contains("[Pipeline] terraformDestroy").doesNotContain("[Pipeline] syncSecrets");
    }
}
