package io.jenkins.plugins.cloudops.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
    private ServerSocket server;

    @Override
    protected void before() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(this::listen, "table server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected void after() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code http://127.0.0.1:1234}. */
    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What Terraform says of the lock of a state; empty if there is none. */
    public String lock(String state) {
        JsonNode item = items.get(state);
        return item == null ? "" : item.path("Info").path("S").asText();
    }

    private void listen() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(10_000);
                answer(socket);
            } catch (IOException over) {
                // The next one, unless it is closed.
            }
        }
    }

    /** In one piece: Terraform closes an answer before it has read who holds a lock from it, and gets what came with the headers. */
    private void answer(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String action = "";
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.regionMatches(true, 0, "X-Amz-Target:", 0, 13)) {
                action = value;
            } else if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(value);
            }
        }
        JsonNode request = JSON.readTree(in.readNBytes(length));
        int status = 200;
        ObjectNode answer = JSON.createObjectNode();
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("HTTP/1.1 " + status + (status == 200 ? " OK" : " Bad Request") + "\r\nContent-Type: application/x-amz-json-1.0\r\n"
                + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        socket.getOutputStream().write(out.toByteArray());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String key(JsonNode request) {
        return request.path("Key").path("LockID").path("S").asText();
    }
}
