package io.jenkins.plugins.cloudops.engine.secrets;

import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scripts of a sync, by file name: {@code look} lists the source and reads the targets, {@code fetch} gets values,
 * {@code write} applies, {@code wait} waits for the operator. Each calls the CLIs in some lanes at once, with input and output in
 * files of the run directory; what there is to call is in files, which the stages before it have written.
 */
public final class SyncScripts {

    public static final String LOOK = "look";
    public static final String FETCH = "fetch";
    public static final String WRITE = "write";
    public static final String WAIT = "wait";

    /** How often a stage is tried while somebody asks for fewer requests or cannot be reached. */
    public static final int ATTEMPTS = 4;
    /** Calls at once. */
    static final int LANES = 4;

    /** Variables for calls to the source alone, in the run directory. */
    public static final String SOURCE_ENVIRONMENT = "source.env";
    /** A tool that is not there, one a line. */
    static final String MISSING = "missing";
    static final String CALLS = "write.list";

    /** Exit code of {@code look} where a tool is missing. */
    public static final int NO_TOOL = 121;

    private final SyncRequest request;

    public SyncScripts(SyncRequest request) {
        this.request = request;
    }

    /** The kubeconfig of a target in the run directory. */
    public static String kubeconfig(int target) {
        return "kubeconfig-" + target;
    }

    /**
     * All scripts and inputs, by file name.
     *
     * @param environment of the stages, as a file to source
     * @param ownKubeconfigs which targets have a kubeconfig in the run directory
     */
    public Map<String, String> files(String environment, List<Integer> ownKubeconfigs) {
        Map<String, String> files = new LinkedHashMap<>(RunDirectory.supervisor());
        try {
            int number = 0;
            for (String input : request.source().kind() == SecretSource.Kind.AWS ? new AwsCalls(request.source()).lists()
                    : List.<String>of()) {
                files.put("listed-" + number++ + ".in", input);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put("pages.json", resource("pages.json"));
        String head = head(ownKubeconfigs);
        for (String stage : List.of(LOOK, FETCH, WRITE, WAIT)) {
            files.put(RunDirectory.script(stage), "cli /bin/sh \"$cloudops_dir/" + stage + ".work\" >\"$cloudops_dir/$cloudops_stage.out\" 2>&1"
                    + " || fail " + stage + " $?\n");
            files.put(stage + ".work", head + (stage.equals(LOOK) ? look() : resource(stage + ".sh")) + "finish\n");
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                files.put(RunDirectory.environment(RunDirectory.attempt(stage, attempt)), environment);
            }
        }
        return files;
    }

    private String head(List<Integer> ownKubeconfigs) {
        StringBuilder head = new StringBuilder("#!/bin/sh\n").append(resource("head.sh"));
        boolean aws = request.source().kind() == SecretSource.Kind.AWS;
        head.append("lanes=").append(LANES).append('\n');
        head.append("attempts_no_batch=").append(aws && !new AwsCalls(request.source()).inBatches() ? 1 : 0).append('\n');
        if (aws) {
            head.append("ask() (\n  . ./").append(SOURCE_ENVIRONMENT).append("\n  exec ")
                    .append(new AwsCalls(request.source()).command()).append(" \"$@\"\n)\n");
        }
        for (int target = 0; target < request.targets().size(); target++) {
            SecretTarget to = request.targets().get(target);
            if (!to.kind().isFile()) {
                List<String> words = new ArrayList<>(List.of("kubectl", "--request-timeout=60s", "--namespace=" + to.namespace()));
                if (!to.context().isEmpty()) {
                    words.add("--context=" + to.context());
                }
                head.append("kubectl_").append(target).append("() (\n")
                        .append(ownKubeconfigs.contains(target)
                                ? "  KUBECONFIG=$directory/" + kubeconfig(target) + "\n  export KUBECONFIG\n" : "")
                        .append("  exec ").append(ShellWords.join(words)).append(" \"$@\"\n)\n");
            }
        }
        return head.toString();
    }

    private String look() {
        StringBuilder look = new StringBuilder();
        List<String> tools = new ArrayList<>();
        if (request.source().kind() == SecretSource.Kind.AWS) {
            tools.add("aws");
        }
        if (request.needsKubectl()) {
            tools.add("kubectl");
        }
        if (!tools.isEmpty()) {
            look.append("for tool in ").append(String.join(" ", tools)).append("; do\n")
                    .append("  command -v \"$tool\" >/dev/null 2>&1 || echo \"$tool\" >>" + MISSING + "\n")
                    .append("done\n[ ! -e " + MISSING + " ] || exit " + NO_TOOL + "\n");
        }
        if (request.source().kind() == SecretSource.Kind.AWS) {
            look.append("for input in listed-*.in; do\n  ask_into \"${input%.in}\" list-secrets --page-size 100"
                    + " --cli-input-json \"file://$input\" &\n  pids=\"$pids $!\"\ndone\n");
        }
        for (int target = 0; target < request.targets().size(); target++) {
            SecretTarget to = request.targets().get(target);
            if (!to.kind().isFile()) {
                // What Helm keeps of its releases is large and never a target.
                look.append("into target-").append(target).append(" kubectl_").append(target).append(" get ")
                        .append(to.kind() == SecretTarget.Kind.EXTERNAL ? "externalsecrets.external-secrets.io"
                                : "secrets --field-selector type!=helm.sh/release.v1")
                        .append(" -o json &\npids=\"$pids $!\"\n");
            }
        }
        // Without any call, "wait" alone would wait for the watcher, which never ends.
        return look.append("[ -z \"$pids\" ] || wait $pids\n").toString();
    }

    static String resource(String name) {
        try (InputStream in = SyncScripts.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
