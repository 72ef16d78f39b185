package io.jenkins.plugins.cloudops.trace;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.cloudops.local.Ports;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector that reads OTLP over HTTP with the protocol's own classes, and can be made to refuse, to be slow or to be down. */
public final class Receiver implements AutoCloseable {

    private final List<ResourceSpans> resources = new CopyOnWriteArrayList<>();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private final int port = Ports.free();
    private volatile int status = 200;
    private volatile String retryAfter = "";
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private volatile String poison = "";

    public Receiver() throws IOException {
        up();
    }

    /** Comes back at the place where it was. */
    public void up() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v1/traces", this::traces);
        server.createContext("/v1/metrics", this::metrics);
        server.setExecutor(threads);
        server.start();
    }

    public void down() {
        server.stop(0);
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** What it answers from now on. */
    public void answer(int code, String after) {
        status = code;
        retryAfter = after;
    }

    /** Whether it lets everybody wait from now on, until it is told to answer again. */
    public void beSlow(boolean slowly) {
        slow.countDown();
        slow = new CountDownLatch(slowly ? 1 : 0);
    }

    /** Refuses requests that have a span of this name in them. */
    public void refuse(String name) {
        poison = name;
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        seen.add(exchange.getProtocol() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + exchange.getRequestHeaders().containsKey("Upgrade"));
        InputStream in = exchange.getRequestBody();
        return ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding")) ? new GZIPInputStream(in) : in).readAllBytes();
    }

    private void traces(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body(exchange));
        List<Span> sent = request.getResourceSpansList().stream().flatMap(one -> one.getScopeSpansList().stream())
                .flatMap(one -> one.getSpansList().stream()).toList();
        if (sent.stream().anyMatch(span -> span.getName().equals(poison))) {
            reply(exchange, 400);
            return;
        }
        if (status == 200) {
            resources.addAll(request.getResourceSpansList());
            spans.addAll(sent);
        }
        reply(exchange, status);
    }

    private void metrics(HttpExchange exchange) throws IOException {
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body(exchange));
        if (status == 200) {
            request.getResourceMetricsList().forEach(one -> one.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList())));
        }
        reply(exchange, status);
    }

    private void reply(HttpExchange exchange, int code) throws IOException {
        try (exchange) {
            slow.await(60, TimeUnit.SECONDS);
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(code, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Span> spans() {
        return spans;
    }

    /**
     * Each span that arrived, with the names of those around it, the outermost first: {@code RUN shop > stage build}.
     *
     * @throws IllegalStateException if one arrived twice, or one around another did not
     */
    public List<String> tree() {
        Map<ByteString, Span> known = spans.stream().collect(Collectors.toMap(Span::getSpanId, Function.identity()));
        return spans.stream().map(span -> path(span, known)).toList();
    }

    private static String path(Span span, Map<ByteString, Span> known) {
        if (span.getParentSpanId().isEmpty()) {
            return span.getName();
        }
        Span parent = known.get(span.getParentSpanId());
        if (parent == null) {
            throw new IllegalStateException("There is nothing around " + span.getName());
        }
        return path(parent, known) + " > " + span.getName();
    }

    public List<ResourceSpans> resources() {
        return resources;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** Of each request: protocol, type, authorization, and whether it offers another protocol. */
    public List<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        slow.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
