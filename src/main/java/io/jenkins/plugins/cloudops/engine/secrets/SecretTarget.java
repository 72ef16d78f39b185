package io.jenkins.plugins.cloudops.engine.secrets;

import java.io.Serializable;
import java.time.Duration;
import java.util.regex.Pattern;

/** Where secrets go to. Immutable, without a value; kept with running pipelines, hence no record. */
public final class SecretTarget implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The kinds, with the names that people give them. */
    public enum Kind {
        KUBERNETES("kubernetesSecret"),
        EXTERNAL("externalSecret"),
        ONE_PASSWORD("onePasswordFile"),
        DOTENV("dotenvFile"),
        JSON("jsonFile");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** As in a pipeline. */
        public String symbol() {
            return symbol;
        }

        /** Whether it is a file in the agent workspace. */
        public boolean isFile() {
            return this == ONE_PASSWORD || this == DOTENV || this == JSON;
        }
    }

    /** As Kubernetes names a namespace: a label of RFC 1123. */
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Kind kind;
    private final String namespace;
    private final String context;
    private final String credentialsId;
    private final String path;
    private final boolean keep;
    private final long waitSeconds;

    private SecretTarget(Kind kind, String namespace, String context, String credentialsId, String path, boolean keep,
            long waitSeconds) {
        this.kind = kind;
        this.namespace = namespace;
        this.context = context;
        this.credentialsId = credentialsId;
        this.path = path;
        this.keep = keep;
        this.waitSeconds = waitSeconds;
    }

    /**
     * Secrets of a namespace.
     *
     * @param context of the kubeconfig, empty for its current one
     * @param credentialsId of a kubeconfig, empty for that of the agent
     * @throws SecretsProblem naming the first that cannot be used
     */
    public static SecretTarget kubernetes(String namespace, String context, String credentialsId) {
        return cluster(Kind.KUBERNETES, namespace, context, credentialsId, Duration.ZERO);
    }

    /**
     * Secrets of a namespace that the External Secrets Operator makes.
     *
     * @param wait until they are ready, at most an hour
     * @throws SecretsProblem naming the first that cannot be used
     */
    public static SecretTarget external(String namespace, String context, String credentialsId, Duration wait) {
        if (wait.isNegative() || wait.isZero() || wait.compareTo(LONGEST_WAIT) > 0) {
            throw SecretsProblem.setting(Messages.SecretTarget_wait(wait.toSeconds() + "s"));
        }
        return cluster(Kind.EXTERNAL, namespace, context, credentialsId, wait);
    }

    private static SecretTarget cluster(Kind kind, String namespace, String context, String credentialsId, Duration wait) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw SecretsProblem.setting(Messages.SecretTarget_namespace(kind.symbol(), Visible.of(namespace)));
        }
        if (context.chars().anyMatch(c -> c < ' ')) {
            throw SecretsProblem.setting(Messages.SecretTarget_context(kind.symbol(), Visible.of(context)));
        }
        return new SecretTarget(kind, namespace, context, credentialsId, "", false, wait.toSeconds());
    }

    /**
     * A file.
     *
     * @param path relative to the current directory of the step, or absolute
     * @param keep whether it stays after the build
     * @throws SecretsProblem if the path cannot be used
     */
    public static SecretTarget file(Kind kind, String path, boolean keep) {
        if (path.isEmpty() || path.endsWith("/") || path.chars().anyMatch(c -> c < ' ')) {
            throw SecretsProblem.setting(Messages.SecretTarget_path(kind.symbol(), Visible.of(path)));
        }
        return new SecretTarget(kind, "", "", "", path, keep, 0);
    }

    public Kind kind() {
        return kind;
    }

    public String namespace() {
        return namespace;
    }

    String context() {
        return context;
    }

    /** The id of a kubeconfig; empty for that of the agent. */
    public String credentialsId() {
        return credentialsId;
    }

    public String path() {
        return path;
    }

    public boolean keep() {
        return keep;
    }

    long waitSeconds() {
        return waitSeconds;
    }

    /** For people, and to tell targets apart. */
    public String label() {
        return kind.symbol() + " " + (kind.isFile() ? path : namespace + (context.isEmpty() ? "" : " (" + context + ")"));
    }

    /** What may be there once only. */
    String place() {
        return kind.isFile() ? path : kind.symbol() + '\n' + namespace + '\n' + context + '\n' + credentialsId;
    }
}
