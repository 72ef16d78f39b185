package io.jenkins.plugins.cloudops.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.plugins.credentials.LocalCredentials;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.AbortException;
import io.jenkins.plugins.cloudops.builders.StackBuilder;
import io.jenkins.plugins.cloudops.builders.TerraformApplyBuilder;
import io.jenkins.plugins.cloudops.builders.TerraformPlanBuilder;
import io.jenkins.plugins.cloudops.credentials.AwsRoleSettings;
import io.jenkins.plugins.cloudops.local.LocalSite;
import io.jenkins.plugins.cloudops.local.Tools;
import io.jenkins.plugins.cloudops.steps.TerraformPlanStep;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Secrets go in through the doors that {@link CanarySuiteTest} leaves shut: freestyle builds, and a role at AWS. */
public class CanaryDoorsTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Rule
    public final LocalCredentials credentials = new LocalCredentials();

    private final List<String> canaries = Canaries.of(11);
    private final CanarySearch search = new CanarySearch(canaries);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Witness witness;
    private HttpServer aws;

    @Before
    public void layOut() throws IOException {
        Tools.require("terraform");
        witness = new Witness(Path.of(site.workspace() + "@tmp"));
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::answer);
        aws.start();
        for (int i = 0; i < Canaries.COUNT; i++) {
            credentials.addText("id" + i, canaries.get(i));
        }
    }

    @After
    public void end() throws InterruptedException {
        witness.close();
        aws.stop(0);
    }

    private <T extends StackBuilder> T given(T builder) {
        Map<String, String> secrets = new TreeMap<>();
        IntStream.range(0, Canaries.COUNT).forEach(i -> secrets.put("TF_VAR_c" + i, "id" + i));
        builder.setSecrets(secrets);
        return builder;
    }

    @Test(timeout = 600_000)
    public void aFreestyleBuildTellsNothing() throws Exception {
        site.write("main.tf", new CanaryStack(0).text());

        assertThat(given(new TerraformPlanBuilder()).perform(site.build(), site.launcher(), site.log())).isTrue();
        TerraformApplyBuilder apply = given(new TerraformApplyBuilder());
        apply.setAutoApprove(true);
        assertThat(apply.perform(site.build(), site.launcher(), site.log())).isTrue();
        apply.setEnvironment(Map.of("TF_VAR_mode", "fail"));
        assertThatThrownBy(() -> apply.perform(site.build(), site.launcher(), site.log())).isInstanceOf(AbortException.class)
                .hasMessageContaining("local-exec provisioner error")
                .satisfies(failure -> assertThat(search.bytes("message", String.valueOf(failure).getBytes(StandardCharsets.UTF_8))).isEmpty());

        assertNothingIsTold();
        assertThat(unmasked("plan.out")).as("what the plans printed").hasSize(Canaries.COUNT);
        assertThat(unmasked("apply.out")).as("what the applies printed").hasSize(Canaries.COUNT);
    }

    @Test(timeout = 600_000)
    public void aRoleTellsNothing() throws Exception {
        site.write("main.tf", """
                terraform {
                  backend "s3" {
                    bucket         = "states"
                    key            = "shop"
                    use_path_style = true
                    endpoints      = { s3 = "http://127.0.0.1:%1$d/" }
                  }
                }
                """.formatted(aws.getAddress().getPort()));
        // Whoever may change the configuration may read these files.
        Path careless = site.write("careless", "#!/bin/sh",
                "if [ \"$1\" = plan ]; then cat \"$AWS_CONFIG_FILE\" \"$AWS_SHARED_CREDENTIALS_FILE\"; cat \"${AWS_CONFIG_FILE%/*}\"/aws.*; fi",
                "exec terraform \"$@\"");
        Files.setPosixFilePermissions(careless, PosixFilePermissions.fromString("rwxr-xr-x"));
        TerraformPlanStep step = new TerraformPlanStep();
        step.setTool("./careless");
        Map<String, String> environment = new TreeMap<>();
        environment.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + aws.getAddress().getPort());
        step.setEnvironment(environment);
        AwsRoleSettings role = new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy");
        role.setRegion("eu-central-1");
        role.setCredentialsId("id1");
        step.setAwsRole(role);
        site.start(step).result();

        AwsRoleSettings byKeys = new AwsRoleSettings("arn:aws:iam::123456789012:role/deploy");
        byKeys.setRegion("eu-central-1");
        step.setAwsRole(byKeys);
        environment.put("AWS_ACCESS_KEY_ID", "AKIABOUND");
        step.setEnvironment(environment);
        step.setSecrets(Map.of("AWS_SECRET_ACCESS_KEY", "id0", "AWS_SESSION_TOKEN", "id7"));
        site.start(step).result();

        assertThat(asked).anyMatch(body -> body.contains("Action=AssumeRoleWithWebIdentity")).anyMatch(body -> body.contains("Action=AssumeRole&"));
        assertNothingIsTold();
        assertThat(unmasked("plan.out")).as("what the careless tool printed").contains(0, 1, 7);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean state = exchange.getRequestURI().getPath().endsWith("/shop");
        String answer = state ? "<Error><Code>NoSuchKey</Code></Error>" : "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
        if (body.contains("Action=")) {
            asked.add(body);
            String action = body.replaceAll("(?s).*Action=(\\w+).*", "$1");
            answer = "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                    .formatted(action, "<Credentials><AccessKeyId>ASIAGIVEN</AccessKeyId><SecretAccessKey>" + canaries.get(1)
                            + "</SecretAccessKey><SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
                            + "<Arn>arn:aws:sts::1:x</Arn><UserId>U</UserId><Account>123456789012</Account>");
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(state ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void assertNothingIsTold() throws Exception {
        witness.close();
        assertThat(site.leftovers()).isEmpty();
        assertThat(site.log().text()).contains("(sensitive)");
        assertThat(search.tree(site.home())).isEmpty();
        assertThat(search.bytes("arguments", String.join("\n", witness.arguments()).getBytes(StandardCharsets.UTF_8))).isEmpty();
        Path temporary = Path.of(site.workspace() + "@tmp");
        assertThat(Files.exists(temporary) ? search.tree(temporary) : List.of()).isEmpty();
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
