package io.jenkins.plugins.cloudops.local;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import groovy.lang.Closure;
import groovy.lang.Script;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One thread of a pipeline with the blocks it is in. Long, since it holds all steps of Jenkins itself
 * that the runner knows, each a few lines.
 */
final class LocalBranch {

    private static final ThreadLocal<LocalBranch> CURRENT = new ThreadLocal<>();
    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "timeouts of the local runner");
        thread.setDaemon(true);
        return thread;
    });

    private final LocalPipeline pipeline;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private volatile StepExecution running;
    private volatile FlowInterruptedException stopped;

    LocalBranch(LocalPipeline pipeline) {
        this.pipeline = pipeline;
        Scope outermost = new Scope();
        outermost.environment = new EnvVars(pipeline.build().getEnvironment(pipeline.log()));
        scopes.push(outermost);
    }

    private LocalBranch(LocalBranch parent) {
        this.pipeline = parent.pipeline;
        scopes.push(new Scope(parent.scopes.peek()));
    }

    static LocalBranch current() {
        return CURRENT.get();
    }

    /** What a block gives to the steps in it. */
    private static final class Scope {

        private EnvVars environment;
        private FilePath directory;
        private WorkspaceList.Lease lease;
        private ScheduledFuture<?> timeout;
        private final List<Path> secrets = new ArrayList<>();

        Scope() {
        }

        Scope(Scope around) {
            environment = new EnvVars(around.environment);
            directory = around.directory;
            lease = around.lease;
        }
    }

    /** A step that is going on while the program is suspended. */
    private interface Suspended {
        Object await() throws Throwable;
    }

    void run(Script script) throws Throwable {
        run(new Continuable(script));
    }

    private Object run(Continuable program) throws Throwable {
        pipeline.branches().add(this);
        try {
            Outcome reply = new Outcome(null, null);
            while (true) {
                CURRENT.set(this);
                Outcome outcome = program.run0(reply, Continuable.categories);
                if (!program.isResumable()) {
                    return outcome.replay();
                }
                reply = await((Suspended) outcome.getNormal());
            }
        } finally {
            pipeline.branches().remove(this);
            CURRENT.remove();
        }
    }

    private Outcome await(Suspended step) {
        try {
            Object result = step.await();
            if (stopped != null) {
                throw stopped;
            }
            return new Outcome(result, null);
        } catch (Throwable e) {
            return new Outcome(null, e);
        }
    }

    /** Stops what it is doing, and with it the rest of the branch. */
    void stop(FlowInterruptedException cause) {
        stopped = cause;
        StepExecution step = running;
        if (step != null) {
            try {
                step.stop(cause);
            } catch (Exception e) {
                e.printStackTrace(console());
            }
        }
    }

    private PrintStream console() {
        return pipeline.log().getLogger();
    }

    void enter(String step, Object argument) throws IOException, InterruptedException {
        Scope scope = new Scope(scopes.peek());
        console().println("[Pipeline] " + step);
        String label = "";
        switch (step) {
            case "node" -> {
                Computer computer = Jenkins.get().toComputer();
                FilePath workspace = Jenkins.get().createPath(pipeline.workspace().toString());
                scope.lease = computer.getWorkspaceList().acquire(workspace);
                scope.directory = workspace;
                scope.environment.put("WORKSPACE", workspace.getRemote());
                console().println("Running on the local runner in " + workspace.getRemote());
            }
            case "dir" -> {
                scope.directory = scope.directory.child(argument.toString());
                console().println("Running in " + scope.directory.getRemote());
            }
            case "withEnv" -> ((List<?>) argument).forEach(variable -> {
                String[] parts = variable.toString().split("=", 2);
                scope.environment.put(parts[0], scope.environment.expand(parts[1]));
            });
            case "timeout" -> {
                long millis = millis(argument);
                console().println("Timeout set to expire in " + millis / 1000 + " sec");
                scope.timeout = TIMER.schedule(
                        () -> stop(new FlowInterruptedException(Result.ABORTED, true)), millis, TimeUnit.MILLISECONDS);
            }
            case "withCredentials" -> {
                for (Object binding : (List<?>) argument) {
                    bind((Map<?, ?>) binding, scope);
                }
            }
            case "stage" -> label = " (" + argument + ")";
            default -> label = "";
        }
        console().println("[Pipeline] {" + label);
        scopes.push(scope);
    }

    /** A file with the content of credentials, its path in a variable. */
    private void bind(Map<?, ?> binding, Scope scope) throws IOException {
        FileCredentials found = CredentialsProvider.findCredentialById(binding.get("credentialsId").toString(), FileCredentials.class,
                pipeline.build());
        Path file = Files.createTempFile("secret", "");
        scope.secrets.add(file);
        Files.write(file, found.getContent().readAllBytes());
        scope.environment.put(binding.get("variable").toString(), file.toString());
    }

    private static long millis(Object argument) {
        if (argument instanceof Map<?, ?> map) {
            Object unit = map.get("unit");
            return TimeUnit.valueOf(unit == null ? "MINUTES" : unit.toString())
                    .toMillis(((Number) map.get("time")).longValue());
        }
        return TimeUnit.MINUTES.toMillis(((Number) argument).longValue());
    }

    void leave(String step) throws IOException {
        Scope scope = scopes.pop();
        for (Path secret : scope.secrets) {
            Files.delete(secret);
        }
        if (step.equals("node")) {
            scope.lease.release();
        }
        if (scope.timeout != null) {
            scope.timeout.cancel(false);
        }
        console().println("[Pipeline] }");
        console().println("[Pipeline] // " + step);
    }

    /** Begins a step; what it returns comes later, when the program goes on. */
    Object step(String name, Object[] arguments) {
        Object argument = StepArguments.plain(arguments.length == 0 ? Map.of() : arguments[0]);
        return Continuable.suspend((Suspended) () -> {
            console().println("[Pipeline] " + name);
            return switch (name) {
                case "echo" -> {
                    console().println(argument);
                    yield null;
                }
                case "error" -> throw new AbortException(argument.toString());
                case "sh" -> shell(argument);
                case "input" -> input(argument);
                case "checkout" -> checkout();
                case "writeFile" -> write((Map<?, ?>) argument);
                case "readFile" -> read(argument);
                case "sleep" -> {
                    Thread.sleep(((Number) argument).longValue() * 1_000);
                    yield null;
                }
                case "build" -> pipeline.start((Map<?, ?>) argument);
                case "junit" -> cases(argument);
                case "parallel" -> parallel((Map<?, ?>) argument);
                default -> ours(name, argument);
            };
        });
    }

    /** Whether a step of ours has this name, which can be a symbol as well. */
    static boolean isStep(String name) {
        return ExtensionList.lookup(StepDescriptor.class).stream().anyMatch(each -> each.getFunctionName().equals(name));
    }

    private Object ours(String name, Object argument) throws Throwable {
        LocalContext context = new LocalContext(UUID.randomUUID().toString());
        Scope scope = scopes.peek();
        context.put(Run.class, pipeline.build())
                .put(TaskListener.class, pipeline.log())
                .put(EnvVars.class, new EnvVars(scope.environment))
                .put(FilePath.class, scope.directory)
                .put(Launcher.class, scope.directory == null ? null : launcher())
                .put(Computer.class, scope.directory == null ? null : Jenkins.get().toComputer())
                .put(WorkspaceList.Lease.class, scope.lease);
        running = StepArguments.step(name, argument, context).start(context);
        try {
            if (running.start()) {
                return context.outcome().getNow(null);
            }
            return context.outcome().get();
        } catch (ExecutionException e) {
            throw e.getCause();
        } finally {
            running = null;
        }
    }

    /** Asks, and has the answer at once. */
    private Object input(Object argument) throws FlowInterruptedException {
        String question = (argument instanceof Map<?, ?> map ? map.get("message") : argument).toString();
        console().println(question);
        console().println("Proceed or Abort");
        if (!pipeline.proceeds(question)) {
            console().println("Aborted by the local runner");
            throw new FlowInterruptedException(Result.ABORTED, true);
        }
        console().println("Approved by the local runner");
        return null;
    }

    /** Brings the files that the Jenkinsfile lies among. */
    private Object checkout() throws IOException, InterruptedException {
        Path sources = pipeline.sources();
        FilePath workspace = scopes.peek().directory;
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                workspace.child(sources.relativize(file).toString()).act(new WriteText(Files.readString(file)));
            }
        }
        console().println("Copied " + sources);
        return null;
    }

    private Launcher launcher() {
        return new Launcher.LocalLauncher(pipeline.log(), scopes.peek().directory.getChannel());
    }

    private Object shell(Object argument) throws IOException, InterruptedException {
        Scope scope = scopes.peek();
        String script = argument instanceof Map<?, ?> map ? map.get("script").toString() : argument.toString();
        // Into a file, as in Jenkins: what goes on in the background may still write to it, and would die of a closed pipe.
        Path output = Files.createTempFile("sh", ".log");
        int code;
        try {
            code = launcher().launch().cmds("sh", "-c", "exec sh -xe -c \"$1\" >\"$2\" 2>&1", "sh", script, output.toString())
                    .envs(scope.environment).pwd(scope.directory).stdout(console()).join();
            console().print(Files.readString(output));
        } finally {
            Files.delete(output);
        }
        if (code != 0) {
            throw new AbortException("script returned exit code " + code);
        }
        return null;
    }

    private Object write(Map<?, ?> argument) throws IOException, InterruptedException {
        String text = argument.get("text").toString();
        return scopes.peek().directory.child(argument.get("file").toString()).act(new WriteText(text));
    }

    private Object read(Object argument) throws IOException, InterruptedException {
        Object file = argument instanceof Map<?, ?> map ? map.get("file") : argument;
        return scopes.peek().directory.child(file.toString()).act(new ReadText());
    }

    /** Counts the cases of a report; it has to be there. */
    private Object cases(Object argument) throws IOException, InterruptedException {
        Object file = argument instanceof Map<?, ?> map ? map.get("testResults") : argument;
        String report = scopes.peek().directory.child(file.toString()).act(new ReadText());
        console().println("Cases: " + (report.split("<testcase").length - 1) + ", failed: " + (report.split("<failure").length - 1));
        return null;
    }

    /** Each branch in a thread of its own; fails as the first of them did. */
    private Object parallel(Map<?, ?> branches) throws Throwable {
        boolean failFast = Boolean.TRUE.equals(branches.get("failFast"));
        Map<String, CompletableFuture<Object>> results = new LinkedHashMap<>();
        List<LocalBranch> all = new ArrayList<>();
        branches.forEach((name, body) -> {
            if (body instanceof Closure<?> closure) {
                LocalBranch branch = new LocalBranch(this);
                all.add(branch);
                CompletableFuture<Object> result = new CompletableFuture<>();
                results.put(name.toString(), result);
                new Thread(() -> {
                    try {
                        result.complete(branch.call(name.toString(), closure));
                    } catch (Throwable e) {
                        if (failFast) {
                            all.stream().filter(other -> other != branch)
                                    .forEach(other -> other.stop(new FlowInterruptedException(Result.ABORTED, true)));
                        }
                        result.completeExceptionally(e);
                    }
                }, "branch " + name).start();
            }
        });
        Map<String, Object> values = new LinkedHashMap<>();
        Throwable first = null;
        for (Map.Entry<String, CompletableFuture<Object>> result : results.entrySet()) {
            try {
                values.put(result.getKey(), result.getValue().get());
            } catch (ExecutionException e) {
                first = first == null || first instanceof FlowInterruptedException ? e.getCause() : first;
            }
        }
        console().println("[Pipeline] // parallel");
        if (first != null) {
            throw first;
        }
        return values;
    }

    private Object call(String name, Closure<?> body) throws Throwable {
        console().println("[Pipeline] { (Branch: " + name + ")");
        CURRENT.set(this);
        try {
            return body.call();
        } catch (CpsCallableInvocation called) {
            return run(new Continuable(called.asBlock()));
        } finally {
            console().println("[Pipeline] }");
        }
    }
}
