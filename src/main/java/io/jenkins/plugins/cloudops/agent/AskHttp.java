package io.jenkins.plugins.cloudops.agent;

import hudson.ProxyConfiguration;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.cloudops.engine.incident.Answer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jenkins.MasterToSlaveFileCallable;

/**
 * Asks an HTTP server, from the machine on which it runs; the file does not matter. Whatever fails is an answer, too. Redirects
 * are followed only without credentials, which are for nobody else.
 */
public final class AskHttp extends MasterToSlaveFileCallable<Answer> {

    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String address;
    private final String body;
    private final String authorization;

    /**
     * @param body JSON to post; empty to get
     * @param authorization the value of that header; empty for none
     */
    public AskHttp(String address, String body, String authorization) {
        this.address = address;
        this.body = body;
        this.authorization = authorization;
    }

    @Override
    public Answer invoke(File anywhere, VirtualChannel channel) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).header("Accept", "application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<InputStream> response = (authorization.isEmpty() ? OfThisMachine.FOLLOWING : OfThisMachine.STAYING).send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                return new Answer(response.statusCode(), new String(in.readNBytes(Answer.MOST), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return Answer.none(reason(e));
        }
    }

    /** The JDK's client leaves out why a connection failed. */
    private static String reason(IOException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.nio.channels.UnresolvedAddressException) {
                return "unknown host";
            }
        }
        String message = problem.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        return problem instanceof java.net.ConnectException ? "connection refused" : problem.getClass().getSimpleName();
    }

    /** These are enough for all questions: each client has threads of its own. */
    private static final class OfThisMachine {

        static final HttpClient FOLLOWING = client(HttpClient.Redirect.NORMAL);
        static final HttpClient STAYING = client(HttpClient.Redirect.NEVER);

        private static HttpClient client(HttpClient.Redirect redirect) {
            return ProxyConfiguration.newHttpClientBuilder().version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE).followRedirects(redirect).build();
        }
    }
}
