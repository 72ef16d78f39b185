package io.jenkins.plugins.cloudops.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import io.jenkins.plugins.cloudops.engine.terraform.VariableValues;
import io.jenkins.plugins.cloudops.local.Eventually;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.LocalStep;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.steps.TerraformApplyStep;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/**
 * Forty secrets go in through every door and are told by the configuration in every way that Terraform does not prevent:
 * through plan, apply, failure, restart and abort. Then all that was written is searched, but for the agent workspace, which
 * is the user's.
 */
public class CanarySuiteTest {

    private static final int BACKEND = 0;

    @Rule
    public final LocalSite site = new LocalSite();

    private final List<String> canaries = Canaries.of(5);
    private final CanarySearch search = new CanarySearch(canaries);
    private final StringWriter told = new StringWriter();
    private byte[] state = new byte[0];
    private HttpServer server;
    private Witness witness;

    @Before
    public void layOut() throws IOException {
        Tools.require("terraform");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/state", this::state);
        server.start();
        witness = new Witness(Path.of(site.workspace() + "@tmp"));
        site.write("main.tf", """
                terraform {
                  backend "http" {
                    address  = "http://127.0.0.1:%d/state"
                    username = "robot"
                  }
                }
                locals {
                  backend = "%s"
                }
                """.formatted(server.getAddress().getPort(), canaries.get(BACKEND)) + new CanaryStack(BACKEND + 1).text());
        site.write("secret.tfvars.json", given(1));
        site.write("terraform.tfvars.json", given(3));
    }

    /** The variables that go in through one of four doors. */
    private Map<String, String> through(int door, String prefix) {
        Map<String, String> values = new TreeMap<>();
        IntStream.range(1, Canaries.COUNT).filter(i -> i % 4 == door).forEach(i -> values.put(prefix + "c" + i, canaries.get(i)));
        return values;
    }

    private String given(int door) {
        return VariableValues.of("vars", through(door, "")).toJson();
    }

    private synchronized void state(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            boolean post = exchange.getRequestMethod().equals("POST");
            state = post ? sent : state;
            byte[] answer = post ? new byte[0] : state;
            exchange.sendResponseHeaders(!post && state.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @After
    public void end() throws InterruptedException {
        witness.close();
        server.stop(0);
    }

    private TerraformPlanStep planning(Map<String, ?> further) {
        TerraformPlanStep step = new TerraformPlanStep();
        Map<String, Object> vars = new TreeMap<>(through(0, ""));
        vars.putAll(further);
        step.setVars(vars);
        step.setVarFiles(List.of("secret.tfvars.json"));
        step.setEnvironment(through(2, "TF_VAR_"));
        step.setBackendConfig(Map.of("password", canaries.get(BACKEND)));
        return step;
    }

    private Object plan(String mode) throws Exception {
        Object plan = site.start(planning(Map.of("mode", mode))).result();
        told.append(String.valueOf(plan));
        return plan;
    }

    private LocalStep applying(Object plan) throws Exception {
        TerraformApplyStep step = new TerraformApplyStep();
        step.setPlan(plan);
        return site.start(step);
    }

    private Throwable fails(LocalStep step) throws Exception {
        Throwable failure = step.failure();
        failure.printStackTrace(new PrintWriter(told));
        return failure;
    }

    @Test(timeout = 600_000)
    public void noSecretIsInAnythingThatIsWritten() throws Exception {
        assertThat(fails(applying(plan("fail")))).hasMessageContaining("local-exec provisioner error");

        assertThat(fails(site.start(planning(Map.of("good", "false"))))).hasMessageContaining("Invalid value for variable");

        LocalStep running = applying(plan("slow"));
        Eventually.holds(() -> assertThat(site.log().text()).contains("terraform_data.slow[0] (local-exec): all said"));
        LocalStep back = site.restart(running);
        back.execution().stop(new FlowInterruptedException(Result.ABORTED, true));
        fails(back);
        Eventually.holds(() -> assertThat(site.leftovers()).isEmpty());
        witness.close();

        assertThat(site.log().text()).contains("(sensitive)", "Not empty: (sensitive)", "It must not be (sensitive)");
        assertThat(search.tree(site.home())).isEmpty();
        assertThat(search.bytes("results and exceptions", told.toString().getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(search.bytes("arguments", String.join("\n", witness.arguments()).getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(Files.exists(Path.of(site.workspace() + "@tmp")) ? search.tree(Path.of(site.workspace() + "@tmp")) : List.of()).isEmpty();
        assertThat(unmasked("plan.out")).as("what the plans printed").hasSize(Canaries.COUNT);
        assertThat(unmasked("apply.out")).as("what the applies printed").hasSize(Canaries.COUNT);
        assertThat(String.join("\n", witness.arguments())).contains("-backend-config=");
    }

    /** Which ones are found where nobody masks. */
    private Set<Integer> unmasked(String output) throws IOException {
        Set<Integer> found = new TreeSet<>();
        for (Map.Entry<String, byte[]> file : witness.printed().entrySet()) {
            if (file.getKey().endsWith(output)) {
                search.bytes(file.getKey(), file.getValue()).forEach(hit -> found.add(hit.canary()));
            }
        }
        return found;
    }
}
