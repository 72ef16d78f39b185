package io.jenkins.plugins.cloudops.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.rules.ExternalResource;

/** The server of an {@code http} backend on the loopback address: one state with its lock, which it can refuse to write. */
public final class StateServer extends ExternalResource {

    private HttpServer server;
    private volatile byte[] state;
    private volatile String lock;
    private volatile boolean refusing;
    private volatile int refused;

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/state", this::answer);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    /** A {@code terraform} block that keeps the state here. */
    public String backend() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/state";
        return """
                terraform {
                  backend "http" {
                    address        = "%1$s"
                    lock_address   = "%1$s"
                    unlock_address = "%1$s"
                    retry_max      = 0
                  }
                }
                """.formatted(address);
    }

    /** Answers each state that is written with an error, from now on. */
    public void refuseStates() {
        refusing = true;
    }

    public void acceptStates() {
        refusing = false;
    }

    /** How many states were refused. */
    public int refused() {
        return refused;
    }

    /** The state; empty if there is none. */
    public String state() {
        return state == null ? "" : new String(state, StandardCharsets.UTF_8);
    }

    public boolean isLocked() {
        return lock != null;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestMethod()) {
            case "GET" -> reply(exchange, state == null ? 404 : 200, state == null ? new byte[0] : state);
            case "POST" -> {
                if (refusing) {
                    refused++;
                } else {
                    state = body;
                }
                reply(exchange, refusing ? 500 : 200, new byte[0]);
            }
            case "LOCK" -> {
                boolean free = lock == null;
                if (free) {
                    lock = new String(body, StandardCharsets.UTF_8);
                }
                reply(exchange, free ? 200 : 423, lock.getBytes(StandardCharsets.UTF_8));
            }
            case "UNLOCK" -> {
                lock = null;
                reply(exchange, 200, new byte[0]);
            }
            default -> reply(exchange, 405, new byte[0]);
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
