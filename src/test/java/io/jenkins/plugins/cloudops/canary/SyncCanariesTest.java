package io.jenkins.plugins.cloudops.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import io.jenkins.plugins.cloudops.secrets.SecretsManagerStub;
import io.jenkins.plugins.cloudops.steps.SyncSecretsStep;
import io.jenkins.plugins.cloudops.sync.AwsSecretsManagerSource;
import io.jenkins.plugins.cloudops.sync.DotenvFileTarget;
import io.jenkins.plugins.cloudops.sync.JenkinsCredentialsSource;
import io.jenkins.plugins.cloudops.sync.JsonFileTarget;
import io.jenkins.plugins.cloudops.sync.KubernetesSecretTarget;
import io.jenkins.plugins.cloudops.sync.OnePasswordFileTarget;
import io.jenkins.plugins.cloudops.sync.SecretSourceSettings;
import io.jenkins.plugins.cloudops.sync.SecretTargetSettings;
import io.jenkins.plugins.cloudops.task.TerraformOutputsSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Forty secrets go from every source to every target, with what the sources are reached with among them: through a sync, a
 * refusal, a failure, a restart and an abort. Then all that was written is searched, the agent workspace included once the
 * build is over, but for the state of the stack, which is the user's.
 */
public class SyncCanariesTest {

    @Rule
    public LocalSite site = new LocalSite();

    @Rule
    public LocalCredentials credentials = new LocalCredentials();

    private final List<String> canaries = Canaries.of(11);
    private final CanarySearch search = new CanarySearch(canaries);
    private final StringWriter told = new StringWriter();
    private SecretsManagerStub aws;
    private ClusterStub cluster;
    private Witness witness;

    @Before
    public void servers() throws Exception {
        Tools.require("aws");
        Tools.require("kubectl");
        Tools.require("terraform");
        aws = new SecretsManagerStub();
        cluster = new ClusterStub();
        witness = new Witness(Path.of(site.workspace() + "@tmp"));
        credentials.addPassword("aws-ops", "AKIDEXAMPLE", canaries.get(0).replace("\n", ""));
        credentials.addFile("prod-kube", cluster.kubeconfig());
        for (int i = 1; i < 14; i++) {
            aws.put("shop/json" + i, VariableValues.of("x", Map.of("user", "u" + i, "password", canaries.get(i))).toJson());
        }
        for (int i = 14; i < 24; i++) {
            aws.put("shop/text" + i, canaries.get(i));
        }
        for (int i = 24; i < 32; i++) {
            credentials.addText("text" + i, canaries.get(i));
        }
    }

    @After
    public void stop() throws InterruptedException {
        witness.close();
        aws.release();
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

    private static SecretTargetSettings namespace(String name) {
        KubernetesSecretTarget target = new KubernetesSecretTarget(name);
        target.setKubeconfigCredentialsId("prod-kube");
        return target;
    }

    private LocalStep start(SecretSourceSettings from, SecretTargetSettings... to) throws Exception {
        SyncSecretsStep step = new SyncSecretsStep();
        step.setFrom(from);
        step.setTo(List.of(to));
        return site.start("step " + System.nanoTime(), step);
    }

    private void succeeds(LocalStep step) throws Exception {
        told.append(String.valueOf(step.result()));
    }

    private void fails(LocalStep step, String why) throws Exception {
        Throwable failure = step.failure();
        failure.printStackTrace(new PrintWriter(told));
        assertThat(failure).hasMessageContaining(why);
    }

    @Test(timeout = 600_000)
    public void noSecretIsInAnythingThatIsWritten() throws Exception {
        List<String> ids = new ArrayList<>();
        IntStream.range(24, 32).forEach(i -> ids.add("text" + i));
        succeeds(start(new JenkinsCredentialsSource(ids), namespace("credentials"), new DotenvFileTarget("credentials.env")));

        StringBuilder stack = new StringBuilder();
        IntStream.range(32, Canaries.COUNT).forEach(i -> stack.append("variable \"c").append(i).append("\" { type = string }\n")
                .append("output \"secret").append(i).append("\" {\n  value = var.c").append(i).append("\n  sensitive = true\n}\n"));
        site.write("stack/main.tf", stack.toString());
        Map<String, Object> values = new TreeMap<>();
        IntStream.range(32, Canaries.COUNT).forEach(i -> values.put("c" + i, canaries.get(i)));
        site.write("stack/terraform.tfvars.json", VariableValues.of("vars", values).toJson());
        site.terraform("stack", "apply", "-auto-approve");
        TerraformOutputsSource outputs = new TerraformOutputsSource();
        outputs.setStack("stack");
        succeeds(start(outputs, namespace("outputs"), new JsonFileTarget("outputs.json")));

        cluster.fail("PATCH /api/v1/namespaces/shop/secrets/json1", 403);
        fails(start(shop(), namespace("shop"), new OnePasswordFileTarget("shop.csv")), "cannot patch");
        cluster.heal();
        SyncSecretsStep refused = new SyncSecretsStep();
        refused.setFrom(shop());
        refused.setTo(List.of(namespace("shop")));
        refused.setMap(Map.of("shop/text14", Map.of("keys", Map.of("a", "b"))));
        fails(site.start("refused", refused), "no JSON object");

        aws.hold("GetSecretValue");
        LocalStep running = start(shop(), namespace("other"));
        aws.awaitHeld();
        LocalStep back = site.restart(running);
        aws.release();
        succeeds(back);
        aws.hold("GetSecretValue");
        LocalStep stopped = start(shop(), namespace("third"));
        aws.awaitHeld();
        stopped.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        stopped.failure();
        aws.release();
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        site.build().end();
        Eventually.holds(() -> assertThat(site.workspace().resolve("shop.csv")).doesNotExist());
        Eventually.holds(() -> assertThat(site.workspace().resolve("credentials.env")).doesNotExist());
        Eventually.holds(() -> assertThat(site.workspace().resolve("outputs.json")).doesNotExist());
        witness.close();

        assertThat(cluster.count("other")).as("what arrived").isEqualTo(23);
        assertThat(cluster.data("outputs", "secret39")).containsEntry("value", canaries.get(39));
        assertThat(search.tree(site.home())).isEmpty();
        assertThat(search.tree(site.workspace()).stream().filter(hit -> !hit.file().contains("stack/"))).isEmpty();
        assertThat(search.bytes("results and exceptions", told.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(search.bytes("arguments", String.join("\n", witness.arguments()).getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Files.exists(Path.of(site.workspace() + "@tmp")) ? search.tree(Path.of(site.workspace() + "@tmp")) : List.of()).isEmpty();
        assertThat(String.join("\n", witness.arguments())).contains("batch-get-secret-value", "--field-manager=cloudops-pipeline");
    }
}
