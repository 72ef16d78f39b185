package io.jenkins.plugins.cloudops.incident;

import hudson.FilePath;
import io.jenkins.plugins.cloudops.agent.WritePrivateFile;
import io.jenkins.plugins.cloudops.credentials.BuildCredentials;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs {@code kubectl} where a step runs, with a kubeconfig that is there only meanwhile. */
final class Kubectl implements AutoCloseable {

    /** What a shell ends with that does not find a command. */
    private static final int NOT_FOUND = 127;
    /** What kubectl prints when the API cannot be reached, or not now. */
    private static final List<String> PASSING = List.of("Unable to connect", "was refused", "imeout", "deadline exceeded", "(InternalError)",
            "(ServiceUnavailable)", "(TooManyRequests)");

    private final Site site;
    private final String context;
    private final FilePath kubeconfig;

    /** @param credentialsId of a secret file with a kubeconfig; empty for what the agent has */
    Kubectl(Site site, String credentialsId, String context) throws IOException, InterruptedException {
        this.site = site;
        this.context = context;
        // The first step of a build may run before anything has made its workspace.
        site.directory().mkdirs();
        if (credentialsId.isEmpty()) {
            kubeconfig = null;
        } else if (site.build() == null) {
            throw IncidentProblem.setting(Messages.Kubectl_noBuild(credentialsId));
        } else {
            kubeconfig = site.temporary().child("cloudops-kubeconfig-" + UUID.randomUUID());
            kubeconfig.act(new WritePrivateFile(new BuildCredentials(site.build()).kubeconfig("credentialsId", credentialsId)));
        }
    }

    /**
     * @param input for its standard input
     * @return what it printed
     * @throws IncidentProblem if it failed
     */
    String run(String input, String... arguments) throws IOException, InterruptedException {
        // A shell looks for it in the PATH of the build; a launcher would in that of the agent.
        List<String> command = new ArrayList<>(site.launcher().isUnix() ? List.of("sh", "-c", "exec \"$@\"", "sh") : List.of());
        command.addAll(List.of("kubectl", "--request-timeout=30s"));
        if (!context.isEmpty()) {
            command.add("--context=" + context);
        }
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(site.environment());
        if (kubeconfig != null) {
            environment.put("KUBECONFIG", kubeconfig.getRemote());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code;
        try {
            code = site.launcher().launch().cmds(command.toArray(new String[0])).envs(environment).pwd(site.directory())
                    .stdin(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))).stdout(out).stderr(err).quiet(true).join();
        } catch (IOException e) {
            throw IncidentProblem.setting(Messages.Kubectl_missing(e.getMessage()));
        }
        if (code == NOT_FOUND) {
            throw IncidentProblem.setting(Messages.Kubectl_missing(err.toString(StandardCharsets.UTF_8).strip()));
        }
        if (code != 0) {
            String said = err.toString(StandardCharsets.UTF_8).strip();
            String line = said.isEmpty() ? Messages.Kubectl_silent(code) : said.lines().reduce((first, last) -> last).orElse(said);
            throw problem(said, line.matches(".*[.?!]") ? line : line + '.');
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What the API refuses, kubectl prints as {@code Error from server (Reason): …}, with the reasons of the API. */
    private static IncidentProblem problem(String said, String line) {
        if (said.contains("(Conflict)")) {
            return new IncidentProblem(IncidentProblem.Kind.CONFLICT, Messages.Kubectl_conflict(line));
        }
        if (PASSING.stream().anyMatch(said::contains)) {
            return new IncidentProblem(IncidentProblem.Kind.NETWORK, Messages.Kubectl_away(line));
        }
        return IncidentProblem.setting(said.contains("(Forbidden)") ? Messages.Kubectl_forbidden(line)
                : said.contains("(NotFound)") ? Messages.Kubectl_notFound(line)
                : said.contains("(Unauthorized)") ? Messages.Kubectl_unauthorized(line) : Messages.Kubectl_failed(line));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (kubeconfig != null) {
            kubeconfig.delete();
        }
    }
}
