package io.jenkins.plugins.cloudops.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cloudops.engine.redact.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a sync says of what cannot be, with files in place of the CLIs. */
public class SyncWorkTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path run;
    private Path workspace;
    private final SyncKeys keys = new SyncKeys("job", new byte[] {1}, List.of(new byte[] {2}, new byte[] {3}));

    @Before
    public void directories() throws IOException {
        run = folder.newFolder("run").toPath();
        workspace = folder.newFolder("workspace").toPath();
        answer("target-0", "0", "{\"items\":[]}");
    }

    private SyncWork work(SecretSource source, Map<String, ?> map) throws IOException {
        SyncRequest request = new SyncRequest(source,
                List.of(SecretTarget.kubernetes("shop", "", ""), SecretTarget.file(SecretTarget.Kind.DOTENV, "shop.env", false)),
                KeyMap.of(map), false, false, false, 5);
        for (Map.Entry<String, String> file : new SyncScripts(request).files("", List.of()).entrySet()) {
            Files.writeString(run.resolve(file.getKey()), file.getValue());
        }
        return new SyncWork(run, request, keys, workspace, "", Redactor.none());
    }

    private static SecretSource aws() {
        return SecretSource.aws("shop/", Map.of(), List.of(), "", "", "us-west-2", "");
    }

    private void answer(String name, String code, String text) throws IOException {
        Files.writeString(run.resolve(name + (code.equals("0") ? ".json" : ".err")), text);
        Files.writeString(run.resolve(name + ".code"), code + "\n");
    }

    private void list(String... names) throws IOException {
        answer("listed-0", "0", "{\"SecretList\":[" + String.join(",", Stream.of(names).map(name -> "{\"ARN\":\"arn:" + name
                + "\",\"Name\":\"" + name + "\",\"SecretVersionsToStages\":{\"1\":[\"AWSCURRENT\"]}}").toList()) + "]}");
    }

    private static String value(String name, String json) {
        return "{\"ARN\":\"arn:" + name + "\",\"VersionId\":\"1\",\"SecretString\":" + json + "}";
    }

    /** Of a sync of one secret with this value, as JSON. */
    private String refused(String json, Map<String, ?> map) throws IOException {
        SyncWork work = work(aws(), map);
        list("shop/one");
        assertThat(work.looked().next()).isEqualTo(SyncScripts.FETCH);
        answer("fetch-0-000000", "0", "{\"SecretValues\":[" + value("shop/one", json) + "]}");
        assertThat(work.fetched().next()).isEqualTo(SyncResult.PLAN);
        return refused(work.plan());
    }

    private String refused(SyncResult result) throws IOException {
        assertThat(result.kind()).isNotNull();
        assertThat(result.sentence()).doesNotContain("canary");
        assertThat(run.resolve(SyncScripts.CALLS)).doesNotExist();
        try (Stream<Path> files = Files.list(workspace)) {
            assertThat(files).isEmpty();
        }
        return result.sentence();
    }

    @Test
    public void halfAnObjectHasNoKeys() throws IOException {
        assertThat(refused("\"{\\\"password\\\":\\\"canary\"", Map.of("shop/one", Map.of("keys", Map.of("password", "P")))))
                .contains("\"shop/one\" is no JSON object, and the map asks for keys of it");
    }

    @Test
    public void aFieldThatIsThereTwiceIsNoKey() throws IOException {
        assertThat(refused("\"{\\\"a\\\":\\\"canary1\\\",\\\"a\\\":\\\"canary2\\\"}\"", Map.of("shop/one", Map.of("keys", Map.of("a", "P")))))
                .contains("is no JSON object");
    }

    @Test
    public void aFieldCanHaveANameThatIsNoKeyOfKubernetes() throws IOException {
        assertThat(refused("\"{\\\"pass word\\\":\\\"canary\\\"}\"", Map.of()))
                .contains("\"pass word\" of the secret \"shop/one\" is no key of a Secret of Kubernetes");
    }

    @Test
    public void moreThanAMebibyteIsTooMuch() throws IOException {
        String credential = "canary".repeat(200_000);
        SyncWork work = work(SecretSource.credentials(List.of("big")), Map.of());
        work.give("big", credential.getBytes(StandardCharsets.UTF_8), false);
        assertThat(work.looked().next()).isEqualTo(SyncResult.PLAN);
        assertThat(refused(work.plan())).contains("\"big\" has 1,200,000 bytes of values").contains("1 MiB");
    }

    @Test
    public void aFileHasOnlyText() throws IOException {
        SyncWork work = work(SecretSource.credentials(List.of("key")), Map.of());
        work.give("key", new byte[] {0, (byte) 0xff}, true);
        work.looked();
        assertThat(refused(work.plan())).startsWith("The secret \"key\" is binary, and dotenvFile shop.env has only text.");
    }

    @Test
    public void theCliSaysWhatIsNotAllowedAndWhoIsNotKnown() throws IOException {
        SyncWork work = work(aws(), Map.of());
        answer("listed-0", "254", "\nAn error occurred (ExpiredTokenException) when calling the ListSecrets operation: The security token included in the "
                + "request is expired\n");
        SyncResult expired = work.looked();
        assertThat(expired.kind()).isEqualTo(SecretsProblem.Kind.DENIED);
        assertThat(refused(expired)).contains("ExpiredTokenException: The security token").contains("secretsmanager:ListSecrets is needed");

        list("shop/one");
        answer("target-0", "1", "Error from server (Forbidden): secrets is forbidden: User \"ops\" cannot list resource \"secrets\"\n");
        assertThat(refused(work.looked())).contains("Cannot read the target kubernetesSecret shop").contains("cannot list resource");

        answer("target-0", "1", "The connection to the server 127.0.0.1:9 was refused - did you specify the right host or port?\n");
        SyncResult unreachable = work.looked();
        assertThat(unreachable.kind()).isEqualTo(SecretsProblem.Kind.NETWORK);
        assertThat(refused(unreachable)).contains("the right host or port. Check the address and the network");
    }

    @Test
    public void whatAFilterDoesNotGiveIsAskedForByIdOnce() throws IOException {
        SyncWork work = work(aws(), Map.of());
        String[] names = Stream.iterate(10, i -> i + 1).limit(21).map(i -> "shop/s" + i).toArray(String[]::new);
        list(names);
        assertThat(work.looked().next()).isEqualTo(SyncScripts.FETCH);
        assertThat(Files.readString(run.resolve("many-0-000000.in")))
                .isEqualTo("{\"Filters\":[{\"Key\":\"name\",\"Values\":[\"shop/s\"]}]}");
        answer("many-0-000000", "0", "{\"SecretValues\":[" + value("shop/s10", "\"canary\"") + "," + value("shop/new", "\"canary\"") + "]}");
        assertThat(work.fetched().next()).isEqualTo(SyncScripts.FETCH);
        assertThat(run.resolve("many-0-000000.json")).doesNotExist();
        assertThat(Files.readString(run.resolve("fetch-0-000000.in"))).contains("arn:shop/s11").contains("arn:shop/s30")
                .doesNotContain("arn:shop/s10");
        answer("fetch-0-000000", "0", "{\"SecretValues\":[]}");
        assertThat(refused(work.fetched())).contains("has not given the value of \"shop/s11\"");
    }

    @Test
    public void aCliThatKnowsNoBatchesGetsOneByOne() throws IOException {
        SyncWork work = work(aws(), Map.of());
        list("shop/one");
        work.looked();
        answer("fetch-0-000000", "252", "aws: error: argument operation: Invalid choice, valid choices are:\n\ncreate-secret\n");
        assertThat(work.fetched().next()).isEqualTo(SyncScripts.FETCH);
        answer("one-0-000000", "0", value("shop/one", "\"canary\""));
        assertThat(work.fetched().next()).isEqualTo(SyncResult.PLAN);
        assertThat(work.plan().next()).isEqualTo(SyncScripts.WRITE);
    }
}
