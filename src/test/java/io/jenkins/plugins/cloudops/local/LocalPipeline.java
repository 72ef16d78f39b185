package io.jenkins.plugins.cloudops.local;

import com.cloudbees.groovy.cps.CpsTransformer;
import groovy.lang.Binding;
import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyShell;
import groovy.lang.Script;
import hudson.AbortException;
import hudson.model.LocalBuild;
import hudson.model.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import jenkins.model.LocalJenkins;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * One build of a Jenkinsfile on the built-in node: Groovy in continuation-passing style as in
 * Jenkins, the plugin's own steps, and the few others that {@link LocalBranch} and the prelude know.
 */
final class LocalPipeline {

    private final LocalBuild build;
    private final LocalLog log;
    private final Path workspace;
    private final Map<String, String> parameters;
    private Path sources;
    private Predicate<String> answers = question -> true;
    private Map<String, String> others = Map.of();
    private final Set<LocalBranch> branches = ConcurrentHashMap.newKeySet();

    /**
     * @param workspace the agent workspace of its {@code node} blocks
     * @param parameters of the build, beside the defaults that a Declarative pipeline gives
     */
    LocalPipeline(LocalBuild build, LocalLog log, Path workspace, Map<String, String> parameters) {
        this.build = build;
        this.log = log;
        this.workspace = workspace;
        this.parameters = parameters;
    }

    /** @param directory what {@code checkout scm} brings into the agent workspace */
    LocalPipeline from(Path directory) {
        sources = directory;
        return this;
    }

    /** @param proceeds answers each {@code input}: whether the build goes on */
    LocalPipeline answering(Predicate<String> proceeds) {
        answers = proceeds;
        return this;
    }

    /** @param jenkinsfiles of other jobs, by their names, which {@code build} can start */
    LocalPipeline beside(Map<String, String> jenkinsfiles) {
        others = jenkinsfiles;
        return this;
    }

    LocalBuild build() {
        return build;
    }

    /** Runs another job to its end, in an agent workspace of its own. */
    Object start(Map<?, ?> argument) throws AbortException {
        String job = argument.get("job").toString();
        int number = 1;
        Path builds = build.getRootDir().toPath().resolveSibling(job);
        while (Files.exists(builds.resolve(String.valueOf(number)))) {
            number++;
        }
        LocalBuild other = new LocalBuild(job + "#" + number, builds.resolve(String.valueOf(number)).toFile());
        ((LocalJenkins) Jenkins.get()).add(other.getParent());
        log.getLogger().println("Starting building: " + job + " #" + number);
        Result result = new LocalPipeline(other, log, workspace.resolveSibling(job), Map.of()).from(sources).run(others.get(job));
        other.setResult(result);
        if (result != Result.SUCCESS && !Boolean.FALSE.equals(argument.get("propagate"))) {
            throw new AbortException(job + " #" + number + " completed with status " + result);
        }
        return Map.of("result", result.toString(), "number", number);
    }

    LocalLog log() {
        return log;
    }

    Path workspace() {
        return workspace;
    }

    /** Null if the pipeline does not come from a repository. */
    Path sources() {
        return sources;
    }

    boolean proceeds(String question) {
        return answers.test(question);
    }

    Set<LocalBranch> branches() {
        return branches;
    }

    /** Runs it to its end. */
    Result run(String jenkinsfile) {
        PrintStream console = log.getLogger();
        Result result = Result.FAILURE;
        console.println("[Pipeline] Start of Pipeline");
        try {
            Script script = parse(jenkinsfile);
            new LocalBranch(this).run(script);
            console.println("[Pipeline] End of Pipeline");
            result = Result.SUCCESS;
        } catch (FlowInterruptedException e) {
            console.println("[Pipeline] End of Pipeline");
            result = e.getResult();
        } catch (AbortException e) {
            console.println("[Pipeline] End of Pipeline");
            console.println("ERROR: " + e.getMessage());
        } catch (Throwable e) {
            console.println("[Pipeline] End of Pipeline");
            e.printStackTrace(console);
        }
        console.println("Finished: " + result);
        build.end();
        return result;
    }

    /** What a user does who aborts the build. */
    void abort() {
        branches.forEach(branch -> branch.stop(new FlowInterruptedException(Result.ABORTED, true)));
    }

    private Script parse(String jenkinsfile) throws IOException {
        GroovyClassLoader classes = new GroovyClassLoader(LocalPipeline.class.getClassLoader(), configuration(Jenkinsfile.class));
        try (InputStream in = LocalPipeline.class.getResourceAsStream("Prelude.groovy")) {
            Class<?> prelude = classes.parseClass(new String(in.readAllBytes(), StandardCharsets.UTF_8), "Prelude.groovy");
            return new GroovyShell(classes, globals(), configuration(prelude)).parse(jenkinsfile, "WorkflowScript");
        }
    }

    private Binding globals() {
        Binding globals = new Binding();
        globals.setVariable("params", new LinkedHashMap<>(parameters));
        if (sources != null) {
            globals.setVariable("scm", sources.toString());
        }
        return globals;
    }

    private static CompilerConfiguration configuration(Class<?> base) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.addCompilationCustomizers(new CpsTransformer());
        configuration.setScriptBaseClass(base.getName());
        return configuration;
    }
}
