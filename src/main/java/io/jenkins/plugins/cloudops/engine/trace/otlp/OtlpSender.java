package io.jenkins.plugins.cloudops.engine.trace.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Sends for OpenTelemetry's exporters through a client of ours, and keeps the last answer, which the exporters do not tell.
 * One request at a time, in the thread that asks for it, and bounded in time whatever the other side does.
 */
final class OtlpSender implements HttpSender {

    /** Bytes of an answer that are looked at. */
    private static final int MOST = 2_000;

    private final HttpSenderConfig config;
    private final Transport transport;
    private final Duration most;
    private volatile Answer last = Answer.NONE;

    OtlpSender(HttpSenderConfig config, Transport transport, Duration most) {
        this.config = config;
        this.transport = transport;
        this.most = most;
    }

    /**
     * What came back.
     *
     * @param status of HTTP; 0 if there was no answer
     * @param retryAfter the header in seconds; 0 if there is none
     * @param problem why there was no answer, or what it said
     */
    record Answer(int status, long retryAfter, String problem) {
        static final Answer NONE = new Answer(0, 0, "");

        boolean delivered() {
            return status >= 200 && status < 300;
        }
    }

    Answer last() {
        return last;
    }

    @Override
    public void send(MessageWriter writer, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        last = Answer.NONE;
        CompletableFuture<java.net.http.HttpResponse<byte[]>> asked = null;
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            try (GZIPOutputStream compressed = new GZIPOutputStream(body)) {
                writer.writeMessage(compressed);
            }
            // Some receivers dislike the offer of HTTP/2 that a client makes otherwise.
            HttpRequest.Builder request = transport.requests().apply(config.getEndpoint()).version(HttpClient.Version.HTTP_1_1)
                    .timeout(most).header("Content-Type", config.getContentType()).header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
            for (Map.Entry<String, List<String>> header : config.getHeadersSupplier().get().entrySet()) {
                header.getValue().forEach(value -> request.setHeader(header.getKey(), value));
            }
            asked = transport.client().sendAsync(request.build(), BodyHandlers.ofByteArray());
            java.net.http.HttpResponse<byte[]> response = asked.get(most.toMillis(), TimeUnit.MILLISECONDS);
            byte[] content = response.body().length > MOST ? java.util.Arrays.copyOf(response.body(), MOST) : response.body();
            last = new Answer(response.statusCode(), retryAfter(response), "");
            onResponse.accept(last.delivered() ? new Response(response.statusCode(), content) : Response.QUIET);
        } catch (IOException | ExecutionException | TimeoutException | IllegalArgumentException e) {
            if (asked != null) {
                asked.cancel(true);
            }
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            last = new Answer(0, 0, e instanceof TimeoutException ? "no answer in " + most.toSeconds() + " s" : words(cause));
            onResponse.accept(Response.QUIET);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            onError.accept(e);
        }
    }

    /** An exception of the client often has no message. */
    private static String words(Throwable cause) {
        return cause.getMessage() == null || cause.getMessage().isBlank() ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static long retryAfter(java.net.http.HttpResponse<?> response) {
        try {
            return Math.max(0, Long.parseLong(response.headers().firstValue("Retry-After").orElse("0").strip()));
        } catch (NumberFormatException e) {
            // It can be a date as well, which nobody sends.
            return 0;
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    private record Response(int status, byte[] body) implements HttpResponse {

        /**
         * For an exporter that would write the stack of each failure into a log which it shares with the OpenTelemetry
         * plugin, so that it cannot be switched off. Who sends looks at {@link #last()}, and says it once.
         */
        static final Response QUIET = new Response(200, new byte[0]);

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return body.clone();
        }
    }
}
