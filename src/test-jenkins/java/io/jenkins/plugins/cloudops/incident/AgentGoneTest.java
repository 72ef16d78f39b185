package io.jenkins.plugins.cloudops.incident;

import static org.junit.Assert.assertEquals;

import hudson.model.Slave;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.cloudops.harness.Jobs;
import io.jenkins.plugins.cloudops.harness.Runs;
import io.jenkins.plugins.cloudops.secrets.ClusterStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.InboundAgentRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Takes an agent away, which is a process of its own, while an incident that it triggered is in force. */
public class AgentGoneTest {

    private static final String CALM = "{\"flags\": {\"paymentFailure\": {\"state\": \"ENABLED\", \"variants\": {\"100%\": 1, \"off\": 0}, \"defaultVariant\": \"off\"}}}\n";
    private static final String BROKEN = CALM.replace("\"defaultVariant\": \"off\"", "\"defaultVariant\": \"100%\"");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final InboundAgentRule agents = new InboundAgentRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private void agent(String name, Path kubeconfig) throws Exception {
        Slave agent = agents.createAgent(jenkins, InboundAgentRule.Options.newBuilder().name(name).label("shop").build());
        agent.getNodeProperties().add(new EnvironmentVariablesNodeProperty(new EnvironmentVariablesNodeProperty.Entry("KUBECONFIG", kubeconfig.toString())));
    }

    private WorkflowRun inForce(String job, String target) throws Exception {
        WorkflowRun build = Jobs.pipeline(jenkins, job, "node('gone') {\n withIncident(scenario: 'payment-failure', target: " + target + ") {\n sleep 600\n }\n}")
                .scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Sleeping for", build);
        return build;
    }

    @Test
    public void anotherAgentClearsAConfigMap() throws Exception {
        try (ClusterStub cluster = new ClusterStub()) {
            cluster.putConfig("shop", "flagd", "flags.json", CALM);
            Path kubeconfig = Files.writeString(folder.newFile("kubeconfig").toPath(), cluster.kubeconfig());
            agent("gone", kubeconfig);
            WorkflowRun map = inForce("map", "flagdConfigMap(namespace: 'shop', name: 'flagd', key: 'flags.json')");
            assertEquals(BROKEN, flags(cluster));

            agents.stop(jenkins, "gone");
            map.doKill();

            Runs.eventually("in the queue", 1, () -> (int) Arrays.stream(jenkins.jenkins.getQueue().getItems())
                    .filter(item -> item.task.getDisplayName().startsWith("Clearing the incident Payments fail of map#1")).count());
            assertEquals(BROKEN, flags(cluster));
            agent("other", kubeconfig);
            Runs.eventually("cleared by the other agent", CALM, () -> flags(cluster));
            Runs.eventually("in force", 0, () -> Incidents.get().going().size());
        }
    }

    private static String flags(ClusterStub cluster) {
        return ((Map<?, ?>) cluster.config("shop", "flagd").get("data")).get("flags.json").toString();
    }
}
