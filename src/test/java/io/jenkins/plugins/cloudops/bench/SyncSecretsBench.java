package io.jenkins.plugins.cloudops.bench;

import com.cloudbees.plugins.credentials.LocalCredentials;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import io.jenkins.plugins.cloudops.secrets.SecretsManagerStub;
import io.jenkins.plugins.cloudops.steps.SyncSecretsStep;
import io.jenkins.plugins.cloudops.sync.AwsSecretsManagerSource;
import io.jenkins.plugins.cloudops.sync.KubernetesSecretTarget;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Compares a sync from AWS to Kubernetes with a loop that calls {@code aws} and {@code kubectl} once for each secret. The CLIs are
 * the real ones, the servers are on loopback. Arguments: how many secrets; how many of them the loop takes, 0 for no loop.
 */
public final class SyncSecretsBench {

    private static final String LOOP = """
            set -e
            i=0
            while [ $i -lt $COUNT ]; do
              name=$(printf 'secret-%05d' $i)
              aws --endpoint-url "$AWS" --region us-west-2 --output json secretsmanager get-secret-value --secret-id "shop/$name" \\
                --query SecretString >value
              printf '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"%s"},"stringData":{"value":%s}}' "$name" "$(cat value)" |
                kubectl --kubeconfig kubeconfig --namespace=loop apply --server-side --validate=false -f - >/dev/null
              i=$((i + 1))
            done
            """;

    private SyncSecretsBench() {
    }

    public static void main(String... arguments) throws Throwable {
        LocalSite site = new LocalSite();
        LocalCredentials credentials = new LocalCredentials();
        Statement bench = new Statement() {
            @Override
            public void evaluate() throws Throwable {
                measure(site, credentials, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
            }
        };
        site.apply(credentials.apply(bench, Description.EMPTY), Description.EMPTY).evaluate();
        System.exit(0);
    }

    private static void measure(LocalSite site, LocalCredentials credentials, int count, int looped) throws Exception {
        try (SecretsManagerStub aws = new SecretsManagerStub(); ClusterStub cluster = new ClusterStub()) {
            for (int i = 0; i < count; i++) {
                aws.put(String.format("shop/secret-%05d", i), "{\"username\":\"user" + i + "\",\"password\":\"" + "p".repeat(100) + i + "\"}");
            }
            credentials.addPassword("aws-ops", "AKIDEXAMPLE", "secretAccessKey");
            credentials.addFile("prod-kube", cluster.kubeconfig());
            // Half of the loop before and half after, since other work on the machine comes and goes.
            double loop = loop(site, aws, cluster, looped / 2);
            double first = sync(site, aws, count, 0);
            double second = sync(site, aws, 0, count);
            loop = looped < 2 ? 0 : (loop + loop(site, aws, cluster, looped / 2)) * count / (looped / 2 * 2);
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream().mapToLong(pool -> heap(pool)).sum();
            System.out.printf(Locale.ROOT, "%7d | %8.1f s | %7.1f s  %6.1f x | %7.1f s  %5.2f | %5d MB%n", count, loop, first,
                    loop / first, second, second / first, peak >> 20);
        }
    }

    private static long heap(MemoryPoolMXBean pool) {
        return pool.getType() == java.lang.management.MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }

    private static double sync(LocalSite site, SecretsManagerStub aws, int created, int unchanged) throws Exception {
        AwsSecretsManagerSource source = new AwsSecretsManagerSource();
        source.setPrefix("shop/");
        source.setRegion("us-west-2");
        source.setCredentialsId("aws-ops");
        source.setEndpoint(aws.url());
        KubernetesSecretTarget target = new KubernetesSecretTarget("shop");
        target.setKubeconfigCredentialsId("prod-kube");
        SyncSecretsStep step = new SyncSecretsStep();
        step.setFrom(source);
        step.setTo(List.of(target));
        long begin = System.nanoTime();
        Map<?, ?> report = (Map<?, ?>) site.start("step " + begin, step).context().outcome().get(30, TimeUnit.MINUTES);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!report.get("created").equals(created) || !report.get("unchanged").equals(unchanged)) {
            throw new IllegalStateException(report.get("created") + " created, " + report.get("unchanged") + " unchanged");
        }
        return seconds;
    }

    private static double loop(LocalSite site, SecretsManagerStub aws, ClusterStub cluster, int count) throws Exception {
        Path directory = site.outside();
        Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
        ProcessBuilder script = new ProcessBuilder("sh", "-c", LOOP).directory(directory.toFile()).inheritIO();
        script.environment().putAll(Map.of("COUNT", String.valueOf(count), "AWS", aws.url(), "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secretAccessKey"));
        long begin = System.nanoTime();
        if (script.start().waitFor() != 0) {
            throw new IllegalStateException("the loop has failed");
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
