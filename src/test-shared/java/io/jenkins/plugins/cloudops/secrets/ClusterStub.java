package io.jenkins.plugins.cloudops.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stand-in for the API server of Kubernetes on loopback: as much as the real {@code kubectl} needs to read, apply on the
 * server's side and delete Secrets and ExternalSecrets, and to read and replace ConfigMaps. It keeps who manages which key, and
 * refuses a change of somebody else's without force, and a change of what has another resource version. ExternalSecrets are
 * refreshed as their operator does it: some time after an annotation has changed.
 */
public final class ClusterStub implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    /** By namespace/kind/name. */
    private final Map<String, Map<String, Object>> objects = new TreeMap<>();
    /** Who manages a key of data, by object and key. */
    private final Map<String, String> managers = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, List<Integer>> failures = new LinkedHashMap<>();
    /** What happens just before a request is answered, by a text in it. */
    private final Map<String, Runnable> interruptions = new LinkedHashMap<>();
    private final AtomicLong version = new AtomicLong(1_000);
    private long refreshMillis = 500;
    private boolean refreshFails;

    static {
        // Each answer would wait 40 ms for the acknowledgement of its beginning, which an API server's does not.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public ClusterStub() throws IOException {
        this(0);
    }

    public ClusterStub(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A kubeconfig for it, in JSON, which is YAML. */
    public String kubeconfig() {
        return PlainJson.write(Map.of("apiVersion", "v1", "kind", "Config", "current-context", "stub",
                "clusters", List.of(Map.of("name", "stub", "cluster", Map.of("server", url()))),
                "users", List.of(Map.of("name", "stub", "user", Map.of("token", "kube-token-of-the-stub"))),
                "contexts", List.of(Map.of("name", "stub", "context", Map.of("cluster", "stub", "user", "stub")))));
    }

    /** Requests so far, {@code METHOD path}. */
    public synchronized List<String> calls() {
        return new ArrayList<>(calls);
    }

    public synchronized void forgetCalls() {
        calls.clear();
    }

    /** Requests that change something. */
    public synchronized List<String> writes() {
        return calls.stream().filter(call -> !call.startsWith("GET ")).toList();
    }

    /** Lets the next requests that contain a text in {@code METHOD path} fail with these statuses; 0 lets one through. */
    public synchronized void fail(String call, Integer... statuses) {
        failures.put(call, new ArrayList<>(List.of(statuses)));
    }

    public synchronized void heal() {
        failures.clear();
    }

    /** Lets something happen just before the next request is answered that contains a text in {@code METHOD path}. */
    public synchronized void before(String call, Runnable interruption) {
        interruptions.put(call, interruption);
    }

    /** How long the operator takes; negative for one that fails. */
    public synchronized void refreshIn(long millis) {
        refreshMillis = Math.abs(millis);
        refreshFails = millis < 0;
    }

    /** Makes a Secret of somebody else's. */
    public synchronized void put(String namespace, String name, Map<String, String> data) {
        Map<String, Object> secret = create(namespace, "secrets", name);
        data.forEach((key, value) -> {
            PlainJson.map(secret, "data").put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
            managers.put(namespace + "/secrets/" + name + "/" + key, "somebody");
        });
    }

    /** Makes a ConfigMap of somebody else's, or gives one another value. */
    public synchronized void putConfig(String namespace, String name, String key, String value) {
        Map<String, Object> there = objects.get(namespace + "/configmaps/" + name);
        Map<String, Object> map = there == null ? create(namespace, "configmaps", name) : there;
        PlainJson.map(map, "data").put(key, value);
        PlainJson.map(map, "metadata").put("resourceVersion", String.valueOf(version.incrementAndGet()));
    }

    /** A ConfigMap as it is kept; null if there is none. */
    public synchronized Map<String, Object> config(String namespace, String name) {
        return objects.get(namespace + "/configmaps/" + name);
    }

    /** Makes an ExternalSecret that reads keys of a provider, and the Secret that the operator makes of it. */
    public synchronized void external(String namespace, String name, String... keys) {
        Map<String, Object> external = create(namespace, "externalsecrets", name);
        List<Object> data = new ArrayList<>();
        for (String key : keys) {
            data.add(Map.of("secretKey", "value", "remoteRef", Map.of("key", key)));
        }
        PlainJson.map(external, "spec").put("data", data);
        PlainJson.map(external, "status").putAll(status("2026-01-01T00:00:00Z", "1-old", true));
        put(namespace, name, Map.of("value", "of the operator"));
        PlainJson.map(objects.get(namespace + "/secrets/" + name), "metadata").put("ownerReferences",
                List.of(Map.of("apiVersion", "external-secrets.io/v1", "kind", "ExternalSecret", "name", name, "uid", "1")));
    }

    private Map<String, Object> create(String namespace, String kind, String name) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", kind.equals("externalsecrets") ? "external-secrets.io/v1" : "v1");
        object.put("kind", Map.of("secrets", "Secret", "configmaps", "ConfigMap", "externalsecrets", "ExternalSecret").get(kind));
        Map<String, Object> metadata = PlainJson.map(object, "metadata");
        metadata.put("name", name);
        metadata.put("namespace", namespace);
        metadata.put("resourceVersion", String.valueOf(version.incrementAndGet()));
        objects.put(namespace + "/" + kind + "/" + name, object);
        return object;
    }

    private static Map<String, Object> status(String time, String synced, boolean ready) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("refreshTime", time);
        status.put("syncedResourceVersion", synced);
        status.put("conditions", List.of(Map.of("type", "Ready", "status", ready ? "True" : "False", "reason",
                ready ? "SecretSynced" : "SecretSyncedError", "message", ready ? "Secret was synced" : "could not get secret data")));
        return status;
    }

    /** The values of a Secret; null if there is none. */
    public synchronized Map<String, String> data(String namespace, String name) {
        Map<String, Object> secret = objects.get(namespace + "/secrets/" + name);
        if (secret == null) {
            return null;
        }
        Map<String, String> data = new TreeMap<>();
        PlainJson.map(secret, "data").forEach((key, value) ->
                data.put(key, new String(Base64.getDecoder().decode(value.toString()), StandardCharsets.UTF_8)));
        return data;
    }

    /** The metadata of a Secret. */
    public synchronized Map<String, Object> metadata(String namespace, String name) {
        return PlainJson.map(objects.get(namespace + "/secrets/" + name), "metadata");
    }

    /** How many Secrets a namespace has. */
    public synchronized long count(String namespace) {
        return objects.keySet().stream().filter(key -> key.startsWith(namespace + "/secrets/")).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery() == null ? "" : exchange.getRequestURI().getQuery();
        String method = exchange.getRequestMethod();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int[] status = {200};
        Object answer;
        synchronized (this) {
            calls.add(method + " " + path);
            interruptions.keySet().stream().filter((method + " " + path)::contains).findFirst().map(interruptions::remove).ifPresent(Runnable::run);
            int failure = failure(method + " " + path);
            answer = failure == 0 ? answer(method, path, query, body, status) : refused(failure, method, path, status);
        }
        byte[] bytes = PlainJson.write(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (status[0] == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        exchange.sendResponseHeaders(status[0], bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int failure(String call) {
        for (Map.Entry<String, List<Integer>> planned : failures.entrySet()) {
            if (call.contains(planned.getKey()) && !planned.getValue().isEmpty()) {
                return planned.getValue().size() > 1 ? planned.getValue().remove(0) : planned.getValue().get(0);
            }
        }
        return 0;
    }

    private static Object refused(int code, String method, String path, int[] status) {
        List<String> words = List.of(path.split("/"));
        int at = words.indexOf("namespaces") + 2;
        boolean one = words.size() > at + 1;
        String kind = words.get(Math.min(at, words.size() - 1));
        String verb = Map.of("PATCH", "patch", "PUT", "update", "GET", one ? "get" : "list", "DELETE", "delete").getOrDefault(method, method);
        return switch (code) {
            case 401 -> problem(401, "Unauthorized", "Unauthorized", status);
            case 403 -> problem(403, "Forbidden", (one ? kind + " \"" + words.get(at + 1) + "\"" : kind) + " is forbidden: User \"ops\" cannot "
                    + verb + " resource \"" + kind + "\" in API group \"\" in the namespace \"shop\"", status);
            case 409 -> modified(kind, words.get(words.size() - 1), status);
            case 429 -> problem(429, "TooManyRequests", "too many requests", status);
            default -> problem(code, "InternalError", "an error on the server", status);
        };
    }

    private Object answer(String method, String path, String query, String body, int[] status) {
        switch (path) {
            case "/api":
                return Map.of("kind", "APIVersions", "versions", List.of("v1"));
            case "/apis":
                Map<String, Object> version = Map.of("groupVersion", "external-secrets.io/v1", "version", "v1");
                return Map.of("kind", "APIGroupList", "apiVersion", "v1", "groups", List.of(Map.of("name", "external-secrets.io",
                        "versions", List.of(version), "preferredVersion", version)));
            case "/api/v1":
                return resources("v1", "secrets", "Secret");
            case "/apis/external-secrets.io/v1":
                return resources("external-secrets.io/v1", "externalsecrets", "ExternalSecret");
            case "/version":
                return Map.of("major", "1", "minor", "32", "gitVersion", "v1.32.4");
            case "/openapi/v3":
                return Map.of("paths", Map.of());
            default:
                break;
        }
        List<String> words = new ArrayList<>(List.of(path.split("/")));
        int at = words.indexOf("namespaces");
        if (at < 0 || words.size() < at + 3) {
            return problem(404, "NotFound", "the server could not find the requested resource", status);
        }
        String collection = words.get(at + 1) + "/" + words.get(at + 2);
        return words.size() == at + 3 ? list(collection, words.get(at + 2), method, query, body, status)
                : one(collection + "/" + words.get(at + 3), method, query, body, status);
    }

    private static Object resources(String version, String name, String kind) {
        return Map.of("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", version, "resources", List.of(Map.of("name", name,
                "singularName", kind.toLowerCase(), "namespaced", true, "kind", kind, "verbs",
                List.of("create", "delete", "get", "list", "patch", "update"))));
    }

    private Object list(String collection, String kind, String method, String query, String body, int[] status) {
        if (method.equals("POST")) {
            Map<String, Object> object = PlainJson.object(body);
            return one(collection + "/" + PlainJson.text(PlainJson.map(object, "metadata"), "name"), "PATCH", "fieldManager=create", body,
                    status);
        }
        List<Object> found = new ArrayList<>();
        objects.forEach((key, object) -> {
            if (key.startsWith(collection + "/")) {
                found.add(object);
            }
        });
        int from = parameter(query, "continue").isEmpty() ? 0 : Integer.parseInt(parameter(query, "continue"));
        int most = parameter(query, "limit").isEmpty() ? found.size() : Integer.parseInt(parameter(query, "limit"));
        int end = Math.min(found.size(), from + most);
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("resourceVersion", String.valueOf(version.get())));
        if (end < found.size()) {
            metadata.put("continue", String.valueOf(end));
        }
        boolean secrets = kind.equals("secrets");
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("kind", secrets ? "SecretList" : "ExternalSecretList");
        list.put("apiVersion", secrets ? "v1" : "external-secrets.io/v1");
        list.put("metadata", metadata);
        list.put("items", found.subList(Math.min(from, end), end));
        return list;
    }

    private static String parameter(String query, String name) {
        for (String part : query.split("&")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private Object one(String key, String method, String query, String body, int[] status) {
        Map<String, Object> there = objects.get(key);
        String name = key.substring(key.lastIndexOf('/') + 1);
        String kind = key.split("/")[1];
        if (method.equals("PATCH")) {
            return apply(key, there, query, PlainJson.object(body), status);
        }
        if (there == null) {
            return problem(404, "NotFound", kind + " \"" + name + "\" not found", status);
        }
        if (method.equals("PUT")) {
            Map<String, Object> object = PlainJson.object(body);
            if (!version(object).equals(version(there))) {
                return modified(kind, name, status);
            }
            PlainJson.map(object, "metadata").put("resourceVersion", String.valueOf(version.incrementAndGet()));
            objects.put(key, object);
            return object;
        }
        if (method.equals("DELETE")) {
            objects.remove(key);
            managers.keySet().removeIf(managed -> managed.startsWith(key + "/"));
            return Map.of("kind", "Status", "apiVersion", "v1", "status", "Success");
        }
        return there;
    }

    private Object apply(String key, Map<String, Object> before, String query, Map<String, Object> object, int[] status) {
        String[] place = key.split("/");
        String manager = parameter(query, "fieldManager");
        boolean force = parameter(query, "force").equals("true");
        String wanted = version(object);
        if (!wanted.isEmpty() && (before == null || !wanted.equals(version(before)))) {
            return modified(place[1], place[2], status);
        }
        Map<String, Object> data = PlainJson.map(object, "data");
        if (before != null && !force) {
            Map<String, Object> old = PlainJson.map(before, "data");
            for (String field : data.keySet()) {
                String owner = managers.getOrDefault(key + "/" + field, manager);
                if (!owner.equals(manager) && !data.get(field).equals(old.get(field))) {
                    return problem(409, "Conflict", "Apply failed with 1 conflict: conflict with \"" + owner + "\": .data." + field, status);
                }
            }
        }
        Map<String, Object> now = before == null ? create(place[0], place[1], place[2]) : before;
        Map<String, Object> values = PlainJson.map(now, "data");
        values.keySet().removeIf(field -> !data.containsKey(field) && manager.equals(managers.get(key + "/" + field)));
        values.putAll(data);
        data.keySet().forEach(field -> managers.put(key + "/" + field, manager));
        Map<String, Object> metadata = PlainJson.map(now, "metadata");
        for (String notes : List.of("labels", "annotations")) {
            PlainJson.map(metadata, notes).putAll(PlainJson.map(PlainJson.map(object, "metadata"), notes));
        }
        metadata.put("resourceVersion", String.valueOf(version.incrementAndGet()));
        if (place[1].equals("externalsecrets")) {
            refresh(now);
        }
        status[0] = before == null ? 201 : 200;
        return now;
    }

    private void refresh(Map<String, Object> external) {
        long millis = refreshMillis;
        boolean ready = !refreshFails;
        threads.submit(() -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                return;
            }
            synchronized (this) {
                PlainJson.map(external, "status").putAll(status(Instant.now().toString(), "1-" + version.incrementAndGet(), ready));
            }
        });
    }

    private static String version(Map<String, Object> object) {
        return PlainJson.text(PlainJson.map(object, "metadata"), "resourceVersion");
    }

    private static Object modified(String kind, String name, int[] status) {
        return problem(409, "Conflict", "Operation cannot be fulfilled on " + kind + " \"" + name
                + "\": the object has been modified; please apply your changes to the latest version and try again", status);
    }

    private static Object problem(int code, String reason, String message, int[] status) {
        status[0] = code;
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("kind", "Status");
        problem.put("apiVersion", "v1");
        problem.put("status", "Failure");
        problem.put("message", message);
        problem.put("reason", reason);
        problem.put("code", code);
        return problem;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** {@code java ClusterStub PORT}: until it is killed. */
    public static void main(String[] arguments) throws Exception {
        new ClusterStub(Integer.parseInt(arguments[0]));
        Thread.currentThread().join();
    }
}
