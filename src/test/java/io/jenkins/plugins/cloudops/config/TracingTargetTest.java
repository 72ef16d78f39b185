package io.jenkins.plugins.cloudops.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import hudson.LocalProxy;
import io.jenkins.plugins.cloudops.engine.trace.otlp.Collector;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpCollector;
import io.jenkins.plugins.cloudops.engine.trace.otlp.OtlpTarget;
import io.jenkins.plugins.cloudops.local.LocalSite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;

public class TracingTargetTest {

    @Rule
    public final LocalSite site = new LocalSite();

    @Test
    public void aProxyWithAUserKeepsNoTokenFromTheCollector() throws Exception {
        List<Headers> seen = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            seen.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        proxy.start();
        try {
            site.jenkins().setProxy(LocalProxy.of(proxy.getAddress().getPort(), "somebody", "hunter2", ""));

            Collector.Delivery delivery = new OtlpCollector(new OtlpTarget("http://collector.example.com:4318/v1/traces", "",
                    Map.of("Authorization", "Bearer s3cr3t"), Map.of("service.name", "ci")), TracingTarget.transport()).send(List.of());

            assertThat(delivery.outcome()).isEqualTo(Collector.Outcome.DELIVERED);
            assertThat(seen).singleElement().satisfies(headers -> {
                assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer s3cr3t");
                assertThat(headers.getFirst("Proxy-Authorization")).isEqualTo("Basic c29tZWJvZHk6aHVudGVyMg==");
            });
        } finally {
            proxy.stop(0);
        }
    }
}
