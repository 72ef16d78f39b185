package io.jenkins.plugins.cloudops.steps;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.cloudops.builders.SyncSecretsBuilder;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.harness.Vault;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import io.jenkins.plugins.cloudops.secrets.SecretsManagerStub;
import io.jenkins.plugins.cloudops.sync.AwsSecretsManagerSource;
import io.jenkins.plugins.cloudops.sync.DotenvFileTarget;
import io.jenkins.plugins.cloudops.sync.ExternalSecretTarget;
import io.jenkins.plugins.cloudops.sync.JenkinsCredentialsSource;
import io.jenkins.plugins.cloudops.sync.KubernetesSecretTarget;
import io.jenkins.plugins.cloudops.task.TerraformOutputsSource;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Syncs with the real CLIs on an agent, from a Jenkinsfile in the sandbox and from a form. */
public class SyncSecretsTest {

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    private SecretsManagerStub aws;
    private ClusterStub cluster;
    private Path agent;

    @Before
    public void servers() throws Exception {
        for (String tool : List.of("aws", "kubectl")) {
            assumeTrue("needs " + tool, Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool))));
        }
        aws = new SecretsManagerStub();
        cluster = new ClusterStub();
        aws.put("shop/postgres", "{\"username\":\"shop\",\"password\":\"postgres-" + Vault.SECRET + "\"}");
        aws.put("shop/token", "token-" + Vault.SECRET);
    }

    @After
    public void stop() {
        if (aws != null) {
            aws.release();
            aws.close();
            cluster.close();
        }
    }

    private static InboundAgentRule.Options far() {
        return InboundAgentRule.Options.newBuilder().name("far").build();
    }

    private void fill() throws Exception {
        List<com.cloudbees.plugins.credentials.Credentials> vault = SystemCredentialsProvider.getInstance().getCredentials();
        vault.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "aws-ops", "", "AKIDEXAMPLE", "key-" + Vault.SECRET));
        vault.add(new FileCredentialsImpl(CredentialsScope.GLOBAL, "prod-kube", "", "kubeconfig",
                SecretBytes.fromBytes(cluster.kubeconfig().getBytes(StandardCharsets.UTF_8))));
        SystemCredentialsProvider.getInstance().save();
    }

    private String script() {
        return """
                node('far') {
                  def report = syncSecrets(
                    from: awsSecretsManager(prefix: 'shop/', region: 'us-west-2', credentialsId: 'aws-ops', endpoint: '%s'),
                    to: [ kubernetesSecret(namespace: 'shop', kubeconfigCredentialsId: 'prod-kube'), onePasswordFile(path: 'backup.csv') ],
                    map: [ 'shop/postgres': [name: 'postgres-credentials', keys: [username: 'POSTGRES_USER', password: 'POSTGRES_PASSWORD']],
                           'shop/token': "to${'ken'}" ],
                    dryRun: false, prune: false)
                  echo "report: ${report.created}, ${report.updated}, ${report.unchanged}, ${report.details.size()}"
                  sh 'test "$(stat -c %%a backup.csv)" = 600'
                }
                """.formatted(aws.url());
    }

    @Test
    public void goesOnOverARestartAndLeavesNoValueAnywhere() throws Throwable {
        aws.hold("GetSecretValue");
        sessions.then(jenkins -> {
            agent = Path.of(agents.createAgent(jenkins, far()).getRemoteFS());
            fill();
            Jobs.pipeline(jenkins, "shop", script()).scheduleBuild2(0).waitForStart();
            aws.awaitHeld();
        });
        aws.release();
        sessions.then(jenkins -> {
            agents.start(jenkins, far());
            WorkflowJob job = jenkins.jenkins.getItemByFullName("shop", WorkflowJob.class);
            WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(job.getBuildByNumber(1)));
            jenkins.assertLogContains("report: 4, 0, 0, 4", build);
            assertEquals(Map.of("POSTGRES_USER", "shop", "POSTGRES_PASSWORD", "postgres-" + Vault.SECRET),
                    cluster.data("shop", "postgres-credentials"));
            assertEquals(2, cluster.count("shop"));
            Runs.assertNothingLeft(jenkins.jenkins.getRootDir(), agent.resolve("workspace/shop"));
            awaitGone(agent.resolve("workspace/shop/backup.csv"));

            cluster.forgetCalls();
            build = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0));
            jenkins.assertLogContains("report: 2, 0, 2, 4", build);
            assertEquals(List.of(), cluster.writes());
            awaitGone(agent.resolve("workspace/shop/backup.csv"));
            assertEquals(List.of(), Vault.leaks(jenkins.jenkins.getRootDir().toPath().resolve("jobs"),
                    jenkins.jenkins.getRootDir().toPath().resolve("cloudops-pipeline"), agent));
            try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
                String page = client.getPage(build, "cloudops-secrets").asNormalizedText();
                assertTrue(page, page.contains("postgres-credentials") && page.contains("2 created, 0 updated, 2 unchanged"));
                assertFalse(page, page.contains(Vault.SECRET));
            }
        });
    }

    private static void awaitGone(Path file) throws InterruptedException {
        for (int i = 0; i < 120 && Files.exists(file); i++) {
            Thread.sleep(500);
        }
        assertFalse(file + " is gone", Files.exists(file));
    }

    @Test
    public void theFormKeepsWhatItWasGiven() throws Throwable {
        sessions.then(jenkins -> {
            fill();
            AwsSecretsManagerSource source = new AwsSecretsManagerSource();
            source.setPrefix("shop/");
            source.setNames(List.of("a", "b"));
            source.setTags(Map.of("team", "shop"));
            source.setCredentialsId("aws-ops");
            ExternalSecretTarget external = new ExternalSecretTarget("other");
            external.setWait("2m");
            SyncSecretsBuilder builder = new SyncSecretsBuilder();
            builder.setFrom(source);
            builder.setTo(List.of(new KubernetesSecretTarget("shop"), external, new DotenvFileTarget("a.env")));
            builder.setMap(Map.of("a", Map.of("name", "b", "keys", Map.of("c", "d"))));
            builder.setPrune(true);
            builder.setPruneLimit(7);
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(builder);
            jenkins.configRoundtrip(job);
            SyncSecretsBuilder back = job.getBuildersList().get(SyncSecretsBuilder.class);
            assertNotNull(back);
            AwsSecretsManagerSource from = (AwsSecretsManagerSource) back.getFrom();
            assertEquals(List.of("a", "b"), from.getNames());
            assertEquals(Map.of("team", "shop"), from.getTags());
            assertEquals("aws-ops", from.getCredentialsId());
            assertEquals(3, back.getTo().size());
            assertEquals("2m", ((ExternalSecretTarget) back.getTo().get(1)).getWait());
            assertEquals("a.env", ((DotenvFileTarget) back.getTo().get(2)).getPath());
            assertEquals(builder.getMap(), back.getMap());
            assertTrue(back.isPrune());
            assertEquals(7, back.getPruneLimit());

            builder.setFrom(new JenkinsCredentialsSource(List.of("x", "y")));
            job.getBuildersList().replace(builder);
            jenkins.configRoundtrip(job);
            back = job.getBuildersList().get(SyncSecretsBuilder.class);
            assertEquals(List.of("x", "y"), ((JenkinsCredentialsSource) back.getFrom()).getIds());

            TerraformOutputsSource outputs = new TerraformOutputsSource();
            outputs.setStack("stacks/shop");
            outputs.setNames(List.of("password"));
            outputs.setBackendConfig(Map.of("path", "x"));
            builder.setFrom(outputs);
            job.getBuildersList().replace(builder);
            jenkins.configRoundtrip(job);
            TerraformOutputsSource kept = (TerraformOutputsSource) job.getBuildersList().get(SyncSecretsBuilder.class).getFrom();
            assertEquals("stacks/shop", kept.getStack());
            assertEquals(List.of("password"), kept.getNames());
            assertEquals(Map.of("path", "x"), kept.getBackendConfig());
        });
    }
}
