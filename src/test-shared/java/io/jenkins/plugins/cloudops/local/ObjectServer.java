package io.jenkins.plugins.cloudops.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import org.junit.rules.ExternalResource;

/**
 * Keeps objects as Amazon S3 does, as far as the backend {@code s3} with {@code use_lockfile} needs it: reading, writing (also only
 * if there is none), deleting. A write can be made to fail.
 */
public final class ObjectServer extends ExternalResource {

    /** There are no workspaces but the default one. */
    private static final byte[] LISTING = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><Name>states</Name><KeyCount>0</KeyCount>"
            + "<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>").getBytes(StandardCharsets.UTF_8);

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile boolean denying;

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A {@code terraform} block that keeps the state here, and its lock beside it. */
    public String backend() {
        return backend("use_lockfile = true", "");
    }

    /**
     * The same, with the lock in the table {@code locks}.
     *
     * @param dynamodb the address of the server that has it
     */
    public String backend(String dynamodb) {
        return backend("dynamodb_table = \"locks\"", ", dynamodb = \"" + dynamodb + "\"");
    }

    private String backend(String lock, String endpoints) {
        return """
                terraform {
                  backend "s3" {
                    bucket                      = "states"
                    key                         = "shop.tfstate"
                    region                      = "eu-central-1"
                    endpoints                   = { s3 = "http://127.0.0.1:%d"%s }
                    access_key                  = "none"
                    secret_key                  = "none-at-all"
                    %s
                    use_path_style              = true
                    max_retries                 = 1
                    skip_credentials_validation = true
                    skip_requesting_account_id  = true
                    skip_region_validation      = true
                    skip_metadata_api_check     = true
                    skip_s3_checksum            = true
                  }
                }
                """.formatted(server.getAddress().getPort(), endpoints, lock);
    }

    /** Refuses each lock from now on, for want of a permission. */
    public void deny() {
        denying = true;
    }

    /** The text of the lock; empty if there is none. */
    public String lock() {
        return new String(objects.getOrDefault("/states/shop.tfstate.tflock", new byte[0]), StandardCharsets.UTF_8);
    }

    /** Takes the lock as somebody else would. */
    public void lockAs(String id, String who, String created) {
        objects.put("/states/shop.tfstate.tflock", """
                {"ID":"%s","Operation":"OperationTypeApply","Info":"","Who":"%s","Version":"1.11.4","Created":"%s","Path":"states/shop.tfstate"}
                """.formatted(id, who, created).getBytes(StandardCharsets.UTF_8));
    }

    public void unlock() {
        objects.remove("/states/shop.tfstate.tflock");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "GET" -> {
                byte[] object = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type") ? LISTING : objects.get(path);
                reply(exchange, object == null ? 404 : 200, object == null ? error("NoSuchKey") : object);
            }
            case "PUT" -> {
                boolean lock = path.endsWith(".tflock");
                if (lock && denying) {
                    reply(exchange, 403, error("AccessDenied"));
                } else if (exchange.getRequestHeaders().containsKey("If-None-Match") && objects.putIfAbsent(path, body) != null) {
                    reply(exchange, 412, error("PreconditionFailed"));
                } else {
                    objects.put(path, body);
                    reply(exchange, 200, new byte[0]);
                }
            }
            case "DELETE" -> {
                objects.remove(path);
                reply(exchange, 204, new byte[0]);
            }
            default -> reply(exchange, 404, new byte[0]);
        }
    }

    private static byte[] error(String code) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code
                + "</Message></Error>").getBytes(StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
