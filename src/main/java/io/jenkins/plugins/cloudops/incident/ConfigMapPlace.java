package io.jenkins.plugins.cloudops.incident;

import io.jenkins.plugins.cloudops.engine.incident.ConfigMapText;
import io.jenkins.plugins.cloudops.engine.incident.FlagFile;
import io.jenkins.plugins.cloudops.engine.incident.IncidentProblem;
import io.jenkins.plugins.cloudops.engine.incident.Touch;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A key of a ConfigMap in a cluster. */
final class ConfigMapPlace extends TargetPlace {

    private static final int ATTEMPTS = 3;

    private final String node;
    private final String namespace;
    private final String name;
    private final String key;
    private final String credentialsId;
    private final String context;
    private final String labels;

    /** @throws IncidentProblem if a name cannot be one */
    ConfigMapPlace(String node, String namespace, String name, String key, String credentialsId, String context) {
        ConfigMapText.path(namespace, name, key);
        this.node = node;
        this.namespace = namespace;
        this.name = name;
        this.key = key;
        this.credentialsId = credentialsId;
        this.context = context;
        this.labels = ClearingTask.labels(node);
    }

    @Override
    String labels() {
        return labels;
    }

    @Override
    String key() {
        return "configmap:" + credentialsId + ":" + context + ":" + namespace + "/" + name + "/" + key;
    }

    @Override
    public String label() {
        return namespace + "/" + name + ", " + key;
    }

    @Override
    String node() {
        return node;
    }

    @Override
    boolean isOnNode() {
        return false;
    }

    @Override
    String read(Site site) throws IOException, InterruptedException {
        try (Kubectl kubectl = new Kubectl(site, credentialsId, context)) {
            return get(kubectl).flags();
        }
    }

    @Override
    void trigger(Site site, List<Touch> touches) throws IOException, InterruptedException {
        edit(site, flags -> new FlagFile.Cleared(flags.triggered(touches), List.of()));
    }

    @Override
    List<String> clear(Site site, List<Touch> touches, boolean force) throws IOException, InterruptedException {
        return edit(site, flags -> flags.cleared(touches, force));
    }

    /** If somebody else wrote between reading and writing, it is read again. */
    private List<String> edit(Site site, Function<FlagFile, FlagFile.Cleared> change) throws IOException, InterruptedException {
        try (Kubectl kubectl = new Kubectl(site, credentialsId, context)) {
            for (int attempt = 1; true; attempt++) {
                ConfigMapText map = get(kubectl);
                FlagFile.Cleared changed = change.apply(FlagFile.read(label(), map.flags()));
                try {
                    if (!changed.text().equals(map.flags())) {
                        kubectl.run(map.with(changed.text()), "replace", "--raw", path(), "-f", "-");
                    }
                    return changed.left();
                } catch (IncidentProblem e) {
                    if (e.kind() != IncidentProblem.Kind.CONFLICT || attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private ConfigMapText get(Kubectl kubectl) throws IOException, InterruptedException {
        return ConfigMapText.read(label(), key, kubectl.run("", "get", "--raw", path()));
    }

    private String path() {
        return ConfigMapText.path(namespace, name, key);
    }
}
