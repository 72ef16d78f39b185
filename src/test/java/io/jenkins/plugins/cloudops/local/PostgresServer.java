package io.jenkins.plugins.cloudops.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;

/** A PostgreSQL of its own on loopback, for a state. It refuses to run as root, so there it runs as nobody. */
public final class PostgresServer extends ExternalResource {

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private Path directory;
    private int port;
    private Process server;

    @Override
    protected void before() throws Exception {
        Tools.require("initdb");
        Tools.require("postgres");
        directory = Files.createTempDirectory("postgres");
        if (ROOT) {
            run(List.of("chown", "nobody", directory.toString()));
        }
        run(asNobody("initdb", "-D", directory + "/data", "-U", "postgres", "-A", "trust", "--no-sync"));
        // It cannot choose a port itself, and somebody else may take the one that was free.
        for (int attempt = 0; attempt < 5 && !isReady(); attempt++) {
            start();
        }
        assertThat(isReady()).as(Files.readString(directory.resolve("log"))).isTrue();
    }

    /** Starts it; returns when it is ready or has ended. */
    private void start() throws IOException {
        port = Ports.free();
        server = new ProcessBuilder(asNobody("postgres", "-D", directory + "/data", "-p", String.valueOf(port), "-h", "127.0.0.1",
                "-c", "fsync=off", "-c", "unix_socket_directories=" + directory)).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile()).start();
        Eventually.holds(() -> assertThat(isReady() || !server.isAlive()).isTrue());
    }

    private boolean isReady() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log) && Files.readString(log).contains("ready to accept connections");
    }

    @Override
    protected void after() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
            server.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        if (directory != null) {
            LocalSite.delete(directory.toFile());
        }
    }

    /** A {@code terraform} block that keeps the state here. */
    public String backend() {
        return """
                terraform {
                  backend "pg" {
                    conn_str = "postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable"
                  }
                }
                """.formatted(port);
    }

    private static List<String> asNobody(String... command) {
        List<String> whole = new ArrayList<>();
        if (ROOT) {
            whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
