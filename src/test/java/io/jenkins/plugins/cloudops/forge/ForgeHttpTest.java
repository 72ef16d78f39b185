package io.jenkins.plugins.cloudops.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.cloudops.config.ForgeKind;
import io.jenkins.plugins.cloudops.forge.ForgeException.Reason;
import io.jenkins.plugins.cloudops.local.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What is made of refusals, limits and silence, on GitHub unless it says otherwise. */
public class ForgeHttpTest {

    private final SteadyTime time = new SteadyTime();
    private final KnownAnswers known = new KnownAnswers();
    private FakeForge forge;

    @Before
    public void open() throws Exception {
        forge = new FakeForge();
    }

    @After
    public void close() {
        forge.close();
    }

    private ForgeHttp http(String token) {
        return Forges.http(forge, ForgeKind.GITHUB, token, time, known);
    }

    private ForgeException refused(int status, Map<String, String> headers, String body) {
        forge.fail(".*", status, headers, body);
        return (ForgeException) catchThrowable(() -> http(Forges.TOKEN).send("POST", "/repos/shop/infra/issues/12/comments", "{}"));
    }

    @Test
    public void asksAgainWithTheEtagAndTakesTheAnswerItHad() throws Exception {
        String first = http(Forges.TOKEN).get("/repos/shop/infra/pulls/12").text();
        String second = http(Forges.TOKEN).get("/repos/shop/infra/pulls/12").text();

        assertThat(second).isEqualTo(first).contains(FakeForge.HEAD);
    }

    @Test
    public void doesNotShowOneWhatAnotherMaySee() throws Exception {
        http(Forges.TOKEN).get("/repos/shop/infra/pulls/12");

        assertThatThrownBy(() -> http("other-token").get("/repos/shop/infra/pulls/12")).hasMessageContaining("(401)");
    }

    @Test
    public void waitsAsLongAsItIsAskedTo() throws Exception {
        forge.fail("GET", 429, Map.of("Retry-After", "7"), "");

        assertThat(http(Forges.TOKEN).get("/user").status()).isEqualTo(200);
        assertThat(time.pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    public void waitsUntilThePrimaryLimitIsReset() throws Exception {
        long reset = SteadyTime.BEGIN.getEpochSecond() + 30;
        forge.fail("GET", 403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", String.valueOf(reset)), "{\"message\":\"API rate limit exceeded\"}");

        http(Forges.TOKEN).get("/user");

        assertThat(time.pauses).containsExactly(Duration.ofSeconds(31));
    }

    @Test
    public void waitsAMinuteForASecondaryLimitThatSaysNothing() throws Exception {
        forge.fail("GET", 403, Map.of(), "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes.\"}");

        http(Forges.TOKEN).get("/user");

        assertThat(time.pauses).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    public void doesNotWaitLongerThanACommentMayTake() {
        ForgeException problem = refused(429, Map.of("Retry-After", "3600"), "");

        assertThat(problem.reason()).isEqualTo(Reason.LIMITED);
        assertThat(problem).hasMessageContaining("3,600 s");
        assertThat(time.pauses).isEmpty();
    }

    @Test
    public void tellsWrongCredentialsFromInsufficientOnes() {
        assertThat(refused(401, Map.of(), "{\"message\":\"Bad credentials\"}"))
                .hasMessageContaining("'bot'").hasMessageContaining("It said: Bad credentials")
                .satisfies(problem -> assertThat(((ForgeException) problem).reason()).isEqualTo(Reason.UNAUTHORIZED));
        assertThat(refused(403, Map.of("X-Accepted-GitHub-Permissions", "issues=write; pull_requests=write"),
                "{\"message\":\"Resource not accessible by personal access token\"}"))
                .hasMessageContaining("'Pull requests: write'").hasMessageContaining("(issues=write; pull_requests=write)")
                .hasMessageContaining("It said: Resource not accessible by personal access token");
    }

    @Test
    public void namesThePermissionForEachForge() {
        for (ForgeKind kind : ForgeKind.values()) {
            forge.fail(".*", 403, Map.of(), "");
            Throwable problem = catchThrowable(() -> Forges.http(forge, kind, Forges.TOKEN, time, known).send("POST", "/x", "{}"));
            assertThat(problem).hasMessageContaining("They need ").hasMessageContaining(kind.title());
        }
    }

    @Test
    public void saysThatAnythingMayBeHiddenBehindNotFound() {
        assertThat(refused(404, Map.of(), "{\"message\":\"Not Found\"}"))
                .hasMessageContaining("does not exist, or the credentials 'bot' may not see it");
    }

    @Test
    public void saysWhatWasNotAccepted() {
        assertThat(refused(422, Map.of(), "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"body is too long (maximum is 65536 characters)\"}]}"))
                .hasMessageContaining("(422)").hasMessageContaining("Validation Failed body is too long");
    }

    @Test
    public void doesNotRepeatWhatMayHaveBeenDone() {
        assertThat(refused(502, Map.of(), "<html>Bad gateway</html>").reason()).isEqualTo(Reason.UNANSWERED);
        assertThat(forge.requests()).hasSize(1);
    }

    @Test
    public void repeatsWhatChangesNothing() throws Exception {
        forge.fail("GET", 500, Map.of(), "");
        forge.fail("GET", 503, Map.of(), "");

        assertThat(http(Forges.TOKEN).get("/user").status()).isEqualTo(200);
        assertThat(forge.requests()).hasSize(3);
    }

    @Test
    public void sendsCredentialsNowhereElse() throws Exception {
        try (FakeForge thief = new FakeForge()) {
            forge.fail("GET", 302, Map.of("Location", thief.url() + "/api/v3/user"), "");
            assertThatThrownBy(() -> http(Forges.TOKEN).get("/user")).hasMessageContaining("the credentials are not sent");
            assertThatThrownBy(() -> http(Forges.TOKEN).get(thief.url() + "/api/v3/user")).hasMessageContaining("not sent");

            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    public void aNextPageElsewhereIsNotRead() throws Exception {
        try (FakeForge thief = new FakeForge()) {
            forge.fail("GET", 200, Map.of("Link", "<" + thief.url() + "/api/v3/x>; rel=\"next\""), "[]");
            CommentPublisher github = new GitHub(http(Forges.TOKEN), Forges.pull(forge, ForgeKind.GITHUB));
            assertThatThrownBy(github::comments).hasMessageContaining("not sent");

            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    public void followsARenamedRepository() throws Exception {
        forge.fail("GET", 301, Map.of("Location", forge.url() + "/api/v3/repos/shop/infra/pulls/12"), "");

        assertThat(http(Forges.TOKEN).get("/repos/shop/old/pulls/12").text()).contains(FakeForge.HEAD);
    }

    @Test
    public void givesUpOnACircleOfRedirects() {
        for (int i = 0; i < 10; i++) {
            forge.fail("GET", 301, Map.of("Location", forge.url() + "/api/v3/user"), "");
        }
        assertThatThrownBy(() -> http(Forges.TOKEN).get("/user")).hasMessageContaining("redirects");
        assertThat(forge.requests()).hasSizeLessThan(6);
    }

    @Test
    public void saysThatNobodyIsThere() throws Exception {
        assertThatThrownBy(() -> at(deadApi(), new Outages()).get("/user"))
                .hasMessageContaining("cannot be reached").hasMessageContaining("proxy");
        assertThat(time.pauses).as("it was tried again").hasSizeGreaterThan(1);
    }

    @Test
    public void doesNotWaitAgainForOneThatWasDeadAMomentAgo() throws Exception {
        Outages outages = new Outages();
        String api = deadApi();
        assertThatThrownBy(() -> at(api, outages).get("/user")).hasMessageContaining("cannot be reached");
        time.pauses.clear();

        assertThatThrownBy(() -> at(api, outages).get("/user")).hasMessageContaining("cannot be reached");
        assertThat(time.pauses).as("it was asked once").isEmpty();

        time.deadline(Duration.ofHours(1)).waits(Outages.MEMORY);
        time.pauses.clear();
        assertThatThrownBy(() -> at(api, outages).get("/user")).hasMessageContaining("cannot be reached");
        assertThat(time.pauses).as("it has another chance").hasSizeGreaterThan(1);
    }

    @Test
    public void whoeverAnswersIsNotDead() throws Exception {
        Outages outages = new Outages();
        outages.began(forge.url() + "/api/v3", SteadyTime.BEGIN);
        at(forge.url() + "/api/v3", outages).get("/user");

        assertThat(outages.knows(forge.url() + "/api/v3", SteadyTime.BEGIN)).isFalse();
    }

    private ForgeHttp at(String api, Outages outages) {
        return new ForgeHttp(HttpClient.newHttpClient(), new Forge(ForgeKind.GITHUB, api, http(Forges.TOKEN).forge().token()),
                time.deadline(Duration.ofSeconds(9)), known, outages);
    }

    private static String deadApi() throws IOException {
        return "http://127.0.0.1:" + Ports.free();
    }

    @Test
    public void saysThatACertificateIsNotAccepted() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> {
                try (Socket socket = plain.accept()) {
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    // What is closed with something unread is reset, and its answer with it.
                    socket.shutdownOutput();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The test fails then.
                }
            });
            answers.start();
            String api = "https://127.0.0.1:" + plain.getLocalPort();
            assertThatThrownBy(() -> at(api, new Outages()).get("/user"))
                    .hasMessageContaining("certificate").hasMessageContaining("trust store");
            answers.join();
        }
    }

    @Test
    public void noMessageHasTheTokenInIt() {
        assertThat(refused(400, Map.of(), "{\"message\":\"bad header Bearer " + Forges.TOKEN + "\"}").getMessage())
                .contains("bad header").doesNotContain(Forges.TOKEN);
        assertThat(http(Forges.TOKEN).forge().toString()).doesNotContain(Forges.TOKEN);
    }

    @Test
    public void whatCannotBeATokenIsNeverTried() {
        for (String broken : new String[] {"", "two words", "line\nbreak-4711", "pässwort"}) {
            assertThatThrownBy(() -> http(broken)).hasMessageContaining("'bot' hold no token").hasMessageNotContaining("4711");
        }
        assertThat(forge.requests()).isEmpty();
    }

    @Test
    public void aPageThatIsNoApiIsSaidToBeNone() throws Exception {
        forge.fail("GET", 200, Map.of("Content-Type", "text/html"), "<html>Please log in</html>");
        CommentPublisher github = new GitHub(http(Forges.TOKEN), Forges.pull(forge, ForgeKind.GITHUB));
        assertThatThrownBy(github::comments).hasMessageContaining("no API of a forge");
    }

    @Test
    public void sendsEachForgeWhatItUnderstands() throws Exception {
        for (ForgeKind kind : ForgeKind.values()) {
            catchThrowable(() -> Forges.http(forge, kind, Forges.TOKEN, time, known).get("/user"));
        }
        assertThat(forge.secrets()).containsExactly("Bearer forge-token", "forge-token", "Bearer forge-token", "Bearer forge-token", "token forge-token");
    }
}
