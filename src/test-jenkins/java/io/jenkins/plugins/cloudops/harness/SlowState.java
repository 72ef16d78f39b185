package io.jenkins.plugins.cloudops.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;

/**
 * A state that a stack reads over loopback HTTP and that is given out only when the test says so: until
 * then a plan of {@link #stack} hangs in its refresh. Terraform finishes a read in flight even after
 * an interrupt.
 */
public final class SlowState extends ExternalResource {

    private static final byte[] STATE = ("{\"version\":4,\"terraform_version\":\"1.11.4\",\"serial\":1,"
            + "\"lineage\":\"slow\",\"outputs\":{},\"resources\":[]}").getBytes(StandardCharsets.UTF_8);
    private static final long LONGEST_WAIT_SECONDS = 90;

    private final List<String> reads = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::read);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    protected void after() {
        answer();
        server.stop(0);
        threads.shutdownNow();
    }

    private void read(HttpExchange exchange) throws IOException {
        reads.add(exchange.getRequestURI().getPath());
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(200, STATE.length);
        exchange.getResponseBody().write(STATE);
        exchange.close();
    }

    /** A stack with a resource and an output whose plan reads this state. */
    public String stack() {
        return stack("");
    }

    /** @param name is part of the address that is read */
    public String stack(String name) {
        return """
                data "terraform_remote_state" "slow" {
                  backend = "http"
                  config = { address = "http://127.0.0.1:%d/%s" }
                }
                resource "terraform_data" "shop" { input = "open" }
                output "read" { value = data.terraform_remote_state.slow.outputs }
                """.formatted(server.getAddress().getPort(), name);
    }

    /** How many plans of {@link #stack(String)} with this name have asked for it. */
    public long reads(String name) {
        return reads.stream().filter(("/" + name)::equals).count();
    }

    /** Waits until so many plans hang in the read. */
    public void awaitReads(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (reads.size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("instead of " + count + " plans, only these have begun to read: " + reads);
            }
            Thread.sleep(50);
        }
    }

    /** Lets all plans go on, also those that come later. */
    public void answer() {
        answer.countDown();
    }
}
