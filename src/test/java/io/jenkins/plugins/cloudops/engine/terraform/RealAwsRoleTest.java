package io.jenkins.plugins.cloudops.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.cloudops.engine.process.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The real Terraform takes on a role, for its s3 backend, at an STS on loopback that notes what it is asked. */
public class RealAwsRoleTest {

    private static final String ARN = "arn:aws:iam::123456789012:role/deploy";
    private static final String GIVEN = "<AccessKeyId>ASIAGIVEN</AccessKeyId><SecretAccessKey>given</SecretAccessKey>"
            + "<SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> signed = new CopyOnWriteArrayList<>();
    private HttpServer aws;
    private Path stack;
    private Path run;

    @Before
    public void startAws() throws IOException {
        Tools.require("terraform");
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/", this::answer);
        aws.start();
        stack = folder.newFolder("stack").toPath();
        run = folder.newFolder("the run's $(directory)").toPath();
        Files.writeString(stack.resolve("main.tf"), """
                terraform {
                  backend "s3" {
                    bucket         = "states"
                    key            = "shop"
                    use_path_style = true
                    endpoints      = { s3 = "http://127.0.0.1:%1$d/" }
                  }
                }
                """.formatted(aws.getAddress().getPort()));
    }

    @After
    public void stopAws() {
        aws.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = URLDecoder.decode(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        signed.add(authorization);
        String answer = exchange.getRequestURI().getPath().endsWith("/shop") ? "<Error><Code>NoSuchKey</Code></Error>"
                : "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
        if (body.contains("Action=")) {
            asked.add(body);
            String action = body.replaceAll("(?s).*Action=(\\w+).*", "$1");
            answer = "<%1$sResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                    .formatted(action, action.equals("GetCallerIdentity")
                            ? "<Arn>" + ARN + "</Arn><UserId>U</UserId><Account>123456789012</Account>"
                            : "<Credentials>" + GIVEN + "</Credentials><AssumedRoleUser><AssumedRoleId>A:s</AssumedRoleId><Arn>"
                                    + ARN + "</Arn></AssumedRoleUser>");
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        // There is no state yet.
        exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("/shop") ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void init(AwsAccess access) throws Exception {
        access.files(run.toString()).forEach((name, text) -> {
            try {
                Files.writeString(run.resolve(name), text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        ProcessBuilder terraform = new ProcessBuilder("terraform", "init", "-input=false", "-no-color")
                .directory(stack.toFile()).redirectErrorStream(true).redirectOutput(folder.newFile());
        // What the agent has of its own, and must not be used.
        terraform.environment().put("AWS_ACCESS_KEY_ID", "AKIAOFTHEAGENT");
        terraform.environment().put("AWS_SECRET_ACCESS_KEY", "of-the-agent");
        terraform.environment().putAll(access.environment(run.toString()));
        terraform.environment().put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + aws.getAddress().getPort());
        terraform.environment().put("CHECKPOINT_DISABLE", "1");
        terraform.environment().remove("TF_CLI_CONFIG_FILE");
        Process process = terraform.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(terraform.redirectOutput().file().toPath())).isZero();
        assertThat(signed).noneMatch(authorization -> authorization.contains("AKIAOFTHEAGENT"))
                .anyMatch(authorization -> authorization.contains("Credential=ASIAGIVEN/"));
    }

    @Test
    public void withAToken() throws Exception {
        init(AwsAccess.byToken(AwsRole.of(ARN, "", "id", "eu-central-1", ""), "the-token", "shop#7", Clock.systemUTC()));

        assertThat(asked.get(0)).contains("Action=AssumeRoleWithWebIdentity", "RoleArn=" + ARN, "RoleSessionName=jenkins-shop-7",
                "WebIdentityToken=the-token");
    }

    @Test
    public void withKeysAndADuration() throws Exception {
        init(AwsAccess.byKeys(AwsRole.of(ARN, "", "", "eu-central-1", "45m"), "AKIABOUND", "bound", "", "shop#7"));

        assertThat(asked.get(0)).contains("Action=AssumeRole&", "RoleArn=" + ARN, "RoleSessionName=jenkins-shop-7", "DurationSeconds=2700");
        assertThat(signed.get(0)).contains("Credential=AKIABOUND/");
    }

    @Test
    public void withATokenAndADuration() throws Exception {
        // Not everybody who builds this has it, nor every agent.
        assumeTrue("the aws CLI is not on the PATH", Tools.find("aws").isPresent());
        init(AwsAccess.byToken(AwsRole.of(ARN, "", "id", "eu-central-1", "2h"), "the-token", "shop#7", Clock.systemUTC()));

        assertThat(asked.get(0)).contains("Action=AssumeRoleWithWebIdentity", "DurationSeconds=7200", "WebIdentityToken=the-token");
    }
}
