package io.jenkins.plugins.cloudops.incident;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.rules.ExternalResource;

/**
 * A machine with an evaluator that speaks OFREP over a flag file, by the published protocol, and with a Prometheus that has
 * one alert: it fires while the flag {@code paymentFailure} is not off. Evaluates the default variant and the second place of
 * a targeting, which is what the tests change.
 */
public final class FlagServer extends ExternalResource {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private volatile Path file;
    private volatile int status;
    private volatile boolean stale;
    private volatile boolean blind;
    private volatile String frozen = "";

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "flag server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/ofrep/v1/evaluate/flags/", this::evaluate);
        server.createContext("/api/v1/query", this::query);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves this file from now on. */
    public void serve(Path flags) {
        file = flags;
    }

    /** Answers with this status from now on; 0 for what is right. */
    public void answer(int other) {
        status = other;
    }

    /** Goes on with what it has read, like an evaluator that reads another file. */
    public void freeze() throws IOException {
        frozen = Files.readString(file);
        stale = true;
    }

    /** Notices nothing. */
    public void look(boolean away) {
        blind = away;
    }

    /** What it was asked, by path and body. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void evaluate(HttpExchange exchange) throws IOException {
        String flag = URLDecoder.decode(exchange.getRequestURI().getRawPath().replaceAll(".*/", ""), StandardCharsets.UTF_8);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + flag + " " + body);
        if (status != 0) {
            respond(exchange, status, "{\"key\":\"" + flag + "\",\"errorCode\":\"GENERAL\",\"errorDetails\":\"told so\"}");
            return;
        }
        String variant = variant(flag, body);
        if (variant == null) {
            respond(exchange, 404, "{\"key\":\"" + flag + "\",\"errorCode\":\"FLAG_NOT_FOUND\"}");
        } else {
            respond(exchange, 200, "{\"key\":\"" + flag + "\",\"reason\":\"STATIC\",\"variant\":\"" + variant + "\",\"value\":true,\"metadata\":{}}");
        }
    }

    private String variant(String flag, String body) throws IOException {
        String text = stale ? frozen : Files.readString(file);
        Matcher definition = Pattern.compile("\"" + Pattern.quote(flag) + "\"\\s*:\\s*\\{(?s:.*?)\"defaultVariant\"\\s*:\\s*\"([^\"]*)\"").matcher(text);
        if (!definition.find()) {
            return null;
        }
        Matcher targeting = Pattern.compile("\\A\\s*,\\s*\"targeting\"\\s*:\\s*\\{\\s*\"if\"\\s*:\\s*\\[\\s*\\{(?s:.*?)\"OLJCESPC7Z\"\\s*]\\s*}\\s*,\\s*\"([^\"]*)\"")
                .matcher(text.substring(definition.end()));
        return targeting.find() && body.contains("OLJCESPC7Z") ? targeting.group(1) : definition.group(1);
    }

    private void query(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawQuery());
        boolean past = exchange.getRequestURI().getRawQuery().contains("&time=");
        if (exchange.getRequestURI().getRawQuery().contains("broken")) {
            respond(exchange, 400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:7: parse error: unexpected character\"}");
            return;
        }
        boolean always = exchange.getRequestURI().getRawQuery().contains("always");
        boolean fires = always || !past && !blind && !"off".equals(variant("paymentFailure", ""));
        respond(exchange, 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + (fires ? "{\"metric\":{\"alertname\":\"PaymentErrors\"},\"value\":[1,\"1\"]}" : "") + "]}}");
    }

    private static void respond(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
