package io.jenkins.plugins.cloudops.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.rules.ExternalResource;

/** States with locks over loopback HTTP, which all agents reach: what Terraform's backend {@code http} asks for. */
public final class HttpState extends ExternalResource {

    private static final int LOCKED = 423;

    private final Map<String, byte[]> states = new ConcurrentHashMap<>();
    private final Map<String, byte[]> locks = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile boolean refusing;

    /** Whether no state can be written from now on. */
    public void refuse(boolean writes) {
        refusing = writes;
    }

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] answer = new byte[0];
        int status = 200;
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                answer = states.getOrDefault(path, answer);
                status = answer.length == 0 ? 404 : 200;
            }
            case "POST" -> {
                if (refusing) {
                    status = 500;
                } else {
                    states.put(path, body);
                }
            }
            case "LOCK" -> {
                byte[] held = locks.putIfAbsent(path, body);
                answer = held == null ? answer : held;
                status = held == null ? 200 : LOCKED;
            }
            case "UNLOCK" -> locks.remove(path);
            default -> status = 405;
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The block that keeps a stack's state here. */
    public String backend(String name) {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
        return """
                terraform {
                  backend "http" {
                    address        = "%1$s"
                    lock_address   = "%1$s"
                    unlock_address = "%1$s"
                  }
                }
                """.formatted(address);
    }

    /** The states that are locked. */
    public Set<String> locked() {
        return locks.keySet();
    }

    /** A state as it was written last, empty if it never was. */
    public String state(String name) {
        return new String(states.getOrDefault("/" + name, new byte[0]), StandardCharsets.UTF_8);
    }
}
