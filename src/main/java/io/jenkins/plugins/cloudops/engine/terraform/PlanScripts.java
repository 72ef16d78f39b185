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
import java.util.TreeMap;

/**
 * Turns a request into the two scripts of its run: {@code prepare} finds the CLI, runs {@code init}
 * and selects the Terraform workspace; {@code work} plans and shows the plan as JSON. A script is a
 * head with the settings of the run and a body that is always the same. Values are quoted, options
 * always come as {@code -name=value}, variables and backend settings are in files.
 */
public final class PlanScripts {

    public static final String PREPARE = "prepare";
    public static final String WORK = "work";

    /** Files of the run directory beside those of {@link RunDirectory}. */
    public static final String TOOL = "tool";
    public static final String VERSION = "version.json";
    public static final String WORKSPACE = "workspace";
    public static final String DATA_DIRECTORY = "data-directory";
    public static final String PLAN = "plan.tfplan";
    public static final String PLAN_JSON = "plan.json";
    private static final String INIT_DIGEST = "init.digest";
    public static final String VARS = "vars.tfvars.json";
    public static final String BACKEND = "backend.tfbackend.json";

    /** Exit codes of our own, out of the range that Terraform uses. */
    public static final int NO_DIRECTORY = 120;
    public static final int NO_TOOL = 121;

    private final PlanRequest request;
    private final String directory;
    private final String stack;

    /**
     * @param directory the absolute path of the run directory
     * @param stack the absolute path of the stack
     */
    public PlanScripts(PlanRequest request, String directory, String stack) {
        this.request = request;
        this.directory = directory;
        this.stack = stack;
    }

    /** Whether a file of the run directory is started by another program and not only read. */
    public static boolean isExecutable(String file) {
        return file.equals(GitAccess.ASKPASS);
    }

    /**
     * All files of the run, by name.
     *
     * @param tools executables to try in this order: names to look up on the PATH, or absolute paths
     * @param environment what the surrounding build adds to the environment
     * @param cache a directory for the providers of all jobs on the agent, or empty
     * @param access with what {@code init} gets at private registries and repositories
     * @param initDigest of what {@code init} depends on, empty if that cannot be told
     * @throws BadSetting if a path cannot be given to the CLI
     */
    public Map<String, String> files(List<String> tools, Map<String, String> environment, String cache,
            InitAccess access, String initDigest) {
        Map<String, String> files = new LinkedHashMap<>(RunDirectory.supervisor());
        String variables = EnvironmentFile.render(environmentOfTheCli(environment));
        String ofInit = EnvironmentFile.render(access.environment(directory));
        for (int attempt = 1; attempt <= request.retry(); attempt++) {
            String prepare = RunDirectory.attempt(PREPARE, attempt);
            files.put(RunDirectory.environment(prepare), variables);
            files.put(RunDirectory.environment(RunDirectory.attempt(WORK, attempt)), variables);
            if (!ofInit.isEmpty()) {
                files.put(prepare + ".init", ofInit);
            }
        }
        files.put(RunDirectory.script(PREPARE), prepare(tools, cache));
        files.put(RunDirectory.script(WORK), work());
        files.put(INIT_DIGEST, initDigest.isEmpty() ? "" : initDigest + "\n");
        files.putAll(access.files());
        if (!request.vars().isEmpty()) {
            files.put(VARS, request.vars().toJson());
        }
        if (!request.backendValues().isEmpty()) {
            files.put(BACKEND, request.backendValues().toJson());
        }
        return files;
    }

    private Map<String, String> environmentOfTheCli(Map<String, String> environment) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.putAll(request.environment());
        variables.put("TF_IN_AUTOMATION", "1");
        variables.put("TF_INPUT", "0");
        return variables;
    }

    private String prepare(List<String> tools, String cache) {
        InitMode mode = request.upgrade() ? InitMode.ALWAYS : request.init();
        return head()
                + "cloudops_init=" + mode.word() + "\n"
                + "cloudops_cache=" + ShellWords.quote(cache) + "\n"
                + "set -- " + ShellWords.join(tools) + "\n"
                + function("run_init", init())
                + body("prepare.sh");
    }

    private List<String> init() {
        List<String> init = new ArrayList<>(List.of("init", "-input=false", "-no-color"));
        if (request.upgrade()) {
            init.add("-upgrade");
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
            throw new BadSetting(Messages.PlanScripts_equalsSign(file));
        }
        return "-backend-config=" + file;
    }

    private String work() {
        return head() + function("run_plan", plan()) + body("work.sh");
    }

    private List<String> plan() {
        List<String> plan = new ArrayList<>(List.of("plan", "-json", "-input=false", "-detailed-exitcode",
                "-out=" + directory + "/" + PLAN, "-lock=" + request.lock()));
        if (request.lock()) {
            plan.add("-lock-timeout=" + request.lockTimeout().toMillis() + "ms");
        }
        if (request.destroy()) {
            plan.add("-destroy");
        }
        if (request.refreshOnly()) {
            plan.add("-refresh-only");
        }
        if (!request.refresh()) {
            plan.add("-refresh=false");
        }
        if (request.parallelism() > 0) {
            plan.add("-parallelism=" + request.parallelism());
        }
        request.targets().forEach(address -> plan.add("-target=" + address));
        request.replace().forEach(address -> plan.add("-replace=" + address));
        request.varFiles().forEach(file -> plan.add("-var-file=" + inStack(file)));
        if (!request.vars().isEmpty()) {
            plan.add("-var-file=" + directory + "/" + VARS);
        }
        return plan;
    }

    private String head() {
        return "cloudops_stack=" + ShellWords.quote(stack) + "\n"
                + "cloudops_workspace=" + ShellWords.quote(request.workspace()) + "\n";
    }

    private static String function(String name, List<String> arguments) {
        return name + "() {\n  cli \"$cloudops_tool\" " + ShellWords.join(arguments) + "\n}\n";
    }

    private static String body(String name) {
        try (InputStream in = PlanScripts.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String inStack(String file) {
        return file.startsWith("/") ? file : stack + "/" + file;
    }
}
