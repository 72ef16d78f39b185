package io.jenkins.plugins.cloudops.engine.terraform;

import io.jenkins.plugins.cloudops.engine.process.EnvironmentFile;
import io.jenkins.plugins.cloudops.engine.process.RunDirectory;
import io.jenkins.plugins.cloudops.engine.process.ShellWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns a request into the two scripts of its run: {@code prepare} finds the CLI, runs {@code init}
 * and selects the Terraform workspace; {@code work} plans and shows the plan as JSON. Values are
 * quoted, options always come as {@code -name=value}, variables and backend settings are in files.
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
    private static final String VARS = "vars.tfvars.json";
    private static final String BACKEND = "backend.tfbackend.json";

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

    /**
     * All files of the run, by name.
     *
     * @param tools executables to try in this order: names to look up on the PATH, or absolute paths
     * @param environment what the surrounding build adds to the environment
     */
    public Map<String, String> files(List<String> tools, Map<String, String> environment) {
        Map<String, String> files = new LinkedHashMap<>(RunDirectory.supervisor());
        String variables = EnvironmentFile.render(environmentOfTheCli(environment));
        files.put(RunDirectory.environment(PREPARE), variables);
        files.put(RunDirectory.environment(WORK), variables);
        files.put(RunDirectory.script(PREPARE), prepare(tools));
        files.put(RunDirectory.script(WORK), work());
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

    private String prepare(List<String> tools) {
        List<String> init = new ArrayList<>(List.of("init", "-input=false", "-no-color"));
        request.backendFiles().forEach(file -> init.add("-backend-config=" + inStack(file)));
        if (!request.backendValues().isEmpty()) {
            init.add("-backend-config=" + directory + "/" + BACKEND);
        }
        Lines script = new Lines().add(enterStack())
                .add("cloudops_tool=")
                .add("for cloudops_candidate in " + ShellWords.join(tools) + "; do")
                .add("  case $cloudops_candidate in")
                .add("    /*) [ -f \"$cloudops_candidate\" ] && [ -x \"$cloudops_candidate\" ] ;;")
                .add("    *) command -v -- \"$cloudops_candidate\" >/dev/null 2>&1 ;;")
                .add("  esac && cloudops_tool=$cloudops_candidate && break")
                .add("done")
                .add("[ -n \"$cloudops_tool\" ] || fail tool " + NO_TOOL)
                .add("printf '%s' \"$cloudops_tool\" >\"$cloudops_dir/" + TOOL + "\"")
                .add("CHECKPOINT_DISABLE=1 cli \"$cloudops_tool\" version -json >\"$cloudops_dir/" + VERSION + "\" || fail version $?")
                .add(cli(init, PREPARE, "init"));
        if (!request.workspace().isEmpty()) {
            // With this set, Terraform refuses to select any other workspace.
            script.add("unset TF_WORKSPACE")
                    .add(cli(List.of("workspace", "select", "-no-color", "-or-create=true", request.workspace()),
                            PREPARE, "workspace"));
        }
        script.add("printf '%s' \"${TF_DATA_DIR-}\" >\"$cloudops_dir/" + DATA_DIRECTORY + "\"");
        return script.add("cli \"$cloudops_tool\" workspace show >\"$cloudops_dir/" + WORKSPACE + "\" || fail workspace $?").toString();
    }

    private String work() {
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
        Lines script = new Lines().add(enterStack());
        if (!request.workspace().isEmpty()) {
            script.add("unset TF_WORKSPACE");
        }
        return script.add("cloudops_tool=$(cat \"$cloudops_dir/" + TOOL + "\")")
                .add("cli \"$cloudops_tool\" " + ShellWords.join(plan) + " >\"$cloudops_dir/" + RunDirectory.output(WORK) + "\" 2>&1")
                .add("cloudops_planned=$?")
                // 0: nothing to do, 2: changes; the stage ends with it, so that the difference is kept.
                .add("case $cloudops_planned in 0 | 2) ;; *) fail plan $cloudops_planned ;; esac")
                .add("cli \"$cloudops_tool\" show -json \"$cloudops_dir/" + PLAN + "\" >\"$cloudops_dir/" + PLAN_JSON + "\""
                        + " 2>>\"$cloudops_dir/" + RunDirectory.output(WORK) + "\" || fail show $?")
                .add("exit $cloudops_planned")
                .toString();
    }

    private String enterStack() {
        // A file that is named here and missing makes every command print a warning.
        return "cd " + ShellWords.quote(stack) + " || fail directory " + NO_DIRECTORY + "\n"
                + "if [ -n \"${TF_CLI_CONFIG_FILE-}\" ] && [ ! -e \"$TF_CLI_CONFIG_FILE\" ]; then\n"
                + "  unset TF_CLI_CONFIG_FILE\n"
                + "fi";
    }

    private static String cli(List<String> arguments, String stage, String where) {
        return "cli \"$cloudops_tool\" " + ShellWords.join(arguments)
                + " >>\"$cloudops_dir/" + RunDirectory.output(stage) + "\" 2>&1 || fail " + where + " $?";
    }

    private String inStack(String file) {
        return file.startsWith("/") ? file : stack + "/" + file;
    }

    /** Lines of a script. */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        Lines add(String line) {
            text.append(line).append('\n');
            return this;
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
