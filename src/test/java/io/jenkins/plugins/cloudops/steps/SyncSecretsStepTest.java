package io.jenkins.plugins.cloudops.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import io.jenkins.plugins.cloudops.secrets.SecretsManagerStub;
import io.jenkins.plugins.cloudops.sync.AwsSecretsManagerSource;
import io.jenkins.plugins.cloudops.sync.DotenvFileTarget;
import io.jenkins.plugins.cloudops.sync.ExternalSecretTarget;
import io.jenkins.plugins.cloudops.sync.JenkinsCredentialsSource;
import io.jenkins.plugins.cloudops.sync.JsonFileTarget;
import io.jenkins.plugins.cloudops.sync.KubernetesSecretTarget;
import io.jenkins.plugins.cloudops.sync.OnePasswordFileTarget;
import io.jenkins.plugins.cloudops.sync.SecretSourceSettings;
import io.jenkins.plugins.cloudops.sync.SecretTargetSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Syncs with the real {@code aws} and {@code kubectl} and servers on loopback. */
public class SyncSecretsStepTest {

    private static final String PASSWORD = "canary-Pa55$word-of-the-shop";

    @Rule
    public LocalSite site = new LocalSite();

    @Rule
    public LocalCredentials credentials = new LocalCredentials();

    private SecretsManagerStub aws;
    private ClusterStub cluster;

    @Before
    public void servers() throws Exception {
        Tools.require("aws");
        Tools.require("kubectl");
        aws = new SecretsManagerStub();
        cluster = new ClusterStub();
        credentials.addPassword("aws-ops", "AKIDEXAMPLE", "canary-key-of-aws");
        credentials.addFile("prod-kube", cluster.kubeconfig());
        aws.put("shop/postgres", "{\"username\":\"shop\",\"password\":\"" + PASSWORD + "\",\"port\":5432}");
        aws.put("shop/api/token", "canary-token-of-the-api");
    }

    @After
    public void stop() {
        aws.close();
        cluster.close();
    }

    private AwsSecretsManagerSource shop() {
        AwsSecretsManagerSource source = new AwsSecretsManagerSource();
        source.setPrefix("shop/");
        source.setRegion("us-west-2");
        source.setCredentialsId("aws-ops");
        source.setEndpoint(aws.url());
        return source;
    }

    private static KubernetesSecretTarget kubernetes() {
        KubernetesSecretTarget target = new KubernetesSecretTarget("shop");
        target.setKubeconfigCredentialsId("prod-kube");
        return target;
    }

    private static SyncSecretsStep step(SecretSourceSettings from, SecretTargetSettings... to) {
        SyncSecretsStep step = new SyncSecretsStep();
        step.setFrom(from);
        step.setTo(List.of(to));
        return step;
    }

    private Map<?, ?> run(SyncSecretsStep step) throws Exception {
        Map<?, ?> report = (Map<?, ?>) site.start("step " + System.nanoTime(), step).result();
        assertThat(site.leftovers()).isEmpty();
        return report;
    }

    private String refused(SyncSecretsStep step) throws Exception {
        LocalStep started = site.start("step " + System.nanoTime(), step);
        String sentence = started.failure().getMessage();
        assertThat(site.leftovers()).isEmpty();
        assertThat(cluster.writes()).isEmpty();
        assertThat(sentence).doesNotContain("canary");
        return sentence;
    }

    private static Map<String, Integer> counts(Map<?, ?> report) {
        return Map.of("created", (Integer) report.get("created"), "updated", (Integer) report.get("updated"), "unchanged",
                (Integer) report.get("unchanged"), "pruned", (Integer) report.get("pruned"), "conflicts",
                (Integer) report.get("conflicts"), "failed", (Integer) report.get("failed"));
    }

    private static Map<String, Integer> counts(int created, int updated, int unchanged, int pruned, int conflicts) {
        return Map.of("created", created, "updated", updated, "unchanged", unchanged, "pruned", pruned, "conflicts", conflicts,
                "failed", 0);
    }

    @Test
    public void carriesSecretsIntoANamespaceAndWritesNothingTheSecondTime() throws Exception {
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(2, 0, 0, 0, 0));
        assertThat(cluster.data("shop", "postgres"))
                .isEqualTo(Map.of("username", "shop", "password", PASSWORD, "port", "5432"));
        assertThat(cluster.data("shop", "api-token")).isEqualTo(Map.of("value", "canary-token-of-the-api"));
        assertThat(cluster.metadata("shop", "postgres").toString()).contains("app.kubernetes.io/managed-by=cloudops-pipeline")
                .contains("cloudops.jenkins.io/source=shop/postgres").contains("cloudops.jenkins.io/trace-id=");

        cluster.forgetCalls();
        aws.forgetCalls();
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(0, 0, 2, 0, 0));
        assertThat(cluster.writes()).isEmpty();
        assertThat(aws.calls()).containsExactly("ListSecrets");
        site.assertNowhere("canary");
    }

    @Test
    public void getsManyPageByPageInOneCall() throws Exception {
        for (int i = 0; i < 45; i++) {
            aws.put("shop/more-" + i, "canary-" + i);
        }
        aws.put("shop-of-others", "canary-of-others");

        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(47, 0, 0, 0, 0));
        assertThat(cluster.data("shop", "more-44")).isEqualTo(Map.of("value", "canary-44"));
        assertThat(cluster.data("shop", "postgres")).containsEntry("password", PASSWORD);
        assertThat(aws.calls()).containsExactly("ListSecrets", "BatchGetSecretValue", "BatchGetSecretValue", "BatchGetSecretValue");

        aws.put("shop/more-7", "canary-next");
        aws.forgetCalls();
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(0, 1, 46, 0, 0));
        assertThat(aws.calls()).containsExactly("ListSecrets", "BatchGetSecretValue");
        assertThat(aws.read()).contains("shop/more-44").doesNotContain("shop-of-others");
        site.assertNowhere("canary");
    }

    @Test
    public void asksByIdForWhatAFilterDoesNotGive() throws Exception {
        for (int i = 0; i < 20; i++) {
            aws.put("shop/more-" + i, "canary-" + i);
        }
        aws.fail("BatchGetSecretValue", "ResourceNotFoundException");
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(22, 0, 0, 0, 0));
        assertThat(aws.calls()).containsExactly("ListSecrets", "BatchGetSecretValue", "BatchGetSecretValue", "BatchGetSecretValue");
    }

    @Test
    public void saysWhyAFilterIsRefusedWithoutAskingAgain() throws Exception {
        for (int i = 0; i < 20; i++) {
            aws.put("shop/more-" + i, "canary-" + i);
        }
        aws.fail("BatchGetSecretValue", "always AccessDeniedException");
        assertThat(refused(step(shop(), kubernetes()))).contains("secretsmanager:BatchGetSecretValue");
        assertThat(aws.calls()).containsExactly("ListSecrets", "BatchGetSecretValue");
    }

    @Test
    public void writesOnlyWhatHasChangedAtEitherSide() throws Exception {
        run(step(shop(), kubernetes()));
        aws.put("shop/postgres", "{\"username\":\"shop\",\"password\":\"canary-next\"}");
        cluster.forgetCalls();

        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(0, 1, 1, 0, 0));
        assertThat(cluster.data("shop", "postgres")).isEqualTo(Map.of("username", "shop", "password", "canary-next"));
        assertThat(cluster.writes()).hasSize(1);

        cluster.put("shop", "postgres", Map.of("password", "somebody was here"));
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(0, 0, 1, 0, 1));
    }

    @Test
    public void renamesWhatTheMapSaysAndTakesNothingElse() throws Exception {
        SyncSecretsStep step = step(shop(), kubernetes(), new DotenvFileTarget("shop.env"));
        step.setMap(Map.of("shop/postgres", Map.of("name", "postgres-credentials", "keys",
                Map.of("username", "POSTGRES_USER", "password", "POSTGRES_PASSWORD"))));

        assertThat(counts(run(step))).isEqualTo(counts(2, 0, 0, 0, 0));
        assertThat(cluster.data("shop", "postgres-credentials"))
                .isEqualTo(Map.of("POSTGRES_USER", "shop", "POSTGRES_PASSWORD", PASSWORD));
        assertThat(cluster.count("shop")).isEqualTo(1);
        assertThat(Files.readString(site.workspace().resolve("shop.env"))).contains(
                "POSTGRES_CREDENTIALS_POSTGRES_PASSWORD='" + PASSWORD + "'");
    }

    @Test
    public void aDryRunSaysWhatWouldBeDoneAndDoesNothing() throws Exception {
        SyncSecretsStep step = step(shop(), kubernetes(), new JsonFileTarget("sub/shop.json"));
        step.setDryRun(true);

        assertThat(counts(run(step))).isEqualTo(counts(4, 0, 0, 0, 0));
        assertThat(cluster.writes()).isEmpty();
        assertThat(site.workspace().resolve("sub")).doesNotExist();
    }

    @Test
    public void filesCanBeReadByTheirOwnerAloneAndGoWithTheBuild() throws Exception {
        OnePasswordFileTarget kept = new OnePasswordFileTarget("backup.csv");
        kept.setKeep(true);

        assertThat(counts(run(step(shop(), kept, new DotenvFileTarget("shop.env"))))).isEqualTo(counts(4, 0, 0, 0, 0));
        Path env = site.workspace().resolve("shop.env");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env))).isEqualTo("rw-------");
        assertThat(Files.readString(env)).isEqualTo("API_TOKEN='canary-token-of-the-api'\nPOSTGRES_PASSWORD='" + PASSWORD
                + "'\nPOSTGRES_PORT='5432'\nPOSTGRES_USERNAME='shop'\n");
        assertThat(Files.readString(site.workspace().resolve("backup.csv"))).isEqualTo("Title,Website,Username,Password,Notes\n"
                + "api/token,,,canary-token-of-the-api,\npostgres,,shop," + PASSWORD + ",port: 5432\n");

        assertThat(counts(run(step(shop(), kept)))).isEqualTo(counts(0, 0, 2, 0, 0));
        site.build().end();
        Eventually.holds(() -> assertThat(env).doesNotExist());
        assertThat(site.workspace().resolve("backup.csv")).exists();
    }

    @Test
    public void aFileIsATargetOnceHoweverItIsWritten() throws Exception {
        String absolute = site.workspace().resolve("shop.txt").toString();
        for (String other : List.of("./shop.txt", "directory/../shop.txt", absolute)) {
            assertThat(refused(step(shop(), new DotenvFileTarget("shop.txt"), new JsonFileTarget(other))))
                    .isEqualTo("The target jsonFile " + other + " is there twice. Remove one of them.");
            assertThat(site.workspace().resolve("shop.txt")).doesNotExist();
        }
    }

    @Test
    public void saysWhatTheSystemSaysOfAFileThatCannotBe() throws Exception {
        String name = "x".repeat(300);
        assertThat(refused(step(shop(), new DotenvFileTarget(name))))
                .contains("Cannot write dotenvFile " + name + ": File name too long. Check that the agent may write there.").doesNotContain("java.");
        site.write("file");
        assertThat(refused(step(shop(), new DotenvFileTarget("file/shop.env")))).contains("Cannot write dotenvFile file/shop.env: ")
                .doesNotContain("java.");
    }

    @Test
    public void credentialsThatHoldNoAccessKeyAreRefusedByTheirType() throws Exception {
        AwsSecretsManagerSource source = shop();
        source.setCredentialsId("prod-kube");
        assertThat(refused(step(source, kubernetes()))).startsWith("credentialsId: the credentials 'prod-kube' are of the type ")
                .contains("but 'AWS Credentials, or Username with password with an access key' is needed");
    }

    @Test
    public void leavesAloneWhatIsNotOursUnlessToldToAdoptIt() throws Exception {
        cluster.put("shop", "postgres", Map.of("password", "of somebody else", "extra", "stays"));
        SyncSecretsStep step = step(shop(), kubernetes());
        assertThat(counts(run(step))).isEqualTo(counts(1, 0, 0, 0, 1));
        assertThat(cluster.data("shop", "postgres")).containsEntry("password", "of somebody else");

        step.setAdopt(true);
        assertThat(counts(run(step))).isEqualTo(counts(0, 1, 1, 0, 0));
        assertThat(cluster.data("shop", "postgres")).containsEntry("password", PASSWORD).containsEntry("extra", "stays");
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(0, 0, 2, 0, 0));
    }

    @Test
    public void whatTheOperatorOwnsIsAConflictEvenToAdopt() throws Exception {
        cluster.external("shop", "postgres", "shop/postgres");
        SyncSecretsStep step = step(shop(), kubernetes());
        step.setAdopt(true);
        assertThat(counts(run(step))).isEqualTo(counts(1, 0, 0, 0, 1));
    }

    @Test(timeout = 600_000)
    public void carriesCredentialsToAFileWithoutAnyCall() throws Exception {
        credentials.addText("a-token", "canary-of-a-token");

        assertThat(run(step(new JenkinsCredentialsSource(List.of("a-token")), new DotenvFileTarget("secrets.env"))).get("failed")).isEqualTo(0);
        assertThat(site.workspace().resolve("secrets.env")).content().contains("canary-of-a-token");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    public void tellsTheOperatorToRefreshAndWaitsUntilItIsReady() throws Exception {
        cluster.external("shop", "postgres-external", "shop/postgres");
        cluster.external("shop", "api-token", "shop/api/token");
        ExternalSecretTarget target = new ExternalSecretTarget("shop");
        target.setKubeconfigCredentialsId("prod-kube");

        assertThat(counts(run(step(shop(), target)))).isEqualTo(counts(0, 2, 0, 0, 0));
        assertThat(counts(run(step(shop(), target)))).isEqualTo(counts(0, 0, 2, 0, 0));
        assertThat(aws.calls()).containsOnly("ListSecrets");

        aws.put("shop/postgres", "another");
        cluster.refreshIn(-100);
        target.setWait("2s");
        assertThat(site.start("s", step(shop(), target)).failure()).hasMessageContaining("SecretSyncedError")
                .hasMessageContaining("1 of the secrets could not be synced");
    }

    @Test
    public void removesOnlyWhatWeMadeAndIsGone() throws Exception {
        run(step(shop(), kubernetes()));
        cluster.put("shop", "of-somebody", Map.of("a", "b"));
        aws.delete("shop/postgres");
        assertThat(run(step(shop(), kubernetes())).get("orphaned")).isEqualTo(1);
        SyncSecretsStep step = step(shop(), kubernetes());
        step.setPrune(true);
        assertThat(counts(run(step))).isEqualTo(counts(0, 0, 1, 1, 0));
        assertThat(cluster.data("shop", "postgres")).isNull();
        assertThat(cluster.data("shop", "of-somebody")).isNotNull();
    }

    @Test
    public void neverRemovesEverythingOrMoreThanTheLimit() throws Exception {
        for (int i = 0; i < 4; i++) {
            aws.put("shop/more" + i, "canary" + i);
        }
        run(step(shop(), kubernetes()));
        cluster.forgetCalls();
        for (int i = 0; i < 4; i++) {
            aws.delete("shop/more" + i);
        }
        SyncSecretsStep step = step(shop(), kubernetes());
        step.setPrune(true);
        step.setPruneLimit(3);
        assertThat(refused(step)).contains("4 secrets would be removed, and pruneLimit is 3");
    }

    @Test
    public void carriesCredentialsOfJenkins() throws Exception {
        credentials.addText("a-token", "canary-of-jenkins");
        credentials.addPassword("a-user", "me", "canary-of-me");
        JenkinsCredentialsSource source = new JenkinsCredentialsSource(List.of("a-token", "a-user"));
        assertThat(counts(run(step(source, kubernetes())))).isEqualTo(counts(2, 0, 0, 0, 0));
        assertThat(cluster.data("shop", "a-user")).isEqualTo(Map.of("username", "me", "password", "canary-of-me"));
        assertThat(counts(run(step(source, kubernetes())))).isEqualTo(counts(0, 0, 2, 0, 0));
        site.assertNowhere("canary");
    }

    @Test
    public void onesFailureDoesNotHideTheOthersAndRunningAgainContinues() throws Exception {
        cluster.fail("PATCH /api/v1/namespaces/shop/secrets/postgres", 403);
        assertThat(site.start("s", step(shop(), kubernetes(), new DotenvFileTarget("e.env"))).failure())
                .hasMessageContaining("1 of the secrets could not be synced").hasMessageContaining("cannot patch resource \"secrets\"");
        assertThat(cluster.data("shop", "api-token")).isNotNull();
        assertThat(site.workspace().resolve("e.env")).exists();
        cluster.heal();
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(1, 0, 1, 0, 0));
    }

    @Test
    public void slowsDownWhereSomebodyAsksForIt() throws Exception {
        cluster.fail("PATCH /api/v1/namespaces/shop/secrets/postgres", 429, 0);
        aws.fail("GetSecretValue", "ThrottlingException");
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(2, 0, 0, 0, 0));
    }

    @Test
    public void getsAnEarlierVersionOneByOne() throws Exception {
        aws.put("shop/postgres", "{\"username\":\"next\"}");
        AwsSecretsManagerSource source = shop();
        source.setNames(List.of("shop/postgres"));
        source.setStage("AWSPREVIOUS");
        run(step(source, kubernetes()));
        assertThat(cluster.data("shop", "postgres")).containsEntry("password", PASSWORD);
        assertThat(aws.calls()).contains("GetSecretValue").doesNotContain("BatchGetSecretValue");
    }

    @Test
    public void carriesBinaryValuesWhereTheyCanBe() throws Exception {
        aws.put("shop/binary", new byte[] {0, 1, (byte) 255});
        assertThat(refused(step(shop(), kubernetes(), new DotenvFileTarget("x.env"))))
                .contains("\"shop/binary\" is binary").contains("dotenvFile x.env");
        assertThat(site.workspace().resolve("x.env")).doesNotExist();
        assertThat(counts(run(step(shop(), kubernetes())))).isEqualTo(counts(3, 0, 0, 0, 0));
    }

    @Test
    public void saysWhatIsWrongBeforeAnythingIsWritten() throws Exception {
        SyncSecretsStep missingKey = step(shop(), kubernetes());
        missingKey.setMap(Map.of("shop/postgres", Map.of("keys", Map.of("nope", "X"))));
        assertThat(refused(missingKey)).contains("no key \"nope\"").contains("username, password, port");

        SyncSecretsStep noJson = step(shop(), kubernetes());
        noJson.setMap(Map.of("shop/api/token", Map.of("keys", Map.of("a", "X"))));
        assertThat(refused(noJson)).contains("\"shop/api/token\" is no JSON object");

        SyncSecretsStep twice = step(shop(), kubernetes());
        twice.setMap(Map.of("shop/postgres", Map.of("name", "one", "keys", Map.of("username", "X")),
                "shop/api/token", Map.of("name", "one", "keys", Map.of("value", "X"))));
        assertThat(refused(twice)).contains("same key").contains("\"X\" of \"one\"");

        SyncSecretsStep name = step(shop(), kubernetes());
        name.setMap(Map.of("shop/postgres", "Postgres_1"));
        assertThat(refused(name)).contains("\"Postgres_1\"").contains("no name of a Secret");

        SyncSecretsStep unknown = step(shop(), kubernetes());
        unknown.setMap(Map.of("shop/other", "other"));
        assertThat(refused(unknown)).contains("shop/other").contains("shop/api/token, shop/postgres");

        AwsSecretsManagerSource nothing = shop();
        nothing.setPrefix("shopp/");
        assertThat(refused(step(nothing, kubernetes()))).contains("has no secret that is asked for");

        aws.fail("GetSecretValue", "always AccessDeniedException");
        assertThat(refused(step(shop(), kubernetes()))).contains("not authorized to perform: secretsmanager:").contains("GetSecretValue");
        aws.heal();
        aws.fail("ListSecrets", "always ExpiredTokenException");
        assertThat(refused(step(shop(), kubernetes()))).contains("ExpiredTokenException");
        aws.heal();
        cluster.fail("GET /api/v1/namespaces/shop/secrets", 403);
        assertThat(refused(step(shop(), kubernetes()))).contains("cannot list resource \"secrets\"");
    }
}
