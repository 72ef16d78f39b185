package io.jenkins.plugins.cloudops.forge;

import io.jenkins.plugins.cloudops.credentials.ProxiedHttp;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Speaks with the API of one forge with one pair of credentials: sends them nowhere else, waits when it is asked to, tries
 * again what may be tried again, and is over by its deadline.
 *
 * <p>Redirects are followed only to the same scheme, host and port, as GitHub sends them for a renamed repository. A
 * request that creates something is not repeated unless it was certainly not done: whoever asked looks first.
 */
final class ForgeHttp {

    /** How long one request may take. */
    private static final Duration REQUEST = Duration.ofSeconds(20);
    /** How long to one that did not answer a moment ago, which is asked once. */
    private static final Duration IMPATIENT = Duration.ofSeconds(5);
    private static final long LARGEST = 16L << 20;
    private static final int ATTEMPTS = 4;
    private static final int REDIRECTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Set<String> REPEATABLE = Set.of("GET", "PUT", "PATCH", "DELETE");

    private final HttpClient client;
    private final Forge forge;
    private final Deadline deadline;
    private final KnownAnswers known;
    private final Outages outages;

    ForgeHttp(HttpClient client, Forge forge, Deadline deadline, KnownAnswers known, Outages outages) {
        this.client = client;
        this.forge = forge;
        this.deadline = deadline;
        this.known = known;
        this.outages = outages;
    }

    Forge forge() {
        return forge;
    }

    /** @param path below the address of the API, or an address that the API gave */
    Answer get(String path) throws IOException, InterruptedException {
        URI uri = uri(path);
        String key = forge.token().fingerprint() + " " + uri;
        Answer before = known.get(key);
        Answer answer = send("GET", uri, null, before == null ? "" : before.header("ETag"));
        if (answer.status() == 304 && before != null) {
            return before;
        }
        known.put(key, answer);
        return answer;
    }

    /** @param json what is sent; null for nothing */
    Answer send(String method, String path, String json) throws IOException, InterruptedException {
        return send(method, uri(path), json, "");
    }

    private URI uri(String path) throws ForgeException {
        URI uri = URI.create(path.startsWith("http") ? path : forge.api() + path);
        if (!isOurs(uri)) {
            throw new ForgeException(ForgeException.Reason.REFUSED,
                    Messages.ForgeHttp_elsewhere(forge.title(), PullRequest.server(uri)));
        }
        return uri;
    }

    private boolean isOurs(URI uri) {
        return uri.getHost() != null && PullRequest.server(uri).equals(PullRequest.server(URI.create(forge.api())));
    }

    private Answer send(String method, URI first, String json, String etag) throws IOException, InterruptedException {
        URI uri = first;
        int redirects = 0;
        Duration pause = FIRST_PAUSE;
        boolean patient = !outages.knows(forge.api(), deadline.now());
        for (int attempt = 1; ; attempt++) {
            Answer answer;
            try {
                answer = exchange(request(method, uri, json, etag), patient ? REQUEST : IMPATIENT);
                outages.ended(forge.api());
            } catch (ForgeException e) {
                boolean harmless = e.reason() == ForgeException.Reason.UNREACHABLE
                        || e.reason() == ForgeException.Reason.UNANSWERED && REPEATABLE.contains(method);
                if (!patient || !harmless || attempt >= ATTEMPTS || !deadline.waits(pause)) {
                    if (patient && e.reason() != ForgeException.Reason.REFUSED) {
                        outages.began(forge.api(), deadline.now());
                    }
                    throw e;
                }
                pause = pause.multipliedBy(2);
                continue;
            }
            if (answer.isGood() || answer.status() == 304 && !etag.isEmpty()) {
                return answer;
            }
            if (isRedirect(answer.status())) {
                uri = redirected(uri, answer, ++redirects);
                attempt--;
                continue;
            }
            Duration asked = RateLimit.wait(answer, deadline.now());
            if (asked != null) {
                if (attempt >= ATTEMPTS || !deadline.waits(asked)) {
                    throw ForgeProblem.limited(forge, asked);
                }
                continue;
            }
            boolean mayPass = answer.status() >= 500 && REPEATABLE.contains(method);
            if (!mayPass || attempt >= ATTEMPTS || !deadline.waits(pause)) {
                throw ForgeProblem.of(forge, answer);
            }
            pause = pause.multipliedBy(2);
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 307 || status == 308;
    }

    private URI redirected(URI from, Answer answer, int redirects) throws ForgeException {
        String location = answer.header("Location");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            to = from;
        }
        if (location.isEmpty() || redirects > REDIRECTS || !isOurs(to)) {
            throw new ForgeException(ForgeException.Reason.REFUSED, Messages.ForgeHttp_redirected(
                    forge.title(), forge.api(), to.getHost() == null ? "?" : PullRequest.server(to)));
        }
        return to;
    }

    private HttpRequest request(String method, URI uri, String json, String etag) {
        HttpRequest.Builder request = ProxiedHttp.newRequestBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(REQUEST)
                .header("User-Agent", "Jenkins-CloudOps-Pipeline")
                .header("Accept", forge.accept())
                .header(forge.authorization(), forge.authorizationValue());
        if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        if (json == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)).build();
    }

    private Answer exchange(HttpRequest request, Duration patience) throws IOException, InterruptedException {
        Duration longest = deadline.left().compareTo(patience) < 0 ? deadline.left() : patience;
        if (longest.isZero()) {
            throw new ForgeException(ForgeException.Reason.UNREACHABLE, Messages.ForgeHttp_noTime(forge.title()));
        }
        // The time limit of a request does not include the content of its answer.
        CompletableFuture<HttpResponse<byte[]>> over = client.sendAsync(request, LimitedBody.of(LARGEST));
        try {
            HttpResponse<byte[]> answer = over.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (TimeoutException e) {
            throw unanswered(new HttpTimeoutException("request timed out"), request, patience);
        } catch (ExecutionException e) {
            throw unanswered(e.getCause(), request, patience);
        } finally {
            over.cancel(true);
        }
    }

    private static ForgeException unanswered(Throwable problem, HttpRequest request, Duration patience) {
        String server = PullRequest.server(request.uri());
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return new ForgeException(ForgeException.Reason.REFUSED, Messages.ForgeHttp_tls(server, said(cause)));
            }
        }
        if (problem instanceof ConnectException || problem instanceof UnknownHostException
                || problem instanceof UnresolvedAddressException) {
            return new ForgeException(ForgeException.Reason.UNREACHABLE, Messages.ForgeHttp_unreachable(server));
        }
        if (problem instanceof HttpTimeoutException || problem instanceof InterruptedIOException) {
            return new ForgeException(ForgeException.Reason.UNANSWERED, Messages.ForgeHttp_timeout(server, patience.toSeconds()));
        }
        return new ForgeException(ForgeException.Reason.UNANSWERED, Messages.ForgeHttp_broken(server, said(problem)));
    }

    /** What an exception of Java says; it knows nothing of our headers. */
    private static String said(Throwable problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : ForgeProblem.shortened(problem.getMessage());
    }
}
