package io.jenkins.plugins.cloudops.forge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A forge with one pull request, number 12 of {@code shop/infra}, that answers as five real ones do: GitHub below {@code
 * /api/v3}, GitLab below {@code /api/v4}, Bitbucket Cloud below {@code /2.0}, Bitbucket Data Center below {@code
 * /rest/api/1.0}, Gitea below {@code /api/v1}. The shapes are those of the published descriptions of their APIs, with the
 * fields that the plugin reads and some that it must not stumble over.
 *
 * <p>On loopback only. It remembers what it was asked, and fails when it is told to.
 */
public final class FakeForge implements AutoCloseable {

    public static final String HEAD = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    /** A comment. */
    public static final class Note {
        public final long id;
        public final String author;
        public volatile String text;
        public volatile int version;

        private Note(long id, String author, String text) {
            this.id = id;
            this.author = author;
            this.text = text;
        }
    }

    /** Answers what is not about comments. */
    public interface Beyond {

        /**
         * @param address path and query
         * @param who asks; null for somebody unknown
         * @return null if it does not know
         */
        String answer(String method, String address, String who);
    }

    /** What is answered instead of the usual. */
    private record Failure(Pattern what, int status, Map<String, String> headers, String body, long delay, boolean after) {
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Note> notes = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final Map<String, String> statuses = new LinkedHashMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private long nextId = 1000;

    /** Who has which token; others are not let in. */
    public final Map<String, String> users = new LinkedHashMap<>(Map.of("forge-token", "jenkins-bot"));
    public volatile int pageSize = 100;
    public volatile boolean tellsWho = true;
    /** The last commit of the pull request. */
    public volatile String head = HEAD;
    /** Asked first, also for those who are not let in. */
    public volatile Beyond beyond = (method, address, who) -> null;
    /** What a proxy wants to be told, as which this one can be used as well; empty for nothing. */
    public volatile String proxyAuthorization = "";
    /** Called before a comment is made. */
    public volatile Runnable beforeCreate = () -> { };

    static {
        // Each answer would wait for the acknowledgement of its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public FakeForge() throws IOException {
        this(0);
    }

    /** @param port 0 for any */
    public FakeForge(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** For trying things by hand: {@code java FakeForge.java 8116}. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(new FakeForge(Integer.parseInt(arguments[0])).url());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Fails the next request that matches {@code METHOD /path}. */
    public synchronized void fail(String what, int status, Map<String, String> headers, String body) {
        failures.add(new Failure(Pattern.compile(what), status, headers, body, 0, false));
    }

    /** Does what the next request that matches wants, and answers with this status only, as a proxy whose patience is over. */
    public synchronized void failAfter(String what, int status) {
        failures.add(new Failure(Pattern.compile(what), status, Map.of(), "", 0, true));
    }

    /** Answers the next request that matches so much later. */
    public synchronized void delay(String what, long millis) {
        failures.add(new Failure(Pattern.compile(what), 0, Map.of(), "", millis, true));
    }

    /** {@code METHOD /path?query} each. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What came as credentials, each as it was sent. */
    public List<String> secrets() {
        return List.copyOf(secrets);
    }

    public synchronized List<Note> notes() {
        return List.copyOf(notes);
    }

    public synchronized List<String> texts() {
        return notes.stream().map(note -> note.text).toList();
    }

    /** State and description by context, of the last one on the head. */
    public synchronized Map<String, String> statuses() {
        return new LinkedHashMap<>(statuses);
    }

    public synchronized Note add(String author, String text) {
        Note note = new Note(nextId++, author, text);
        notes.add(note);
        return note;
    }

    public synchronized void remove(Note note) {
        notes.remove(note);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            if (!proxyAuthorization.isEmpty() && !proxyAuthorization.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"proxy\"");
                answer(exchange, 407, "");
                return;
            }
            Failure failure = failure(request);
            if (failure != null && !failure.after) {
                failure.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
                answer(exchange, failure.status, failure.body);
                return;
            }
            Reply reply = reply(exchange, body);
            if (failure != null && failure.delay > 0) {
                Thread.sleep(failure.delay);
            }
            if (failure != null && failure.status > 0) {
                answer(exchange, failure.status, "");
                return;
            }
            reply.headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            String etag = "\"" + Integer.toHexString(reply.body.hashCode()) + "\"";
            if (exchange.getRequestMethod().equals("GET") && reply.status == 200) {
                exchange.getResponseHeaders().add("ETag", etag);
                if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                    exchange.sendResponseHeaders(304, -1);
                    return;
                }
            }
            answer(exchange, reply.status, reply.body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Failure failure(String request) {
        for (Failure failure : failures) {
            if (failure.what.matcher(request).find()) {
                failures.remove(failure);
                return failure;
            }
        }
        return null;
    }

    private record Reply(int status, Map<String, String> headers, String body) {
        Reply(int status, String body) {
            this(status, Map.of(), body);
        }
    }

    private static final Reply NOTHING = new Reply(404, "{\"message\":\"Not Found\"}");

    private Reply reply(HttpExchange exchange, String body) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String token = exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN");
        String sent = authorization == null ? String.valueOf(token) : authorization;
        secrets.add(sent);
        String bare = sent.replaceFirst("^(?:Bearer|token) ", "");
        if (bare.startsWith("Basic ")) {
            bare = new String(Base64.getDecoder().decode(bare.substring(6)), StandardCharsets.UTF_8).replaceFirst("^[^:]*:", "");
        }
        String who = users.get(bare);
        String other = beyond.answer(exchange.getRequestMethod(), exchange.getRequestURI().toString(), who);
        if (other != null) {
            return new Reply(exchange.getRequestMethod().equals("POST") ? 201 : 200, other);
        }
        if (who == null) {
            return new Reply(401, "{\"message\":\"Bad credentials\"}");
        }
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getRawPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (path.startsWith("/api/v3/") || path.equals("/api/graphql")) {
            return github(method, path, query, body, who);
        }
        if (path.startsWith("/api/v4/")) {
            return gitlab(method, path.substring(7), query, body, who);
        }
        if (path.startsWith("/2.0/")) {
            return cloud(method, path.substring(4), query, body, who);
        }
        if (path.startsWith("/rest/")) {
            return dataCenter(method, path, query, body, who);
        }
        return path.startsWith("/api/v1/") ? gitea(method, path.substring(7), query, body, who) : NOTHING;
    }

    private Reply github(String method, String path, String query, String body, String who) {
        if (path.equals("/api/graphql")) {
            return new Reply(200, "{\"data\":{\"viewer\":{\"login\":" + quoted(who) + "}}}");
        }
        String rest = path.substring(7);
        if (rest.equals("/user")) {
            return tellsWho ? new Reply(200, "{\"login\":" + quoted(who) + ",\"id\":1,\"type\":\"User\",\"plan\":{\"name\":\"free\"}}")
                    : new Reply(403, "{\"message\":\"Resource not accessible by integration\",\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"403\"}");
        }
        return repositoryLike(method, rest, query, body, who, "/api/v3", "PATCH");
    }

    private Reply gitea(String method, String rest, String query, String body, String who) {
        if (rest.equals("/user")) {
            return tellsWho ? new Reply(200, "{\"id\":" + id(who) + ",\"login\":" + quoted(who) + ",\"full_name\":\"\"}")
                    : new Reply(403, "{\"message\":\"token does not have at least one of required scope(s): [read:user]\",\"url\":\"/api/swagger\"}");
        }
        return repositoryLike(method, rest, query, body, who, "/api/v1", "PATCH");
    }

    /** GitHub and Gitea, whose shapes are alike; today's Gitea would answer with one page. */
    private Reply repositoryLike(String method, String rest, String query, String body, String who, String prefix, String change) {
        String repository = "/repos/shop/infra";
        if (rest.equals(repository + "/pulls/12")) {
            return new Reply(200, "{\"number\":12,\"state\":\"open\",\"locked\":false,\"head\":{\"ref\":\"more\",\"sha\":\"" + head + "\"},\"base\":{\"ref\":\"main\"}}");
        }
        if (rest.equals(repository + "/issues/12/comments")) {
            return method.equals("POST") ? create(who, field(body, "body"), this::githubComment)
                    : page(query, prefix + rest, this::githubComment);
        }
        if (rest.startsWith(repository + "/statuses/")) {
            return status(rest, field(body, "context"), field(body, "state"), field(body, "description"), field(body, "target_url"));
        }
        return one(method, rest, repository + "/issues/comments/(\\d+)", change, field(body, "body"), who, this::githubComment);
    }

    private String githubComment(Note note) {
        return "{\"id\":" + note.id + ",\"node_id\":\"IC_x\",\"user\":{\"login\":" + quoted(note.author) + ",\"id\":" + id(note.author)
                + ",\"type\":\"User\"},\"created_at\":\"2026-01-01T00:00:00Z\",\"body\":" + quoted(note.text)
                + ",\"html_url\":\"" + url() + "/shop/infra/pull/12#issuecomment-" + note.id + "\",\"performed_via_github_app\":null}";
    }

    private Reply gitlab(String method, String rest, String query, String body, String who) {
        if (rest.equals("/user")) {
            return new Reply(200, "{\"id\":" + id(who) + ",\"username\":" + quoted(who) + ",\"state\":\"active\"}");
        }
        String request = "/projects/shop%2Finfra/merge_requests/12";
        if (rest.equals(request)) {
            return new Reply(200, "{\"id\":1,\"iid\":12,\"sha\":\"" + head + "\",\"diff_refs\":{\"head_sha\":\"" + head + "\"}}");
        }
        if (rest.equals(request + "/notes")) {
            return method.equals("POST") ? create(who, field(body, "body"), this::gitlabNote) : page(query, "/api/v4" + rest, this::gitlabNote);
        }
        if (rest.startsWith("/projects/shop%2Finfra/statuses/")) {
            return status(rest, field(body, "name"), field(body, "state"), field(body, "description"), field(body, "target_url"));
        }
        return one(method, rest, request + "/notes/(\\d+)", "PUT", field(body, "body"), who, this::gitlabNote);
    }

    private String gitlabNote(Note note) {
        return "{\"id\":" + note.id + ",\"type\":null,\"body\":" + quoted(note.text) + ",\"author\":{\"id\":" + id(note.author)
                + ",\"username\":" + quoted(note.author) + "},\"created_at\":\"2026-01-01T00:00:00.000Z\",\"system\":"
                + note.text.startsWith("added 1 commit") + ",\"noteable_iid\":12,\"resolvable\":false}";
    }

    private Reply cloud(String method, String rest, String query, String body, String who) {
        if (rest.equals("/user")) {
            return tellsWho ? new Reply(200, "{\"display_name\":" + quoted(who) + ",\"uuid\":\"{" + id(who) + "}\",\"type\":\"user\"}")
                    : new Reply(403, "{\"type\":\"error\",\"error\":{\"message\":\"This API is only accessible with a user\"}}");
        }
        String request = "/repositories/shop/infra/pullrequests/12";
        if (rest.equals(request)) {
            return new Reply(200, "{\"id\":12,\"source\":{\"commit\":{\"hash\":\"" + head.substring(0, 12) + "\",\"type\":\"commit\"}}}");
        }
        if (rest.equals(request + "/comments")) {
            String text = field(body, "raw");
            if (method.equals("POST")) {
                return create(who, text, this::cloudComment);
            }
            int from = (number(query, "page", 1) - 1) * pageSize;
            List<Note> all = notes();
            List<Note> page = all.subList(Math.min(from, all.size()), Math.min(from + pageSize, all.size()));
            String next = from + pageSize < all.size() ? ",\"next\":\"" + url() + "/2.0" + rest + "?page=" + (from / pageSize + 2) + "\"" : "";
            return new Reply(200, "{\"size\":" + all.size() + ",\"values\":[" + joined(page, this::cloudComment) + "]" + next + "}");
        }
        Matcher status = Pattern.compile("/repositories/shop/infra/commit/(\\w+)/statuses/build").matcher(rest);
        if (status.matches()) {
            return status("/" + status.group(1), field(body, "key"), field(body, "state"), field(body, "description"), field(body, "url"));
        }
        return one(method, rest, request + "/comments/(\\d+)", "PUT", field(body, "raw"), who, this::cloudComment);
    }

    private String cloudComment(Note note) {
        return "{\"id\":" + note.id + ",\"content\":{\"type\":\"rendered\",\"raw\":" + quoted(note.text) + ",\"markup\":\"markdown\",\"html\":\"<p>…</p>\"},"
                + "\"user\":{\"display_name\":" + quoted(note.author) + ",\"uuid\":\"{" + id(note.author) + "}\"},\"deleted\":false,"
                + "\"links\":{\"html\":{\"href\":\"" + url() + "/shop/infra/pull-requests/12/_/diff#comment-" + note.id + "\"}}}";
    }

    private Reply dataCenter(String method, String path, String query, String body, String who) {
        Map<String, String> headers = Map.of("X-AUSERNAME", who, "X-AUSERID", "1");
        String request = "/rest/api/1.0/projects/shop/repos/infra/pull-requests/12";
        Reply reply = NOTHING;
        if (path.equals("/rest/api/1.0/projects")) {
            reply = new Reply(200, "{\"size\":0,\"limit\":1,\"isLastPage\":true,\"values\":[],\"start\":0}");
        } else if (path.equals(request)) {
            reply = new Reply(200, "{\"id\":12,\"version\":0,\"fromRef\":{\"id\":\"refs/heads/more\",\"latestCommit\":\"" + head + "\"}}");
        } else if (path.equals(request + "/activities")) {
            List<Note> latestFirst = new ArrayList<>(notes());
            Collections.reverse(latestFirst);
            int from = number(query, "start", 0);
            int to = Math.min(from + pageSize, latestFirst.size());
            boolean last = to >= latestFirst.size();
            reply = new Reply(200, "{\"size\":1,\"limit\":" + pageSize + ",\"isLastPage\":" + last + ",\"start\":" + from + ",\"nextPageStart\":"
                    + (last ? "null" : to) + ",\"values\":[{\"id\":1,\"action\":\"RESCOPED\"}"
                    + (from < to ? "," : "") + joined(latestFirst.subList(Math.min(from, to), to), note ->
                            "{\"id\":" + note.id + ",\"action\":\"COMMENTED\",\"commentAction\":\"ADDED\",\"comment\":" + dataCenterComment(note) + "}") + "]}");
        } else if (path.equals(request + "/comments") && method.equals("POST")) {
            reply = create(who, field(body, "text"), this::dataCenterComment);
        } else if (path.startsWith("/rest/build-status/1.0/commits/")) {
            Reply set = status(path, field(body, "key"), field(body, "state"), field(body, "description"), field(body, "url"));
            reply = new Reply(set.status == 201 ? 204 : set.status, "");
        } else {
            Note note = note(path, request + "/comments/(\\d+)");
            String seen = method.equals("DELETE") ? String.valueOf(number(query, "version", -1)) : field(body, "version");
            reply = note != null && !seen.equals(String.valueOf(note.version))
                    ? new Reply(409, "{\"errors\":[{\"context\":null,\"message\":\"You are attempting to modify a comment based on out-of-date information.\"}]}")
                    : one(method, path, request + "/comments/(\\d+)", "PUT", field(body, "text"), who, this::dataCenterComment);
        }
        return new Reply(reply.status, headers, reply.body);
    }

    private String dataCenterComment(Note note) {
        return "{\"id\":" + note.id + ",\"version\":" + note.version + ",\"text\":" + quoted(note.text) + ",\"author\":{\"name\":"
                + quoted(note.author) + ",\"id\":" + id(note.author) + ",\"type\":\"NORMAL\"},\"comments\":[],\"severity\":\"NORMAL\"}";
    }

    private interface Shape {
        String of(Note note);
    }

    private Reply create(String who, String text, Shape shape) {
        beforeCreate.run();
        return new Reply(201, shape.of(add(who, text)));
    }

    private Reply page(String query, String path, Shape shape) {
        int number = number(query, "page", 1);
        List<Note> all = notes();
        int from = Math.min((number - 1) * pageSize, all.size());
        int to = Math.min(from + pageSize, all.size());
        Map<String, String> headers = to < all.size()
                ? Map.of("Link", "<" + url() + path + "?per_page=" + pageSize + "&page=1>; rel=\"first\", <" + url() + path + "?per_page=" + pageSize
                        + "&page=" + (number + 1) + ">; rel=\"next\", <" + url() + path + "?page=99>; rel=\"last\"")
                : Map.of();
        return new Reply(200, headers, "[" + joined(all.subList(from, to), shape) + "]");
    }

    private synchronized Reply status(String path, String context, String state, String description, String target) {
        if (!path.endsWith("/" + head) && !head.startsWith(path.substring(path.lastIndexOf('/') + 1))) {
            return new Reply(422, "{\"message\":\"No commit found for SHA\"}");
        }
        String now = state + ": " + description;
        statuses.put(context, now);
        return new Reply(201, "{\"id\":1,\"state\":" + quoted(state) + ",\"target_url\":" + quoted(target) + "}");
    }

    private synchronized Note note(String path, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(path);
        return !matcher.matches() ? null : notes.stream().filter(note -> note.id == Long.parseLong(matcher.group(1))).findFirst().orElse(null);
    }

    private synchronized Reply one(String method, String path, String pattern, String change, String text, String who, Shape shape) {
        Note note = note(path, pattern);
        if (note == null) {
            return NOTHING;
        }
        if (!note.author.equals(who)) {
            return new Reply(403, "{\"message\":\"Must have admin rights to Repository.\"}");
        }
        if (method.equals("DELETE")) {
            notes.remove(note);
            return new Reply(204, "");
        }
        if (method.equals(change)) {
            note.text = text;
            note.version++;
        }
        return new Reply(200, shape.of(note));
    }

    private static int id(String who) {
        return Math.floorMod(who.hashCode(), 10_000);
    }

    private static int number(String query, String name, int otherwise) {
        Matcher number = Pattern.compile("(?:^|&)" + name + "=(\\d+)").matcher(query);
        return number.find() ? Integer.parseInt(number.group(1)) : otherwise;
    }

    private static String joined(List<Note> notes, Shape shape) {
        return String.join(",", notes.stream().map(shape::of).toList());
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                default -> json.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return json.append('"').toString();
    }

    /** The text, or number, of a field somewhere in a JSON object; empty if there is none. */
    static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*(\"|\\d+)").matcher(json);
        if (!field.find()) {
            return "";
        }
        if (!field.group(1).equals("\"")) {
            return field.group(1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = field.end(); json.charAt(i) != '"'; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = json.charAt(++i);
            switch (c) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
