package io.jenkins.plugins.cloudops.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for AWS Secrets Manager on loopback: what the real {@code aws} sends to list and to get, and to create, put and
 * delete. Its answers were held against moto's. It asks nobody who they are.
 */
public final class SecretsManagerStub implements AutoCloseable {

    private static final int BATCH = 20;
    private static final int PAGE = 100;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Map<String, Secret> secrets = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private final Map<String, List<String>> failures = new LinkedHashMap<>();
    private volatile String held = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch waiting = new CountDownLatch(0);

    static {
        // Each answer would wait 40 ms for the acknowledgement of its beginning, which the service's own does not.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** One secret with all its versions, the latest last. */
    private static final class Secret {
        private final String arn;
        private final Map<String, Object> tags = new TreeMap<>();
        private final LinkedHashMap<String, Map<String, Object>> versions = new LinkedHashMap<>();

        Secret(String name) {
            arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:" + name + "-" + UUID.randomUUID().toString().substring(0, 6);
        }

        Map<String, List<String>> stages() {
            Map<String, List<String>> stages = new LinkedHashMap<>();
            List<String> ids = new ArrayList<>(versions.keySet());
            if (ids.size() > 1) {
                stages.put(ids.get(ids.size() - 2), List.of("AWSPREVIOUS"));
            }
            if (!ids.isEmpty()) {
                stages.put(ids.get(ids.size() - 1), List.of("AWSCURRENT"));
            }
            return stages;
        }
    }

    public SecretsManagerStub() throws IOException {
        this(0);
    }

    public SecretsManagerStub(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Names of the operations that were asked for so far. */
    public synchronized List<String> calls() {
        return new ArrayList<>(calls);
    }

    /** Names of the secrets whose values were given so far. */
    public synchronized List<String> read() {
        return new ArrayList<>(read);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** Lets the next calls of operations whose names end so fail with these codes, one after the other; {@code always} repeats the last. */
    public synchronized void fail(String operation, String... codes) {
        failures.put(operation, new ArrayList<>(List.of(codes)));
    }

    public synchronized void heal() {
        failures.clear();
    }

    /** Puts a text, as a new version; the id of it. */
    public synchronized String put(String name, String text) {
        return put(name, Map.of("SecretString", text));
    }

    public synchronized String put(String name, byte[] bytes) {
        return put(name, Map.of("SecretBinary", Base64.getEncoder().encodeToString(bytes)));
    }

    public synchronized void tag(String name, String key, String value) {
        secrets.get(name).tags.put(key, value);
    }

    private String put(String name, Map<String, Object> value) {
        String id = UUID.randomUUID().toString();
        secrets.computeIfAbsent(name, Secret::new).versions.put(id, value);
        return id;
    }

    public synchronized void delete(String name) {
        secrets.remove(name);
    }

    /** Lets the calls of operations whose names end so wait until {@link #release}. */
    public void hold(String operation) {
        held = operation;
        gate = new CountDownLatch(1);
        waiting = new CountDownLatch(1);
    }

    /** Returns once a call is held. */
    public void awaitHeld() throws InterruptedException {
        if (!waiting.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("nobody calls " + held);
        }
    }

    public void release() {
        gate.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target != null && !held.isEmpty() && target.endsWith(held)) {
            waiting.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        answerAtOnce(exchange);
    }

    private synchronized void answerAtOnce(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
        Map<String, Object> input = PlainJson.object(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        calls.add(operation);
        List<String> planned = failures.entrySet().stream().filter(failure -> operation.endsWith(failure.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse(List.of());
        Map<String, Object> output = new LinkedHashMap<>();
        int status = 400;
        if (!planned.isEmpty()) {
            String code = planned.get(0);
            if (planned.size() > 1 || !code.startsWith("always ")) {
                planned.remove(0);
            }
            error(output, code.replace("always ", ""), code.contains("AccessDenied")
                    ? "User: arn:aws:iam::123456789012:user/ops is not authorized to perform: secretsmanager:" + operation
                            + " because no identity-based policy allows the action" : "The request was refused");
        } else {
            status = operate(operation, input, output) ? 200 : 400;
        }
        byte[] body = PlainJson.write(output).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private boolean operate(String operation, Map<String, Object> input, Map<String, Object> output) {
        switch (operation) {
            case "ListSecrets":
                list(input, output);
                return true;
            case "BatchGetSecretValue":
                return batch(input, output);
            case "GetSecretValue":
                return get(PlainJson.text(input, "SecretId"), PlainJson.text(input, "VersionId"),
                        PlainJson.text(input, "VersionStage"), output);
            case "CreateSecret":
                return create(PlainJson.text(input, "Name"), input, output);
            case "PutSecretValue":
                write(PlainJson.text(input, "SecretId"), input, output);
                output.put("VersionStages", List.of("AWSCURRENT"));
                return true;
            case "DeleteSecret":
                Secret gone = secrets.remove(PlainJson.text(input, "SecretId"));
                if (gone == null) {
                    return error(output, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
                }
                output.put("ARN", gone.arn);
                output.put("Name", PlainJson.text(input, "SecretId"));
                return true;
            default:
                return error(output, "UnknownOperationException", operation);
        }
    }

    private boolean create(String name, Map<String, Object> input, Map<String, Object> output) {
        write(name, input, output);
        for (Object tag : PlainJson.list(input, "Tags")) {
            secrets.get(name).tags.put(PlainJson.text((Map<?, ?>) tag, "Key"), PlainJson.text((Map<?, ?>) tag, "Value"));
        }
        return true;
    }

    private void write(String name, Map<String, Object> input, Map<String, Object> output) {
        Map<String, Object> value = new LinkedHashMap<>(input);
        value.keySet().retainAll(List.of("SecretString", "SecretBinary"));
        output.put("VersionId", put(name, value));
        output.put("Name", name);
        output.put("ARN", secrets.get(name).arn);
    }

    private void list(Map<String, Object> input, Map<String, Object> output) {
        List<Object> found = new ArrayList<>();
        secrets.forEach((name, secret) -> {
            if (fits(name, secret, PlainJson.list(input, "Filters"))) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("ARN", secret.arn);
                entry.put("Name", name);
                entry.put("LastChangedDate", 1795272319);
                entry.put("SecretVersionsToStages", secret.stages());
                List<Object> tags = new ArrayList<>();
                secret.tags.forEach((key, value) -> tags.add(Map.of("Key", key, "Value", value)));
                entry.put("Tags", tags);
                found.add(entry);
            }
        });
        output.put("SecretList", page(found, input, PAGE, output));
    }

    /** As many as there may be, and where the rest begins. */
    private static <T> List<T> page(List<T> all, Map<String, Object> input, int longest, Map<String, Object> output) {
        int from = PlainJson.text(input, "NextToken").isEmpty() ? 0 : Integer.parseInt(PlainJson.text(input, "NextToken"));
        int most = PlainJson.text(input, "MaxResults").isEmpty() ? longest : Integer.parseInt(PlainJson.text(input, "MaxResults"));
        int end = Math.min(all.size(), from + Math.min(most, longest));
        if (end < all.size()) {
            output.put("NextToken", String.valueOf(end));
        }
        return all.subList(from, end);
    }

    private static boolean fits(String name, Secret secret, List<?> filters) {
        return filters.stream().allMatch(filter -> fits(name, secret, (Map<?, ?>) filter));
    }

    private static boolean fits(String name, Secret secret, Map<?, ?> filter) {
        List<?> values = (List<?>) filter.get("Values");
        return values.stream().anyMatch(value -> switch (PlainJson.text(filter, "Key")) {
            case "name" -> name.startsWith(value.toString());
            case "tag-key" -> secret.tags.keySet().stream().anyMatch(key -> key.startsWith(value.toString()));
            default -> true;
        });
    }

    private boolean batch(Map<String, Object> input, Map<String, Object> output) {
        List<?> filters = PlainJson.list(input, "Filters");
        List<?> ids = PlainJson.list(input, "SecretIdList");
        if (filters.isEmpty() == ids.isEmpty()) {
            return error(output, "InvalidParameterException", "Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }
        if (ids.size() > BATCH) {
            return error(output, "InvalidParameterException", "SecretIdList must have 1 to 20 entries");
        }
        if (ids.isEmpty()) {
            ids = page(secrets.entrySet().stream().filter(entry -> fits(entry.getKey(), entry.getValue(), filters))
                    .map(Map.Entry::getKey).toList(), input, BATCH, output);
        }
        List<Object> values = new ArrayList<>();
        List<Object> errors = new ArrayList<>();
        for (Object id : ids) {
            Map<String, Object> value = new LinkedHashMap<>();
            if (get(id.toString(), "", "", value)) {
                values.add(value);
            } else {
                errors.add(Map.of("SecretId", id, "ErrorCode", "ResourceNotFoundException", "Message",
                        "Secrets Manager can't find the specified secret."));
            }
        }
        output.put("SecretValues", values);
        output.put("Errors", errors);
        return true;
    }

    private boolean get(String id, String version, String stage, Map<String, Object> output) {
        for (Map.Entry<String, Secret> entry : secrets.entrySet()) {
            Secret secret = entry.getValue();
            if (entry.getKey().equals(id) || secret.arn.equals(id)) {
                String wanted = !version.isEmpty() ? version : secret.stages().entrySet().stream()
                        .filter(one -> one.getValue().contains(stage.isEmpty() ? "AWSCURRENT" : stage))
                        .map(Map.Entry::getKey).findFirst().orElse("");
                if (!secret.versions.containsKey(wanted)) {
                    break;
                }
                output.put("ARN", secret.arn);
                output.put("Name", entry.getKey());
                output.put("VersionId", wanted);
                output.putAll(secret.versions.get(wanted));
                read.add(entry.getKey());
                output.put("VersionStages", secret.stages().getOrDefault(wanted, List.of()));
                return true;
            }
        }
        return error(output, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static boolean error(Map<String, Object> output, String code, String message) {
        output.put("__type", code);
        output.put("message", message);
        return false;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** {@code java SecretsManagerStub PORT [COUNT]}: with so many secrets below shop/, until it is killed. */
    public static void main(String[] arguments) throws Exception {
        SecretsManagerStub stub = new SecretsManagerStub(Integer.parseInt(arguments[0]));
        for (int i = 0; arguments.length > 1 && i < Integer.parseInt(arguments[1]); i++) {
            stub.put(String.format("shop/secret-%05d", i), "{\"username\":\"user" + i + "\",\"password\":\"" + UUID.randomUUID() + "\"}");
        }
        Thread.currentThread().join();
    }
}
