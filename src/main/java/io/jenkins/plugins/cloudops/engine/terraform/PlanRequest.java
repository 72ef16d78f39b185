package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
import io.jenkins.plugins.cloudops.engine.terraform.gate.Gates;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is to be planned, checked as far as that can be without the agent. Immutable; serializable,
 * since a pipeline keeps it over a restart of the controller.
 *
 * <p>Long, since each setting has a field, an accessor and a place in the builder; the checks are in one
 * method.
 */
public final class PlanRequest implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Terraform accepts what a URL path segment need not escape; these are the useful ones. */
    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.~-]{0,89}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]*\\.)*[A-Za-z0-9-]*[A-Za-z0-9]");
    private static final int MOST_PARALLEL = 10_000;
    private static final int MOST_ATTEMPTS = 10;
    private static final int LONGEST_REASON = 1_000;
    private static final String DEFAULT_LOCK_TIMEOUT = "10m";

    private final String stack;
    private final String name;
    private final String tool;
    private final String workspace;
    private final VariableValues vars;
    private final ArrayList<String> varFiles;
    private final VariableValues backendValues;
    private final ArrayList<String> backendFiles;
    private final ArrayList<String> targets;
    private final ArrayList<String> replace;
    private final boolean destroy;
    private final boolean refreshOnly;
    private final boolean refresh;
    private final int parallelism;
    private final boolean lock;
    private final long lockTimeoutMillis;
    private final TreeMap<String, String> environment;
    private final InitMode init;
    private final boolean upgrade;
    private final int retry;
    private final OnDrift onDrift;
    private final OnDeadLock onDeadLock;
    private final TreeMap<String, String> registries;
    private final String gitCredentialsId;
    private final ArrayList<String> credentials;
    private final TreeMap<String, String> secrets;
    private final ArrayList<String> mask;
    private final AwsRole awsRole;
    private final Gates gates;
    private final String override;
    private final OnBrokenGate onBrokenGate;

    private PlanRequest(Builder settings) {
        stack = settings.stack.isEmpty() ? "." : settings.stack;
        name = settings.name.isEmpty() ? stack : settings.name;
        tool = settings.tool;
        workspace = settings.workspace;
        vars = VariableValues.of("vars", settings.vars);
        varFiles = files("varFiles", settings.varFiles);
        backendValues = VariableValues.of("backendConfig", settings.backendValues);
        backendFiles = files("backendConfig", settings.backendFiles);
        targets = words("targets", settings.targets);
        replace = words("replace", settings.replace);
        destroy = settings.destroy;
        refreshOnly = settings.refreshOnly;
        refresh = settings.refresh;
        parallelism = settings.parallelism;
        lock = settings.lock;
        lockTimeoutMillis = GoDuration.parse("lockTimeout",
                settings.lockTimeout.isEmpty() ? DEFAULT_LOCK_TIMEOUT : settings.lockTimeout).toMillis();
        environment = new TreeMap<>(settings.environment);
        init = InitMode.of(settings.init);
        upgrade = settings.upgrade;
        retry = settings.retry;
        onDrift = OnDrift.of(settings.onDrift);
        onDeadLock = OnDeadLock.of(settings.onDeadLock);
        registries = new TreeMap<>(settings.registries);
        gitCredentialsId = settings.gitCredentialsId;
        credentials = new ArrayList<>(settings.credentials);
        secrets = new TreeMap<>(settings.secrets);
        mask = words("mask", settings.mask);
        awsRole = settings.awsRole;
        gates = settings.gates;
        override = settings.override.strip();
        onBrokenGate = OnBrokenGate.of(settings.onBrokenGate);
        check();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these settings, to change some of them. */
    public Builder toBuilder() {
        Builder same = new Builder();
        same.stack = stack;
        same.name = name;
        same.tool = tool;
        same.workspace = workspace;
        same.vars = vars.asMap();
        same.varFiles = varFiles;
        same.backendValues = backendValues.asMap();
        same.backendFiles = backendFiles;
        same.targets = targets;
        same.replace = replace;
        same.destroy = destroy;
        same.refreshOnly = refreshOnly;
        same.refresh = refresh;
        same.parallelism = parallelism;
        same.lock = lock;
        same.lockTimeout = lockTimeoutMillis + "ms";
        same.environment = environment;
        same.init = init.word();
        same.upgrade = upgrade;
        same.retry = retry;
        same.onDrift = onDrift.name().toLowerCase(Locale.ROOT);
        same.onDeadLock = onDeadLock.name().toLowerCase(Locale.ROOT);
        same.registries = registries;
        same.gitCredentialsId = gitCredentialsId;
        same.credentials = credentials;
        same.secrets = secrets;
        same.mask = mask;
        same.awsRole = awsRole;
        same.gates = gates;
        same.override = override;
        same.onBrokenGate = onBrokenGate.name().toLowerCase(Locale.ROOT);
        return same;
    }

    private void check() {
        onOneLine("stack", stack);
        onOneLine("name", name);
        onOneLine("tool", tool);
        if (tool.startsWith("-")) {
            throw new BadSetting(Messages.PlanRequest_toolLooksLikeOption(tool));
        }
        if (!workspace.isEmpty() && !WORKSPACE.matcher(workspace).matches()) {
            throw new BadSetting(Messages.PlanRequest_workspace(workspace));
        }
        if (destroy && refreshOnly) {
            throw new BadSetting(Messages.PlanRequest_destroyAndRefreshOnly());
        }
        if (refreshOnly && !refresh) {
            throw new BadSetting(Messages.PlanRequest_refreshOnlyWithoutRefresh());
        }
        if (refreshOnly && !replace.isEmpty()) {
            throw new BadSetting(Messages.PlanRequest_refreshOnlyAndReplace(String.join(", ", replace)));
        }
        if (parallelism < 0 || parallelism > MOST_PARALLEL) {
            throw new BadSetting(Messages.PlanRequest_parallelism(String.valueOf(parallelism), String.valueOf(MOST_PARALLEL)));
        }
        if (retry < 1 || retry > MOST_ATTEMPTS) {
            throw new BadSetting(Messages.PlanRequest_retry(retry, MOST_ATTEMPTS));
        }
        if (upgrade && init == InitMode.NEVER) {
            throw new BadSetting(Messages.PlanRequest_upgradeWithoutInit());
        }
        if (onDrift != OnDrift.IGNORE && !refresh) {
            throw new BadSetting(Messages.PlanRequest_onDriftWithoutRefresh(onDrift.name().toLowerCase(Locale.ROOT)));
        }
        if (override.length() > LONGEST_REASON) {
            throw new BadSetting(Messages.PlanRequest_override(override.length(), LONGEST_REASON));
        }
        registries.forEach((host, id) -> {
            if (!HOST.matcher(host).matches()) {
                throw new BadSetting(Messages.PlanRequest_registryHost(host));
            }
            if (id == null || id.isBlank()) {
                throw new BadSetting(Messages.PlanRequest_registryCredentials(host));
            }
        });
        environment.forEach((variable, value) -> {
            if (!EnvironmentFile.isName(variable)) {
                throw new BadSetting(Messages.PlanRequest_environmentName(variable));
            }
            if (value == null || value.indexOf('\0') >= 0) {
                throw new BadSetting(Messages.PlanRequest_environmentValue(variable));
            }
        });
        secrets.forEach((variable, id) -> {
            if (!EnvironmentFile.isExported(variable)) {
                throw new BadSetting(Messages.PlanRequest_secretName(variable));
            }
            if (id == null || id.isBlank()) {
                throw new BadSetting(Messages.PlanRequest_secretCredentials(variable));
            }
            if (environment.containsKey(variable)) {
                throw new BadSetting(Messages.PlanRequest_secretTwice(variable));
            }
        });
    }

    private static ArrayList<String> files(String setting, List<String> files) {
        files.forEach(file -> {
            if (file.startsWith("-")) {
                throw new BadSetting(Messages.PlanRequest_fileLooksLikeOption(setting, file));
            }
        });
        return words(setting, files);
    }

    private static ArrayList<String> words(String setting, List<String> words) {
        words.forEach(word -> {
            if (word.isBlank()) {
                throw new BadSetting(Messages.PlanRequest_blank(setting));
            }
            onOneLine(setting, word);
        });
        return new ArrayList<>(words);
    }

    private static void onOneLine(String setting, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new BadSetting(Messages.PlanRequest_controlCharacter(setting, value.replaceAll("\\p{Cntrl}", "?")));
        }
    }

    /** The directory of the root module, as given: relative to the current directory of the step. */
    public String stack() {
        return stack;
    }

    /** A label for people; the stack unless given. */
    public String name() {
        return name;
    }

    /** The name of an installation, an executable, or empty for the default. */
    public String tool() {
        return tool;
    }

    /** Terraform's workspace, or empty to take the one that is selected. */
    public String workspace() {
        return workspace;
    }

    public VariableValues vars() {
        return vars;
    }

    /** Paths, absolute or relative to the stack. */
    public List<String> varFiles() {
        return Collections.unmodifiableList(varFiles);
    }

    public VariableValues backendValues() {
        return backendValues;
    }

    /** Paths, absolute or relative to the stack. */
    public List<String> backendFiles() {
        return Collections.unmodifiableList(backendFiles);
    }

    public List<String> targets() {
        return Collections.unmodifiableList(targets);
    }

    public List<String> replace() {
        return Collections.unmodifiableList(replace);
    }

    public boolean destroy() {
        return destroy;
    }

    public boolean refreshOnly() {
        return refreshOnly;
    }

    public boolean refresh() {
        return refresh;
    }

    /** How many operations at once; 0 for Terraform's own default of 10. */
    public int parallelism() {
        return parallelism;
    }

    public boolean lock() {
        return lock;
    }

    public Duration lockTimeout() {
        return Duration.ofMillis(lockTimeoutMillis);
    }

    /** Variables for the CLI beside those that it finds. */
    public Map<String, String> environment() {
        return Collections.unmodifiableMap(environment);
    }

    public InitMode init() {
        return init;
    }

    /** Whether {@code init} looks for newer modules and providers. */
    public boolean upgrade() {
        return upgrade;
    }

    /** How often each of {@code init} and the plan is tried when it fails for a reason that may pass. */
    public int retry() {
        return retry;
    }

    public OnDeadLock onDeadLock() {
        return onDeadLock;
    }

    public OnDrift onDrift() {
        return onDrift;
    }

    /** Ids of credentials by the host of the registry that asks for them. */
    public Map<String, String> registries() {
        return Collections.unmodifiableMap(registries);
    }

    /** The id of the credentials for modules in Git repositories, or empty. */
    public String gitCredentialsId() {
        return gitCredentialsId;
    }

    /** The bindings of credentials, each as it is saved in a job; nothing here reads them. */
    public List<String> credentials() {
        return Collections.unmodifiableList(credentials);
    }

    /** Ids of secret texts by the environment variable that gets the text. */
    public Map<String, String> secrets() {
        return Collections.unmodifiableMap(secrets);
    }

    /** Ids of secret texts whose values are only masked. */
    public List<String> mask() {
        return Collections.unmodifiableList(mask);
    }

    public AwsRole awsRole() {
        return awsRole;
    }

    /** What the plan may not do, beside what the configuration of Jenkins forbids. */
    public Gates gates() {
        return gates;
    }

    /** Why it may be applied although it breaks a gate; empty if it may not. */
    public String override() {
        return override;
    }

    public OnBrokenGate onBrokenGate() {
        return onBrokenGate;
    }

    /** Settings as they come, each with its default; {@link #build()} checks them. */
    public static final class Builder {
        private String stack = "";
        private String name = "";
        private String tool = "";
        private String workspace = "";
        private Map<?, ?> vars = Map.of();
        private List<String> varFiles = List.of();
        private Map<?, ?> backendValues = Map.of();
        private List<String> backendFiles = List.of();
        private List<String> targets = List.of();
        private List<String> replace = List.of();
        private boolean destroy;
        private boolean refreshOnly;
        private boolean refresh = true;
        private int parallelism;
        private boolean lock = true;
        private String lockTimeout = "";
        private Map<String, String> environment = Map.of();
        private String init = "";
        private boolean upgrade;
        private int retry = 1;
        private String onDrift = "";
        private String onDeadLock = "";
        private Map<String, String> registries = Map.of();
        private String gitCredentialsId = "";
        private List<String> credentials = List.of();
        private Map<String, String> secrets = Map.of();
        private List<String> mask = List.of();
        private AwsRole awsRole = AwsRole.NONE;
        private Gates gates = Gates.NONE;
        private String override = "";
        private String onBrokenGate = "";

        private Builder() {
        }

        public Builder stack(String value) {
            stack = value;
            return this;
        }

        public Builder name(String value) {
            name = value;
            return this;
        }

        public Builder tool(String value) {
            tool = value;
            return this;
        }

        public Builder workspace(String value) {
            workspace = value;
            return this;
        }

        public Builder vars(Map<?, ?> value) {
            vars = value;
            return this;
        }

        public Builder varFiles(List<String> value) {
            varFiles = value;
            return this;
        }

        public Builder backendConfig(Map<?, ?> values, List<String> files) {
            backendValues = values;
            backendFiles = files;
            return this;
        }

        public Builder targets(List<String> value) {
            targets = value;
            return this;
        }

        public Builder replace(List<String> value) {
            replace = value;
            return this;
        }

        public Builder destroy(boolean value) {
            destroy = value;
            return this;
        }

        public Builder refreshOnly(boolean value) {
            refreshOnly = value;
            return this;
        }

        public Builder refresh(boolean value) {
            refresh = value;
            return this;
        }

        public Builder parallelism(int value) {
            parallelism = value;
            return this;
        }

        public Builder lock(boolean value) {
            lock = value;
            return this;
        }

        public Builder lockTimeout(String value) {
            lockTimeout = value;
            return this;
        }

        public Builder environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        public Builder init(String value) {
            init = value;
            return this;
        }

        public Builder upgrade(boolean value) {
            upgrade = value;
            return this;
        }

        public Builder retry(int value) {
            retry = value;
            return this;
        }

        public Builder onDeadLock(String value) {
            onDeadLock = value;
            return this;
        }

        public Builder onDrift(String value) {
            onDrift = value;
            return this;
        }

        public Builder registries(Map<String, String> value) {
            registries = value;
            return this;
        }

        public Builder gitCredentialsId(String value) {
            gitCredentialsId = value;
            return this;
        }

        public Builder credentials(List<String> value) {
            credentials = value;
            return this;
        }

        public Builder mask(List<String> value) {
            mask = value;
            return this;
        }

        public Builder secrets(Map<String, String> value) {
            secrets = value;
            return this;
        }

        public Builder awsRole(AwsRole value) {
            awsRole = value;
            return this;
        }

        public Builder gates(Gates value) {
            gates = value;
            return this;
        }

        public Builder override(String value) {
            override = value;
            return this;
        }

        public Builder onBrokenGate(String value) {
            onBrokenGate = value;
            return this;
        }

        /** @throws BadSetting if a setting cannot be used */
        public PlanRequest build() {
            return new PlanRequest(this);
        }
    }
}
