package io.jenkins.plugins.cloudops.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.rules.ExternalResource;

/**
 * Keeps items as Amazon DynamoDB does, as far as the backend {@code s3} with {@code dynamodb_table} needs it: reading, writing only
 * if there is none, deleting, by the key {@code LockID}. Requests and answers as in the API reference of DynamoDB, version 2012-08-10.
 */
public final class TableServer extends ExternalResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
    private HttpServer server;

    @Override
    protected void before() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
    }

    /** Such as {@code http://127.0.0.1:1234}. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What Terraform says of the lock of a state; empty if there is none. */
    public String lock(String state) {
        JsonNode item = items.get(state);
        return item == null ? "" : item.path("Info").path("S").asText();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String action = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        ObjectNode answer = JSON.createObjectNode();
        int status = 200;
        switch (action.substring(action.indexOf('.') + 1)) {
            case "PutItem" -> {
                JsonNode item = request.get("Item");
                String key = item.path("LockID").path("S").asText();
                if (!request.has("ConditionExpression")) {
                    items.put(key, item);
                } else if (items.putIfAbsent(key, item) != null) {
                    status = 400;
                    answer.put("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
                    answer.put("message", "The conditional request failed");
                }
            }
            case "GetItem" -> {
                JsonNode item = items.get(key(request));
                if (item != null) {
                    answer.set("Item", item);
                }
            }
            case "DeleteItem" -> items.remove(key(request));
            default -> {
                status = 400;
                answer.put("__type", "com.amazon.coral.service#UnknownOperationException");
            }
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String key(JsonNode request) {
        return request.path("Key").path("LockID").path("S").asText();
    }
}
