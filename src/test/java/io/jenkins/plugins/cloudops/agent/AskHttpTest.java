package io.jenkins.plugins.cloudops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.cloudops.engine.incident.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class AskHttpTest {

    private final List<String> seenElsewhere = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private HttpServer elsewhere;

    @Before
    public void open() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            seenElsewhere.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", address(elsewhere));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @After
    public void close() {
        server.stop(0);
        elsewhere.stop(0);
    }

    private static String address(HttpServer of) {
        return "http://127.0.0.1:" + of.getAddress().getPort() + "/";
    }

    @Test
    public void goesWhereItIsSent() throws Exception {
        Answer answer = new AskHttp(address(server), "", "").invoke(null, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(seenElsewhere).containsExactly("null");
    }

    @Test
    public void takesCredentialsNowhereElse() throws Exception {
        Answer answer = new AskHttp(address(server), "", "Bearer s3cr3t").invoke(null, null);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(seenElsewhere).isEmpty();
    }

    @Test
    public void saysWhyNobodyAnswers() throws Exception {
        String gone = address(server);
        server.stop(0);

        Answer answer = new AskHttp(gone, "", "").invoke(null, null);

        assertThat(answer.status()).isZero();
        assertThat(answer.body()).isEqualTo("connection refused");
    }
}
