package io.jenkins.plugins.cloudops.local;

import hudson.model.LocalBuild;
import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.LocalJenkins;

/**
 * Runs a Jenkinsfile on this machine with the plugin's real steps and prints the console of that
 * build, in which each {@code input} is approved at once. Arguments: the Jenkinsfile, whose directory
 * is what {@code checkout scm} brings; the agent workspace; a directory for what a controller keeps; and
 * any number of build parameters as {@code NAME=VALUE}. The exit code is 0 if the build succeeded.
 */
public final class LocalRunner {

    private LocalRunner() {
    }

    public static void main(String... arguments) throws Exception {
        Path jenkinsfile = Path.of(arguments[0]).toAbsolutePath();
        Path workspace = Path.of(arguments[1]).toAbsolutePath();
        Path home = Path.of(arguments[2]).toAbsolutePath();
        System.out.println("This is a local runner, not a Jenkins: the plugin's own steps on stand-ins for Jenkins.");
        Files.createDirectories(workspace);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : Arrays.asList(arguments).subList(3, arguments.length)) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        int number = 1;
        while (Files.exists(home.resolve("builds/" + number))) {
            number++;
        }
        LocalJenkins jenkins = new LocalJenkins(home.toFile());
        jenkins.loaded();
        LocalBuild build = new LocalBuild(jenkinsfile.getParent().getFileName() + "#" + number, home.resolve("builds/" + number).toFile());
        LocalLog log = new LocalLog(build.getRootDir().toPath().resolve("log"), System.out);
        Result result = new LocalPipeline(build, log, workspace, parameters).from(jenkinsfile.getParent())
                .run(Files.readString(jenkinsfile));
        jenkins.kill();
        System.exit(result == Result.SUCCESS ? 0 : 1);
    }
}
