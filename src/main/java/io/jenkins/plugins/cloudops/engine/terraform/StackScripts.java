package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
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
import java.util.regex.Pattern;

/**
 * Turns a request into the scripts of its run: {@code prepare} finds the CLI, runs {@code init} and
 * selects the Terraform workspace; the stages of an {@link StackOperation} follow. A script is a head with
 * the settings of the run and a body that is always the same. Values are quoted, options always come
 * as {@code -name=value}, variables and backend settings are in files.
 */
public final class StackScripts {

    /** The stages. */
    public static final String PREPARE = "prepare";
    public static final String PLAN = "plan";
    public static final String APPLY = "apply";
    public static final String OUTPUT = "output";
    public static final String PUSH = "push";
    public static final String FMT = "fmt";
    public static final String VALIDATE = "validate";
    public static final String TEST = "test";
    /** Looks whether the state is locked. */
    public static final String LOOK = "look";
    /** Takes away the lock whose ID is in {@link #LOCK_ID}. */
    public static final String UNLOCK = "unlock";

    /** Files of the run directory beside those of {@link RunDirectory}. */
    public static final String TOOL = "tool";
    public static final String VERSION = "version.json";
    public static final String WORKSPACE = "workspace";
    public static final String DATA_DIRECTORY = "data-directory";
    public static final String COMMIT = "commit";
    public static final String TREE = "tree";
    public static final String EDITS = "edits";
    public static final String STATE_ID = "state.id";
    public static final String BACKEND_ENVIRONMENT = "backend.env";
    public static final String PLAN_FILE = "plan.tfplan";
    public static final String PLAN_JSON = "plan.json";
    public static final String OUTPUTS = "outputs.json";
    /** What the plan does to every resource, see {@link io.jenkins.plugins.cloudops.engine.terraform.plan.ActionLines}. */
    public static final String ACTIONS = "actions.jsonl.gz";
    /** The files that are not formatted, one a line. */
    public static final String FMT_LIST = "fmt.list";
    public static final String VALIDATION = "validate.json";
    /** The files that planning made. */
    public static final String MADE = "made.zip";
    /** How long the next command waits for the lock, as {@code -lock-timeout} has it; not there for not at all. */
    public static final String LOCK_TIMEOUT = "lock-timeout";
    /** The ID of a lock that is to be taken away. */
    public static final String LOCK_ID = "unlock.id";
    /** Who the CLI is for a lock, {@code user@host}; then what was started with the machine. */
    public static final String WHO = "who";
    private static final Pattern SAFE_LOCK_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._:/+-]{0,299}");
    /** Present if the plan has ephemeral variables, whose values have to be given again. */
    public static final String EPHEMERAL = "ephemeral";
    /** A state that could not be written; Terraform's own name for it. */
    public static final String ERRORED_STATE = "errored.tfstate";
    /** Stands for what is known only when the command runs; as an argument of a user it would have to begin otherwise. */
    private static final String LOCK_TIMEOUT_OPTION = "-lock-timeout=$";
    private static final String INIT_DIGEST = "init.digest";
    public static final String VARS = "vars.tfvars.json";
    public static final String BACKEND = "backend.tfbackend.json";

    /** The attempt at {@link #APPLY} after another plan, which is not one of {@code retry}. */
    public static final int AFTER_REPLAN = 2;

    /** The greatest exit code of a command that has ended by itself. */
    public static final int NOT_OURS = 2;
    /** Exit codes of our own, out of the range that Terraform uses. */
    public static final int NO_DIRECTORY = 120;
    public static final int NO_TOOL = 121;
    public static final int ERRORED_STATE_THERE = 122;

    private final StackOperation operation;
    private final List<String> backendVariables;
    private final PlanRequest request;
    private final String directory;
    private final String stack;

    /**
     * @param directory the absolute path of the run directory
     * @param stack the absolute path of the stack
     * @param backendVariables names of the environment variables that can say where the state is
     */
    public StackScripts(StackOperation operation, PlanRequest request, String directory, String stack,
            List<String> backendVariables) {
        this.backendVariables = List.copyOf(backendVariables);
        this.operation = operation;
        this.request = request;
        this.directory = directory;
        this.stack = stack;
    }

    /** Whether a file of the run directory is started by another program and not only read. */
    public static boolean isExecutable(String file) {
        return file.equals(GitAccess.ASKPASS);
    }

    /** The file of a look at the lock after an attempt: what the CLI said. */
    public static String look(String attempt) {
        return attempt + ".look";
    }

    /** The file with the exit code of that look. */
    public static String looked(String attempt) {
        return attempt + ".looked";
    }

    /** Whether the CLI takes a text for the ID of a lock, whatever wrote that into the backend. */
    public static boolean isLockId(String id) {
        return SAFE_LOCK_ID.matcher(id).matches();
    }

    /** @param failed where a stage ended early: whether that was for a state which an earlier apply had left */
    public static boolean foundErroredState(String failed) {
        return failed.equals("errored");
    }

    /**
     * All files of the run, by name.
     *
     * @param tools executables to try in this order: names to look up on the PATH, or absolute paths
     * @param environment what the surrounding build adds to the environment
     * @param cache a directory for the providers of all jobs on the agent, or empty
     * @param bound what every command gets from credentials
     * @param access with what {@code init} gets at private registries and repositories
     * @param initDigest of what {@code init} depends on, empty if that cannot be told
     * @throws BadSetting if a path cannot be given to the CLI
     */
    public Map<String, String> files(List<String> tools, Map<String, String> environment, String cache,
            CliAccess bound, InitAccess access, String initDigest) {
        Map<String, String> files = new LinkedHashMap<>(RunDirectory.supervisor());
        String variables = environment(request, environment, bound);
        String ofInit = EnvironmentFile.render(access.environment(directory));
        for (int attempt = 1; attempt <= request.retry(); attempt++) {
            String prepare = RunDirectory.attempt(PREPARE, attempt);
            files.put(RunDirectory.environment(prepare), variables);
            for (String stage : operation.stages()) {
                files.put(RunDirectory.environment(RunDirectory.attempt(stage, attempt)), variables);
            }
            if (!ofInit.isEmpty()) {
                files.put(prepare + ".init", ofInit);
            }
        }
        files.put(RunDirectory.script(PREPARE), prepare(tools, cache));
        for (String stage : operation.stages()) {
            files.put(RunDirectory.script(stage), stage(stage));
        }
        if (operation.locks() && request.lock()) {
            files.put(RunDirectory.script(UNLOCK), stage(UNLOCK));
        }
        if (operation == StackOperation.PUSH) {
            files.put(ERRORED_STATE, "");
        }
        if (operation == StackOperation.APPLY_SAVED_OR_REPLAN) {
            // The CLI may find out only when it applies that the plan is stale.
            files.put(RunDirectory.environment(RunDirectory.attempt(APPLY, AFTER_REPLAN)), variables);
        }
        if (operation.savedPlan()) {
            files.put(MADE, "");
            // Here from the beginning with its mode; filled once everything fits.
            files.put(PLAN_FILE, "");
            files.put(RunSecrets.PLANNED, "");
            files.put(ACTIONS, "");
        }
        files.put(INIT_DIGEST, initDigest.isEmpty() ? "" : initDigest + "\n");
        files.putAll(bound.files());
        files.putAll(access.files());
        if (!request.vars().isEmpty()) {
            files.put(VARS, request.vars().toJson());
        }
        if (!request.backendValues().isEmpty()) {
            files.put(BACKEND, request.backendValues().toJson());
        }
        return files;
    }

    /**
     * The environment of every command of a run, as a file of the run directory.
     *
     * @param environment what the surrounding build adds to the environment
     * @param bound what every command gets from credentials
     */
    public static String environment(PlanRequest request, Map<String, String> environment, CliAccess bound) {
        return new CliEnvironment(environment, request, bound).file();
    }

    private String prepare(List<String> tools, String cache) {
        InitMode mode = request.upgrade() ? InitMode.ALWAYS : request.init();
        return head()
                + "cloudops_init=" + mode.word() + "\n"
                + "cloudops_backend=" + (operation == StackOperation.CHECK ? "" : "1") + "\n"
                + "cloudops_cache=" + ShellWords.quote(cache) + "\n"
                + "cloudops_identify=" + (operation.savedPlan() ? "1" : "") + "\n"
                + "cloudops_lock_seconds=" + (request.lock() ? request.lockTimeout().toSeconds() : 0) + "\n"
                + "cloudops_backend_variables=" + ShellWords.quote(String.join(" ", backendVariables)) + "\n"
                + "set -- " + ShellWords.join(tools) + "\n"
                + function("run_init", init())
                + body("identify.sh")
                + body("prepare.sh");
    }

    private List<String> init() {
        List<String> init = new ArrayList<>(List.of("init", "-input=false", "-no-color"));
        if (request.upgrade()) {
            init.add("-upgrade");
        }
        if (operation == StackOperation.CHECK) {
            init.add("-backend=false");
        }
        request.backendFiles().forEach(file -> init.add(backendConfig(inStack(file))));
        if (!request.backendValues().isEmpty()) {
            init.add(backendConfig(directory + "/" + BACKEND));
        }
        return init;
    }

    /** The CLI takes an argument with an equals sign for a setting, whatever file there is. */
    private static String backendConfig(String file) {
        if (file.indexOf('=') >= 0) {
            throw new BadSetting(Messages.StackScripts_equalsSign(file));
        }
        return "-backend-config=" + file;
    }

    private String stage(String stage) {
        String commands = switch (stage) {
            case PLAN -> function("run_plan", plan());
            case APPLY -> function("run_apply", apply(List.of()))
                    + function("run_apply_with_variables", apply(variables()))
                    + body("identify.sh");
            case PUSH -> function("run_push", push());
            default -> "";
        };
        return head() + "cloudops_locks=" + (request.lock() ? "1" : "") + "\n" + commands
                + body("enter.sh") + body("look-at-lock.sh") + body(stage + ".sh");
    }

    private List<String> plan() {
        List<String> plan = new ArrayList<>(List.of("plan", "-json", "-input=false", "-detailed-exitcode",
                "-out=" + directory + "/" + PLAN_FILE));
        plan.addAll(lock());
        if (request.destroy()) {
            plan.add("-destroy");
        }
        if (request.refreshOnly()) {
            plan.add("-refresh-only");
        }
        if (!request.refresh()) {
            plan.add("-refresh=false");
        }
        plan.addAll(parallelism());
        request.targets().forEach(address -> plan.add("-target=" + address));
        request.replace().forEach(address -> plan.add("-replace=" + address));
        plan.addAll(variables());
        return plan;
    }

    private List<String> apply(List<String> variables) {
        List<String> apply = new ArrayList<>(List.of("apply", "-json", "-input=false"));
        apply.addAll(lock());
        apply.addAll(parallelism());
        apply.addAll(variables);
        apply.add(directory + "/" + PLAN_FILE);
        return apply;
    }

    private List<String> push() {
        List<String> push = new ArrayList<>(List.of("state", "push", "-no-color"));
        push.addAll(lock());
        push.add(directory + "/" + ERRORED_STATE);
        return push;
    }

    private List<String> lock() {
        return request.lock()
                ? List.of("-lock=true", LOCK_TIMEOUT_OPTION)
                : List.of("-lock=false");
    }

    private List<String> parallelism() {
        return request.parallelism() > 0 ? List.of("-parallelism=" + request.parallelism()) : List.of();
    }

    private List<String> variables() {
        List<String> variables = new ArrayList<>();
        request.varFiles().forEach(file -> variables.add("-var-file=" + inStack(file)));
        if (!request.vars().isEmpty()) {
            variables.add("-var-file=" + directory + "/" + VARS);
        }
        return variables;
    }

    private String head() {
        return "cloudops_stack=" + ShellWords.quote(stack) + "\n"
                + "cloudops_workspace=" + ShellWords.quote(request.workspace()) + "\n";
    }

    private static String function(String name, List<String> arguments) {
        StringBuilder words = new StringBuilder();
        for (String argument : arguments) {
            words.append(' ').append(argument.equals(LOCK_TIMEOUT_OPTION)
                    ? "-lock-timeout=\"$cloudops_lock_timeout\"" : ShellWords.quote(argument));
        }
        return name + "() {\n  cli \"$cloudops_tool\"" + words + "\n}\n";
    }

    private static String body(String name) {
        try (InputStream in = StackScripts.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String inStack(String file) {
        return file.startsWith("/") ? file : stack + "/" + file;
    }
}
